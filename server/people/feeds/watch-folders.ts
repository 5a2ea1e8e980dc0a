/**
 * The folders of feeds, `feeds/<folder>` in the data folder: the newest table in each is taken once it stands still, and once only.
 */
import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type FeedRow, listFeeds, lockFeed, noteOfFeed } from '#server/people/feeds/store.ts'
import { digestOf, takeFeedFile } from '#server/people/feeds/take-file.ts'
import { largestFile } from '#server/people/imports/read-table.ts'
import { doWork, lookAt, type Platform } from '#server/platform/work.ts'

/** Where the folder of a feed is on this machine. */
function folderOf({ config }: Pick<Platform, 'config'>, { folder }: Pick<FeedRow, 'folder'>): string {
  return join(config.dataDir, 'feeds', folder)
}

interface LyingFile {
  readonly path: string
  readonly fileName: string
  readonly bytes: number
  /** Changes while it is written. */
  readonly mark: string
}

/** Looks into the folder of each feed, and makes those that are not there yet. */
export async function watchFolders(platform: Platform): Promise<void> {
  for (const feed of await listFeeds(await lookAt(platform))) {
    const newest = await newestFile(folderOf(platform, feed)).catch((err) => {
      platform.log.warn({ err, folder: feed.folder }, 'the folder of a people feed cannot be read')
      return null
    })
    if (newest && newest.mark !== feed.takenMark) await takeOrWait(platform, feed, newest)
  }
}

/** The table in a folder that was changed last; null where there is none. */
async function newestFile(folder: string): Promise<LyingFile | null> {
  await mkdir(folder, { recursive: true, mode: 0o770 })
  const names = (await readdir(folder)).filter((name) => /^[^.].*\.(?:csv|tsv|txt|xlsx)$/i.test(name))
  const lying = await Promise.all(
    names.map(async (fileName) => {
      const path = join(folder, fileName)
      const found = await stat(path).catch(() => null)
      return found?.isFile()
        ? [{ path, fileName, bytes: found.size, at: found.mtimeMs, mark: markOf(fileName, found) }]
        : []
    }),
  )
  const [newest] = lying.flat().sort((one, other) => other.at - one.at)
  return newest ?? null
}

function markOf(fileName: string, { size, mtimeMs }: { readonly size: number; readonly mtimeMs: number }): string {
  return `${fileName} ${size} ${mtimeMs}`
}

const tooLarge = {
  says: 'This file is larger than {most, number} MB, so nothing of it was read. Leave out what the site does not need.',
  values: { most: largestFile / 1_000_000 },
}

/** A file that is seen for the first time, or was written to since the last look, is left until the next one. */
async function takeOrWait(platform: Platform, { id }: FeedRow, lying: LyingFile): Promise<void> {
  const { path, fileName, bytes, mark } = lying
  const isTooLarge = bytes > largestFile
  const source = isTooLarge ? Buffer.alloc(0) : await readFile(path)
  // Somebody began to write it while it was read.
  if (markOf(fileName, await stat(path)) !== mark) return
  await doWork(platform, async (work) => {
    const feed = await lockFeed(work, id)
    if (!feed || feed.takenMark === mark) return
    if (feed.seenMark !== mark) return noteOfFeed(work, id, { seenMark: mark })
    if (!isTooLarge && digestOf(source) === feed.takenDigest) return noteOfFeed(work, id, { takenMark: mark })
    const file = { byId: feed.byId, via: 'job', fileName, source, mark } as const
    await takeFeedFile(work, feed, { ...file, ...(isTooLarge && { problem: tooLarge }) })
  })
}
