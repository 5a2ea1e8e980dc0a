/**
 * A file of people as its page and the API show it.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityHeadView, findCommunityToChange } from '#server/communities/room.ts'
import { feedAddress } from '#server/people/feeds/feed.ts'
import { encodingSample } from '#server/people/imports/encodings.ts'
import { guessColumns } from '#server/people/imports/field.ts'
import { fieldsFor } from '#server/people/imports/fields-for.ts'
import {
  findPlace,
  type ImportPlace,
  type InPlace,
  isThere,
  type OneImport,
} from '#server/people/imports/find-import.ts'
import { countsShape, importAddress, importStates, inviteChoices, noCounts } from '#server/people/imports/import.ts'
import { lineResults } from '#server/people/imports/plan-line.ts'
import { importTarget, listTargets } from '#server/people/imports/reads-targets.ts'
import type { Actor } from '#server/platform/actor.ts'
import { type Translate, translator } from '#server/platform/i18n.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Lines on a page, and files in the list of a place. */
const pageLength = 100
const mostFiles = 30

/** Lines of a file that are shown beside its columns. */
const shownExamples = 3

const fileShape = {
  id: z.string(),
  fileName: z.string(),
  state: z.enum(importStates),
  uploadedAt: z.date(),
  by: z.string().nullable(),
  lines: z.number(),
  reached: z.number(),
  counts: countsShape,
  /** The address of its community, where it was sent from one. */
  community: z.string().nullable(),
}

const importItem = z.object({ ...fileShape, address: z.string() })
export type ImportItem = z.infer<typeof importItem>

export const importsView = z.object({
  /** Null on the page of the site. */
  community: communityHeadView.nullable(),
  items: z.array(importItem),
  targets: z.array(importTarget),
})
export type Imports = z.infer<typeof importsView>

const values = z.record(z.string(), z.union([z.string(), z.number()]))
const storedFile = z.object({
  ...fileShape,
  counts: countsShape.partial(),
  communityId: z.string().nullable(),
  startedAt: z.date().nullable(),
  doneAt: z.date().nullable(),
  problem: z.string().nullable(),
  problemValues: values,
  samples: z.array(encodingSample),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  header: z.array(z.string()),
  columns: z.array(z.string()),
  invite: z.enum(inviteChoices),
  inviteAt: z.date().nullable(),
  targetName: z.string().nullable(),
  cohortName: z.string().nullable(),
  gone: z.number(),
  closed: z.number(),
  feedId: z.string().nullable(),
  feedName: z.string().nullable(),
})

const lineItem = z.object({
  /** Where it begins in the file. */
  line: z.number(),
  number: z.number(),
  result: z.enum(lineResults).nullable(),
  /** Why, in the reader's language; null where there is nothing to say. */
  why: z.string().nullable(),
  email: z.string(),
  name: z.string(),
})

export const importView = storedFile
  .omit({ problemValues: true, communityId: true, feedId: true, feedName: true })
  .extend({
    counts: countsShape,
    community: communityHeadView.nullable(),
    address: z.string(),
    /** The feed whose file it is. */
    feed: z.object({ name: z.string(), address: z.string() }).nullable(),
    /** The fields that a column can hold. */
    fields: z.array(z.object({ name: z.string(), label: z.string().nullable() })),
    /** Fields that several columns could hold, so that none was taken. */
    doubled: z.array(z.string()),
    examples: z.array(z.array(z.string())),
    items: z.array(lineItem),
    next: z.number().nullable(),
    /** How many of its people wait until they are invited. */
    waiting: z.number(),
  })
export type ImportPage = z.infer<typeof importView>

const fileColumns = sql`
  i.id, i.file_name as "fileName", i.state, i.uploaded_at as "uploadedAt", p.name as by, i.lines, i.reached, i.counts,
    c.slug as community, i.community_id as "communityId"`
const fileJoins = sql`people_import i left join person p on p.id = i.by_id left join community_shown c on c.id = i.community_id`

/**
 * The form, and the files that were sent here.
 * @refuses not_found · forbidden · community_archived
 */
export async function readImports(look: Look, actor: Actor, asked: InPlace): Promise<Imports> {
  const place = await findPlace(look, actor, asked)
  const shape = () => z.object({ ...fileShape, counts: countsShape.partial(), communityId: z.string().nullable() })
  const found = await rows(look, shape)`
    select ${fileColumns} from ${fileJoins}
    where i.feed_id is null and (${place.communityId}::uuid is null or i.community_id = ${place.communityId}::uuid)
    order by i.uploaded_at desc, i.id desc limit ${mostFiles}`
  const items = found.map(({ communityId: _, counts, ...one }) => ({
    ...one,
    counts: { ...noCounts, ...counts },
    address: importAddress(place.slug, one),
  }))
  return {
    community: await headOf(look, actor, place),
    items,
    targets: await listTargets(look, actor, place.communityId),
  }
}

