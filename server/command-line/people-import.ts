/**
 * guildhall people import FILE [--community SLUG] [--invite now|later|2026-12-07] [--yes]
 */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { withProgram } from '#server/command-line/program.ts'
import type { ImportPage } from '#server/people/room.ts'
import type { SystemActor } from '#server/platform/actor.ts'
import { translator } from '#server/platform/i18n.ts'
import { Refused } from '#server/platform/refuse.ts'
import { databaseTime, doWork, lookAt, type Platform } from '#server/platform/work.ts'

interface Given {
  readonly community?: string
  readonly invite: Invite
  readonly yes?: true
}

type Invite = { readonly invite: 'now' | 'later' } | { readonly invite: 'date'; readonly inviteOn: string }

/** Adds `people import`. */
export function addPeopleImport(guildhall: Command): void {
  guildhall
    .command('people')
    .description('Many people at once.')
    .command('import')
    .argument('<file>', 'a table of people: CSV or .xlsx')
    .description(
      'Look a file of people over, and with --yes bring them in: accounts are made and changed, and people come into communities ' +
        'and cohorts. What is blank stays as it is, and bringing the same file in twice changes nothing.',
    )
    .option('--community <slug>', 'the community that all of them come into: /c/<slug>')
    .option(
      '--invite <when>',
      'when those new to a community are invited: now, later, or a day such as 2026-12-07',
      inviteOf,
      {
        invite: 'now',
      } as Invite,
    )
    .option('--yes', 'bring them in; without it the file is only looked over')
    .action(async (path: string, given: Given) => {
      const source = await readFile(path).catch(() => null)
      if (!source) throw new Error(`There is no file ${path}.`)
      await withProgram(async ({ platform }) => {
        const view = await importFile(platform, { fileName: basename(path), source }, given)
        for (const line of report(view)) console.log(line)
      })
    })
}

function inviteOf(text: string): Invite {
  if (text === 'now' || text === 'later') return { invite: text }
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return { invite: 'date', inviteOn: text }
  throw new InvalidArgumentError('Say now, later, or a day such as 2026-12-07.')
}

async function importFile(
  platform: Platform,
  file: { readonly fileName: string; readonly source: Buffer },
  { community, invite, yes }: Given,
): Promise<ImportPage> {
  const { communityIdBySlug } = await import('#server/communities/room.ts')
  const { startImport, takeFile, workOnImport } = await import('#server/people/room.ts')
  const actor = await operator(platform)
  const into = community === undefined ? null : await communityIdBySlug(platform.database.read, community)
  if (community !== undefined && !into) throw new Error(`There is no community at /c/${community}.`)
  const place = { slug: null, communityId: null, into, via: 'command' } as const
  const { id } = await doWork(platform, (work) => takeFile(work, actor, { ...place, ...file }))
  await workOnImport(platform, id)
  const looked = await viewOf(platform, actor, id)
  if (!yes || looked.state !== 'ready') return looked
  await doWork(platform, (work) => startImport(work, actor, { import: id, inviteOn: null, ...invite })).catch(sayWhy)
  await workOnImport(platform, id)
  return viewOf(platform, actor, id)
}

/** A refusal of a field, as a sentence. */
function sayWhy(problem: unknown): never {
  const [one] = problem instanceof Refused ? Object.values(problem.fields) : []
  throw one ? new Error(translator('en')(one.says, one.values)) : problem
}

async function viewOf(platform: Platform, actor: SystemActor, id: string): Promise<ImportPage> {
  const { readImport } = await import('#server/people/room.ts')
  return readImport(await lookAt(platform), actor, { import: id, show: 'refused', after: 0 })
}

async function operator(platform: Platform): Promise<SystemActor> {
  const now = await databaseTime(platform.database.read)
  const site = { name: platform.config.siteName ?? 'Guildhall', isDemo: false }
  return { kind: 'system', reason: 'people import', locale: 'en', zone: 'UTC', now, site }
}

function report(view: ImportPage): string[] {
  const { counts, problem } = view
  if (view.state === 'asking')
    throw new Error(`${view.fileName} is not in UTF-8, so nothing of it was read. Save it as UTF-8, and send it again.`)
  if (view.state === 'matching')
    throw new Error(
      `No column of ${view.fileName} is called email, so nothing of it was read. Name the columns in its first line.`,
    )
  if (problem !== null) throw new Error(problem)
  const figures = Object.entries({ lines: view.lines, ...counts })
  const rest = counts.refused - view.items.length
  return [
    ...figures.map(([name, n]) => `${name.padEnd(10)}${n.toLocaleString('en').padStart(9)}`),
    ...view.items.map(({ line, why, email }) => `  line ${line}: ${why} (${email})`),
    ...(rest > 0 ? [`  and ${rest.toLocaleString('en')} more`] : []),
    view.state === 'done' ? 'They are brought in.' : 'Nobody was changed. Say --yes to bring them in.',
  ]
}
