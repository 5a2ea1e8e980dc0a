/**
 * Writes and locked reads of files of people and their lines.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { EncodingSample } from '#server/people/imports/encodings.ts'
import { countsShape, type ImportState, importStates, inviteChoices, keptDays } from '#server/people/imports/import.ts'
import type { Why } from '#server/people/imports/line.ts'
import type { LineResult } from '#server/people/imports/plan-line.ts'
import type { Line } from '#server/people/imports/read-table.ts'
import type { Via } from '#server/platform/activity.ts'
import { idRow, onlyRow, rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

export interface NewImport {
  readonly communityId: string | null
  readonly targetId: string | null
  readonly cohortId: string | null
  readonly byId: string | null
  readonly via: Via
  readonly fileName: string
  readonly source: Buffer
  /** The feed whose file it is. */
  readonly feedId?: string
}

/** Saves a file that was uploaded. @returns its id */
export async function saveImport(work: Work, one: NewImport): Promise<string> {
  const { id } = await work.tx
    .insertInto('people_import')
    .values({
      community_id: one.communityId,
      target_id: one.targetId,
      cohort_id: one.cohortId,
      by_id: one.byId,
      via: one.via,
      file_name: one.fileName.slice(-255),
      source: one.source,
      feed_id: one.feedId ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const importRow = z.object({
  id: z.string(),
  communityId: z.string().nullable(),
  targetId: z.string().nullable(),
  cohortId: z.string().nullable(),
  byId: z.string().nullable(),
  via: z.enum(['page', 'api', 'mail', 'command', 'job']),
  fileName: z.string(),
  encoding: z.string().nullable(),
  state: z.enum(importStates),
  header: z.array(z.string()),
  columns: z.array(z.string()),
  lines: z.number(),
  reached: z.number(),
  counts: countsShape.partial(),
  invite: z.enum(inviteChoices),
  inviteAt: z.date().nullable(),
  startedAt: z.date().nullable(),
  feedId: z.string().nullable(),
  gone: z.number(),
  brought: z.number(),
  closed: z.number(),
})
export type ImportRow = z.infer<typeof importRow>

/** The columns of {@link importRow}, of `people_import i`. */
const importColumns = sql`
  i.id, i.community_id as "communityId", i.target_id as "targetId", i.cohort_id as "cohortId", i.by_id as "byId", i.via,
    i.file_name as "fileName", i.encoding, i.state, i.header, i.columns, i.lines, i.reached, i.counts, i.invite,
    i.invite_at as "inviteAt", i.started_at as "startedAt",
    i.feed_id as "feedId", i.gone, i.brought, i.closed`

/** What makes people members whom a file brings. */
export function sourceOf({ feedId }: Pick<ImportRow, 'feedId'>): 'csv' | 'feed' {
  return feedId === null ? 'csv' : 'feed'
}

/** Locks a file; null where it is gone. */
export async function lockImport(work: Work, id: string): Promise<ImportRow | null> {
  const [row] = await rows(work, importRow)`select ${importColumns} from people_import i where i.id = ${id} for update`
  return row ?? null
}

/** The bytes of a file; null where they are no longer kept. */
export async function readSource(look: Look, id: string): Promise<Buffer | null> {
  const row = await look.db.selectFrom('people_import').select('source').where('id', '=', id).executeTakeFirst()
  return row?.source ?? null
}

interface ImportChange {
  readonly state?: ImportState
  readonly encoding?: string | null
  readonly delimiter?: string | null
  readonly problem?: Why | null
  readonly samples?: readonly EncodingSample[]
  readonly header?: readonly string[]
  readonly columns?: readonly string[]
  readonly lines?: number
  readonly reached?: number
  readonly counts?: object
  readonly gone?: number
  readonly brought?: number
  readonly closed?: number
  readonly invite?: ImportRow['invite']
  readonly inviteAt?: Date | null
  readonly startedAt?: Date
  readonly doneAt?: Date
  readonly source?: null
}

/** Writes what is given of a file. */
export async function changeImport(work: Work, id: string, change: ImportChange): Promise<void> {
  const { problem, samples, header, columns, counts, inviteAt, startedAt, doneAt, ...rest } = change
  await work.tx
    .updateTable('people_import')
    .set({
      ...rest,
      ...(problem === undefined ? {} : { problem: problem?.says ?? null, problem_values: json(problem?.values ?? {}) }),
      ...(samples === undefined ? {} : { samples: json(samples) }),
      ...(header === undefined ? {} : { header: [...header] }),
      ...(columns === undefined ? {} : { columns: [...columns] }),
      ...(counts === undefined ? {} : { counts: json(counts) }),
      ...(inviteAt === undefined ? {} : { invite_at: inviteAt }),
      ...(startedAt === undefined ? {} : { started_at: startedAt }),
      ...(doneAt === undefined ? {} : { done_at: doneAt }),
    })
    .where('id', '=', id)
    .execute()
}

function json(value: unknown): RawBuilder<never> {
  return sql`${JSON.stringify(value)}::jsonb` as RawBuilder<never>
}

/** Lines that are written, or read, at once: between them other requests of this process get their turn. */
const atOnce = 1000

/** Replaces the lines of a file by those that were read. */
export async function saveLines(work: Work, importId: string, lines: readonly Line[]): Promise<void> {
  await work.tx.deleteFrom('people_import_line').where('import_id', '=', importId).execute()
  for (let from = 0; from < lines.length; from += atOnce) {
    const part = lines.slice(from, from + atOnce).map(({ line, cells }, i) => ({ n: from + i + 1, line, cells }))
    await sql`
      insert into people_import_line (import_id, number, line, cells)
      select ${importId}::uuid, r.n, r.line, array(select json_array_elements_text(r.cells))
      from json_to_recordset(${JSON.stringify(part)}::json) as r (n integer, line integer, cells json)`.execute(work.tx)
  }
}

const storedLine = z.object({
  number: z.number(),
  line: z.number(),
  cells: z.array(z.string()),
  repeats: z.number().nullable(),
  isSame: z.boolean(),
})
export type StoredLine = z.infer<typeof storedLine>

/** The lines of a file behind a number, as many as are asked for. */
export function readLines(look: Look, importId: string, after: number, most: number): Promise<StoredLine[]> {
  return rows(look, storedLine)`
    select number, line, cells, repeats, is_same as "isSame" from people_import_line
    where import_id = ${importId} and number > ${after} order by number limit ${most}`
}

/** All lines of a file, in their order. */
export async function* eachLine(look: Look, importId: string): AsyncGenerator<StoredLine> {
  for (let after = 0; ; ) {
    const part = await readLines(look, importId, after, atOnce)
    yield* part
    after = part.at(-1)?.number ?? after
    if (part.length < atOnce) return
  }
}

/** Says which lines are about somebody that a line above them is about; of all others, that they are not. */
export async function saveRepeats(
  work: Work,
  importId: string,
  repeats: readonly { readonly number: number; readonly repeats: number; readonly isSame: boolean }[],
): Promise<void> {
  await sql`
    update people_import_line set repeats = null, is_same = false, result = null, why = null, person_id = null
    where import_id = ${importId}`.execute(work.tx)
  await sql`
    update people_import_line l set repeats = r.repeats, is_same = r.is_same
    from unnest(${repeats.map((one) => one.number)}::integer[], ${repeats.map((one) => one.repeats)}::integer[],
      ${repeats.map((one) => one.isSame)}::boolean[]) as r (number, repeats, is_same)
    where l.import_id = ${importId} and l.number = r.number`.execute(work.tx)
}

/** The lines above a number that are about these people already, by person. */
export async function readLinesAbout(look: Look, importId: string, before: number, personIds: readonly string[]) {
  const found = await rows(look, () => z.object({ personId: z.string(), line: z.number() }))`
    select person_id as "personId", min(line) as line from people_import_line
    where import_id = ${importId} and number <= ${before} and person_id = any(${[...personIds]}::uuid[]) group by person_id`
  return new Map(found.map(({ personId, line }) => [personId, line]))
}

/** What became of a line, or would. */
export interface LineResultRow {
  readonly number: number
  readonly result: LineResult
  readonly why: Why | null
  readonly personId: string | null
  readonly did: object
}

/** Writes results. @param is `done` where they were brought in */
export async function saveResults(
  work: Work,
  importId: string,
  results: readonly LineResultRow[],
  is: 'planned' | 'done',
): Promise<void> {
  const given = JSON.stringify(
    results.map(({ why, ...one }) => ({ ...one, why: why?.says ?? null, values: why?.values ?? {} })),
  )
  await sql`
    update people_import_line l set result = r.result, why = r.why, why_values = r.values, person_id = r."personId",
      did = r.did, is_done = ${is === 'done'}
    from json_to_recordset(${given}::json)
      as r (number integer, result text, why text, values jsonb, "personId" uuid, did jsonb)
    where l.import_id = ${importId} and l.number = r.number`.execute(work.tx)
}

/** What a file did in the end, and to whom it did anything. */
export function readDone(look: Look, id: string) {
  return onlyRow(look, () => z.object({ counts: countsShape.partial(), personIds: z.array(z.string()) }))`
    select i.counts, array(select l.person_id from people_import_line l
      where l.import_id = i.id and l.is_done and l.result in ('added', 'updated') and l.person_id is not null order by l.number) as "personIds"
    from people_import i where i.id = ${id}`
}

/** Says in whose name its people are brought in. */
export async function saveStarter(work: Work, id: string, byId: string | null): Promise<void> {
  const via = byId === null ? { via: 'command' as const } : {}
  await work.tx
    .updateTable('people_import')
    .set({ by_id: byId, ...via })
    .where('id', '=', id)
    .execute()
}

/** Eight o'clock on a day in a zone, and whether that day is over there. */
export function readMorning(look: Look, day: string, zone: string) {
  return onlyRow(look, () => z.object({ at: z.date(), isOver: z.boolean() }))`
    select (${day}::date + time '08:00') at time zone ${zone}::text as at,
      ${day}::date < (app_now() at time zone ${zone}::text)::date as "isOver"`
}

/** Puts a file away, with its lines. */
export async function dropImport(work: Work, id: string): Promise<void> {
  await work.tx.deleteFrom('people_import').where('id', '=', id).execute()
}

/** Puts away what was uploaded, or brought in, long ago. */
export async function dropOldImports(work: Work): Promise<void> {
  await sql`
    delete from people_import
    where greatest(uploaded_at, started_at, done_at) < app_now() - ${keptDays}::int * interval '1 day'`.execute(work.tx)
}

/** The files of a feed that are worked on, or wait for somebody. */
export function listUnfinished(work: Work, feedId: string) {
  return rows(work, () => z.object({ id: z.string(), state: z.enum(importStates) }))`
    select id, state from people_import
    where feed_id = ${feedId} and state not in ('done', 'stopped', 'unreadable') order by id for update`
}

/** Files that are worked on: after a restore their jobs are gone. */
export async function listMoving(look: Look): Promise<string[]> {
  const found = await rows(look, idRow)`
    select id from people_import where state in ('reading', 'checking', 'running') order by id`
  return found.map(({ id }) => id)
}
