/** What rooms export for tests in samples.ts and screens.ts. */
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What every `samples.ts` or `screens.ts` exports under that name. */
export async function roomFiles<T>(name: 'samples' | 'screens'): Promise<T[]> {
  const paths = globSync(`{server/*,demo}/${name}.ts`, { cwd: root }).toSorted()
  return Promise.all(paths.map(async (path) => (await import(join(root, path)))[name]))
}
