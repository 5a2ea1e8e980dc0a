/**
 * A file goes on its way: it is read, looked over part by part, and, once somebody said so, brought in part by part. Each step is
 * one transaction. A short file goes through within the request, a long one in a job.
 */
import { loadActorOf } from '#server/identity/room.ts'
import { bringIn, linkManagers } from '#server/people/imports/bring-in.ts'
import { type Counts, isMoving, noCounts, partLength } from '#server/people/imports/import.ts'
import { importChannel } from '#server/people/imports/import-channel.ts'
import { type PlannedLine, planNext } from '#server/people/imports/plan-lines.ts'
import { mayImport } from '#server/people/imports/policy.ts'
import { readFile } from '#server/people/imports/read-file.ts'
import {
  changeImport,
  type ImportRow,
  type LineResultRow,
  lockImport,
  saveResults,
} from '#server/people/imports/store.ts'
import type { Actor, SystemActor } from '#server/platform/actor.ts'
import { doWork, type Platform, type Work } from '#server/platform/work.ts'

/** The job that works on one file until it waits for somebody. */
export const importTask = 'import-people'

/** A file of at most so many bytes is read within the request that brings it; a longer one in the job. */
const shortFile = 100_000

/** Goes on with a file: at once where it is short, else in the job. */
export async function goOn(work: Work, id: string, { bytes = 0, isSheet = false } = {}): Promise<void> {
  let file = await lockImport(work, id)
  const isShort = bytes <= shortFile && !isSheet
  while (file && isMoving(file.state) && isShort && file.lines <= partLength) {
    await takeStep(work, file)
    file = await lockImport(work, id)
  }
  if (file && isMoving(file.state)) await work.enqueue(importTask, { importId: id }, { key: `${importTask} ${id}` })
}

/** Works on a file until it waits for somebody, or is done. */
export async function workOnImport(platform: Platform, id: string): Promise<void> {
  const isMore = () =>
    doWork(platform, async (work) => {
      const file = await lockImport(work, id)
      if (!file || !isMoving(file.state)) return false
      await takeStep(work, file)
      return true
    })
  while (await isMore());
}

async function takeStep(work: Work, file: ImportRow): Promise<void> {
  work.touch(importChannel(file.id))
  if (file.state === 'reading') return readFile(work, file)
  const actor = await importActor(work, file)
  if (!mayImport(actor, file.communityId)) return stop(work, file)
  const lines = await planNext(work, actor, file)
  if (lines.length === 0) return finish(work, file)
  const isRunning = file.state === 'running'
  const results = isRunning ? await bringIn(work, actor, file, lines) : lines.map(planned)
  await saveResults(work, file.id, results, isRunning ? 'done' : 'planned')
  const reached = lines.at(-1)?.number ?? file.reached
  await changeImport(work, file.id, { reached, counts: counted({ ...noCounts, ...file.counts }, results) })
  if (reached >= file.lines) await finish(work, file)
}

function planned({ number, plan }: PlannedLine): LineResultRow {
  return { number, result: plan.result, why: plan.why, personId: plan.person?.id ?? null, did: {} }
}

function counted(before: Counts, results: readonly LineResultRow[]): Counts {
  const counts = { ...before }
  for (const { result } of results) counts[result] += 1
  return counts
}

async function finish(work: Work, file: ImportRow): Promise<void> {
  if (file.state === 'running' && file.communityId === null) await linkManagers(work, file)
  const end =
    file.state === 'running' ? { state: 'done' as const, doneAt: work.now, source: null } : { state: 'ready' as const }
  await changeImport(work, file.id, end)
}

const mayNoMore = {
  says: 'Whoever uploaded this file may no longer bring people in here, so it stopped. The lines brought in before that stay.',
}

function stop(work: Work, file: ImportRow): Promise<void> {
  return changeImport(work, file.id, { state: 'stopped', problem: mayNoMore, source: null })
}

/** In whose name the file is brought in, with what they may do now. */
async function importActor(work: Work, file: Pick<ImportRow, 'byId' | 'via'>): Promise<Actor> {
  return file.byId || file.via !== 'command'
    ? loadActorOf(work.db, file.byId ?? '00000000-0000-0000-0000-000000000000')
    : operator(work)
}

/** Who runs the machine may do everything. */
function operator({ now, platform }: Work): SystemActor {
  const site = { name: platform.config.siteName ?? 'Guildhall', isDemo: false }
  return { kind: 'system', reason: 'people import', locale: 'en', zone: 'UTC', now, site }
}
