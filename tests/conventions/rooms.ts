/** The rooms in their line, left to right, as docs/architecture.md draws it: a room knows those before it, through their door. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#tests/conventions/source.ts'

const [line = ''] = /^\w+(?: → \w+)+$/m.exec(readFileSync(join(root, 'docs/architecture.md'), 'utf8')) ?? []

export const rooms: readonly string[] = line.split(' → ')

/** Folders of the server that have a door; `archive` has none, and the demo stands outside. */
export function foldersWithADoor(): string[] {
  return readdirSync(join(root, 'server'), { withFileTypes: true })
    .filter((one) => one.isDirectory() && one.name !== 'platform')
    .map(({ name }) => name)
    .filter((name) => readdirSync(join(root, 'server', name)).includes('room.ts'))
}
