/**
 * guildhall toolkit import FILE|FOLDER --community SLUG
 */
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Command } from 'commander'
import { withProgram } from '#server/command-line/program.ts'
import type { SystemActor } from '#server/platform/actor.ts'
import { translator } from '#server/platform/i18n.ts'
import { notFound, Refused } from '#server/platform/refuse.ts'
import { decodeText } from '#server/platform/text-encoding.ts'
import { databaseTime, doWork, type Platform } from '#server/platform/work.ts'
import type { ListCounts, ListFile } from '#server/toolkit/room.ts'

/** Adds `toolkit import`. */
export function addToolkitImport(guildhall: Command): void {
  guildhall
    .command('toolkit')
    .description('What a community’s Toolkit holds.')
    .command('import')
    .argument('<file-or-folder>', 'a list in Markdown, or a folder of them')
    .description(
      'Bring curated lists into a Toolkit. Headings and files become topics, each link in a bullet a resource with the bullet’s ' +
        'text as its summary. What is there already stays as it is, so a list can come again when it has grown.',
    )
    .requiredOption('--community <slug>', 'the community’s name in its address: /c/<slug>')
    .action(async (path: string, { community }: { community: string }) => {
      const started = Date.now()
      const files = await readLists(path)
      await withProgram(async ({ platform }) => {
        const counts = await importFor(platform, community, files)
        for (const line of report(counts, files.length)) console.log(line)
        console.log(
          `Done in ${((Date.now() - started) / 1000).toFixed(1)} s. See ${platform.config.publicUrl.replace(/\/$/, '')}/c/${community}/toolkit`,
        )
      })
    })
}

/** The files of a list: one, or those of a folder that end in .md, by name. */
async function readLists(path: string): Promise<ListFile[]> {
  const found = await stat(path).catch(() => null)
  if (!found) throw new Error(`There is no file or folder ${path}.`)
  const names = found.isDirectory()
    ? (await readdir(path)).filter((name) => /\.(md|markdown)$/i.test(name)).sort()
    : null
  if (names?.length === 0) throw new Error(`There is no Markdown file (.md) in ${path}.`)
  const places = names ? names.map((name) => join(path, name)) : [path]
  return Promise.all(
    places.map(async (place) => ({
      name: basename(place),
      text: decodeText(await readFile(place)) ?? notText(place),
    })),
  )
}

function notText(place: string): never {
  throw new Error(`${place} is no text in UTF-8, UTF-16 or Windows-1252, so nothing was brought in. Save it as UTF-8.`)
}

async function importFor(platform: Platform, community: string, files: readonly ListFile[]): Promise<ListCounts> {
  const actor: SystemActor = {
    kind: 'system',
    reason: 'toolkit import',
    locale: 'en',
    zone: 'UTC',
    now: await databaseTime(platform.database.read),
    site: { name: platform.config.siteName ?? 'Guildhall', isDemo: false },
  }
  const progress = (done: number, all: number) => {
    if (all > 0) process.stderr.write(`${done.toLocaleString('en')} of ${all.toLocaleString('en')}\n`)
  }
  const { importList } = await import('#server/toolkit/room.ts')
  try {
    return await doWork(platform, (work) => importList(work, actor, { community, files }, progress))
  } catch (problem) {
    if (problem instanceof Refused && problem.refusal === notFound)
      throw new Error(`There is no community at /c/${community}.`)
    throw problem
  }
}

function report(counts: ListCounts, files: number): string[] {
  const t = translator('en')
  const figures: [string, number][] = [
    ['files read', files - counts.passedOver.length],
    ['links', counts.links],
    ['added', counts.added],
    ['already here', counts.alreadyHere],
    ['named twice', counts.repeated],
    ['new topics', counts.newTopics],
    ['not read', counts.unreadTotal],
  ]
  const rest = counts.unreadTotal - counts.unread.length
  return [
    ...figures.map(([name, n]) => `${name.padEnd(14)}${n.toLocaleString('en').padStart(9)}`),
    ...counts.unread.map(({ file, line, why, text }) => `  ${file ?? 'list'}, line ${line}: ${t(why)} (${text})`),
    ...(rest > 0 ? [`  and ${rest.toLocaleString('en')} more`] : []),
    ...(counts.passedOver.length > 0
      ? [`Left out, as it says what the list is and not what is in it: ${counts.passedOver.join(', ')}`]
      : []),
  ]
}
