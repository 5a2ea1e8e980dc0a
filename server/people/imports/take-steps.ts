/**
 * A file goes on its way: it is read, looked over part by part, and, once somebody said so, brought in part by part. Each step is
 * one transaction. A short file goes through within the request, a long one in a job.
 */
import { importDone } from '#server/people/activities.ts'
import { afterStep, takeOut } from '#server/people/feeds/run-feed.ts'
import { bringIn, linkManagers } from '#server/people/imports/bring-in.ts'
import { type Counts, isMoving, noCounts, partLength } from '#server/people/imports/import.ts'
import { importActor } from '#server/people/imports/import-actor.ts'
import { importChannel } from '#server/people/imports/import-channel.ts'
import { type PlannedLine, planNext } from '#server/people/imports/plan-lines.ts'
import { mayImport } from '#server/people/imports/policy.ts'
import { readFile } from '#server/people/imports/read-file.ts'
import {
  changeImport,
  type ImportRow,
  type LineResultRow,
  lockImport,
  readDone,
  saveResults,
} from '#server/people/imports/store.ts'
import type { Actor } from '#server/platform/actor.ts'
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
  const actor = await importActor(work, file)
  await oneStep(work, actor, file)
  if (file.feedId !== null) await afterStep(work, file.id)
}

async function oneStep(work: Work, actor: Actor, file: ImportRow): Promise<void> {
  if (file.state === 'reading') return readFile(work, file)
  if (!mayImport(actor, file.communityId)) return stop(work, file)
  const lines = await planNext(work, actor, file)
  if (lines.length === 0) return finish(work, actor, file)
  const isRunning = file.state === 'running'
  const results = isRunning ? await bringIn(work, actor, file, lines) : lines.map((one) => planned(one, file))
  await saveResults(work, file.id, results, isRunning ? 'done' : 'planned')
  const reached = lines.at(-1)?.number ?? file.reached
  await changeImport(work, file.id, { reached, counts: counted({ ...noCounts, ...file.counts }, results) })
  // Of a feed's file people leave in steps of their own, so that no two files ever wait for each other's communities.
  if (reached >= file.lines && !(isRunning && file.feedId !== null)) await finish(work, actor, file)
}

/** Of a feed's file also where each line has its person: who is missing is found before anything changes. */
function planned({ number, plan }: PlannedLine, { feedId }: ImportRow): LineResultRow {
  const did = feedId === null ? {} : { places: plan.places }
  return { number, result: plan.result, why: plan.why, personId: plan.person?.id ?? null, did }
}

function counted(before: Counts, results: readonly LineResultRow[]): Counts {
  const counts = { ...before }
  for (const { result } of results) counts[result] += 1
  return counts
}

async function finish(work: Work, actor: Actor, file: ImportRow): Promise<void> {
  // People leave part by part too; the file is through once nobody is left to leave.
  if (file.state === 'running' && (await takeOut(work, actor, file)) > 0) return
  if (file.state === 'running' && file.communityId === null) await linkManagers(work, file)
  const end =
    file.state === 'running' ? { state: 'done' as const, doneAt: work.now, source: null } : { state: 'ready' as const }
  await changeImport(work, file.id, end)
  if (file.state === 'running' && file.feedId === null) await recordDone(work, file)
}

/** What the file did, with those to whom it did anything: from this line it is taken back. */
async function recordDone(work: Work, { id, communityId, byId }: ImportRow): Promise<void> {
  const { counts, personIds } = await readDone(work, id)
  const { added, updated } = { ...noCounts, ...counts }
  await work.record(importDone, { communityId, by: byId, objectId: id, facts: { personIds, added, updated } })
}

const feedMayNoMore = {
  says: 'Whoever set this feed up may no longer change people, so it stopped. Save the feed once more: from then on it runs in your name.',
}
const mayNoMore = {
  says: 'Whoever uploaded this file may no longer bring people in here, so it stopped. The lines brought in before that stay.',
}

function stop(work: Work, file: ImportRow): Promise<void> {
  return changeImport(work, file.id, {
    state: 'stopped',
    problem: file.feedId === null ? mayNoMore : feedMayNoMore,
    source: null,
  })
}