async function headOf(look: Look, actor: Actor, { slug }: ImportPlace) {
  return slug === null ? null : findCommunityToChange(look, actor, slug, 'manage_members')
}

export interface ImportQuestion extends OneImport {
  /** Only lines of this result; '' for all. */
  readonly show: (typeof lineResults)[number] | ''
  /** The number of the last line of the page before. */
  readonly after: number
}

/**
 * One file, with the result of its lines.
 * @refuses not_found · forbidden · community_archived
 */
export async function readImport(look: Look, actor: Actor, asked: ImportQuestion): Promise<ImportPage> {
  const place = await findPlace(look, actor, asked)
  const file = (await findFile(look, asked.import)) ?? refuse(notFound)
  if (!isThere(file, place)) refuse(notFound)
  const { problemValues, communityId, feedId, feedName, ...rest } = file
  const t = translator(actor.locale)
  const fields = await fieldsFor(look, communityId === null ? 'site' : 'community')
  const lines = await readItems(look, asked)
  return {
    ...rest,
    counts: { ...noCounts, ...file.counts },
    problem: file.problem && t(file.problem, problemValues),
    community: await headOf(look, actor, place),
    address: importAddress(place.slug, file),
    feed: feedId && feedName ? { name: feedName, address: feedAddress({ id: feedId, name: feedName }) } : null,
    fields: [...fields],
    doubled: [...guessColumns(file.header, { allowed: fields, remembered: new Map() }).doubled],
    examples: await readExamples(look, file.id),
    items: lines.slice(0, pageLength).map((one) => itemOf(one, file.columns, t)),
    next: lines.length > pageLength ? (lines[pageLength - 1]?.number ?? null) : null,
    waiting: file.state === 'done' ? await countWaiting(look, file.id) : 0,
  }
}

async function findFile(look: Look, id: string) {
  const [file] = await rows(look, storedFile)`
    select ${fileColumns}, i.started_at as "startedAt", i.done_at as "doneAt", i.problem, i.problem_values as "problemValues",
      i.samples, i.encoding, i.delimiter, i.header, i.columns, i.invite, i.invite_at as "inviteAt",
      t.name as "targetName", h.name as "cohortName", i.gone, i.closed, i.feed_id as "feedId", f.name as "feedName"
    from ${fileJoins} left join people_feed f on f.id = i.feed_id left join community_shown t on t.id = i.target_id left join cohort h on h.id = i.cohort_id
    where i.id = ${id}`
  return file ?? null
}

const storedItem = z.object({
  number: z.number(),
  line: z.number(),
  cells: z.array(z.string()),
  result: z.enum(lineResults).nullable(),
  why: z.string().nullable(),
  values,
})

function readItems(look: Look, { import: id, show, after }: ImportQuestion) {
  return rows(look, storedItem)`
    select number, line, cells, result, why, why_values as values from people_import_line
    where import_id = ${id} and (${show} = '' or result = ${show}) and number > ${after}
    order by number limit ${pageLength + 1}`
}

async function readExamples(look: Look, id: string): Promise<string[][]> {
  const found = await rows(look, () => z.object({ cells: z.array(z.string()) }))`
    select cells from people_import_line where import_id = ${id} order by number limit ${shownExamples}`
  return found.map(({ cells }) => cells)
}

function itemOf(
  { cells, why, values: said, ...one }: z.infer<typeof storedItem>,
  columns: readonly string[],
  t: Translate,
): z.infer<typeof lineItem> {
  const cell = (field: string) => cells[columns.indexOf(field)] ?? ''
  const name = cell('name') || [cell('first_name'), cell('last_name')].filter(Boolean).join(' ')
  return { ...one, email: cell('email'), name, why: why && t(why, said) }
}

/** How many members that a file brought have no invitation, and get none by themselves yet. */
async function countWaiting(look: Look, id: string): Promise<number> {
  const { count } = await onlyRow(look, () => z.object({ count: z.number() }))`
    select count(distinct m.person_id)::int as count
    from people_import_line l cross join lateral jsonb_array_elements_text(coalesce(l.did->'joined', '[]')) as j (id)
      join membership_shown m on m.community_id = j.id::uuid and m.person_id = l.person_id
    where l.import_id = ${id} and m.invited_at is null and m.invite_from > app_now()`
  return count
}
