/** The rooms in their order, as docs/architecture.md gives it: a room imports only rooms before it, through their room.ts. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#tests/conventions/source.ts'

const [line = ''] = /^\w+(?: → \w+)+$/m.exec(readFileSync(join(root, 'docs/architecture.md'), 'utf8')) ?? []

export const rooms: readonly string[] = line.split(' → ')

/** Folders of the server that have a room.ts; `archive` has none, and the demo is outside. */
export function roomFolders(): string[] {
  return readdirSync(join(root, 'server'), { withFileTypes: true })
    .filter((one) => one.isDirectory() && one.name !== 'platform')
    .map(({ name }) => name)
    .filter((name) => readdirSync(join(root, 'server', name)).includes('room.ts'))
}
