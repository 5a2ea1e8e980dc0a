/**
 * The cache of a checkout, .cache: what the first test makes, the others use.
 */
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cache = fileURLToPath(new URL('../../.cache', import.meta.url))

/** A folder of .cache by this name. Where there is none, `fill` makes it; other processes see it only when it is whole. */
export async function cacheFolder(name: string, fill: (unfinished: string) => Promise<unknown>): Promise<string> {
  const folder = join(cache, name)
  if (existsSync(folder)) return folder
  const unfinished = `${folder}.${process.pid}`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true })
  await fill(unfinished)
  await rename(unfinished, folder).catch(async (problem) => {
    await rm(unfinished, { recursive: true, force: true })
    if (!existsSync(folder)) throw problem
  })
  return folder
}
