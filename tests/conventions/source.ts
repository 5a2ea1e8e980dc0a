/**
 * The tree as the convention tests read it.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

export interface SourceFile {
  /** From the project's root, with `/`. */
  readonly path: string
  readonly text: string
  readonly lines: readonly string[]
}

/** Every file below these folders whose name ends so, generated and installed ones apart. */
export function sources(folders: readonly string[], endings: readonly string[] = ['.ts']): SourceFile[] {
  return folders.flatMap((folder) => walk(join(root, folder), endings))
}

function walk(folder: string, endings: readonly string[]): SourceFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return ['node_modules', 'dist', 'public'].includes(entry.name) ? [] : walk(path, endings)
    if (!endings.some((ending) => entry.name.endsWith(ending))) return []
    const text = readFileSync(path, 'utf8')
    return [{ path: relative(root, path).replaceAll('\\', '/'), text, lines: text.split('\n') }]
  })
}

/** Is it a test, or a file that a room provides for tests? */
export function isTest(path: string): boolean {
  return /\.test\.ts$|^(server\/[^/]+|demo)\/(samples|screens)\.ts$/.test(path)
}

/** What a file imports, as it is written. */
export function importsOf(file: SourceFile): string[] {
  return [...file.text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((found) => found[1] as string)
}
