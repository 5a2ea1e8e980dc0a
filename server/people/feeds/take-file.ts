/**
 * A feed takes a file, from its folder or as it is sent. The file goes the way of every file of people; a file that still waited
 * for somebody is put aside for it.
 */
import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { feedRuns } from '#server/people/feeds/feed.ts'
import { afterStep } from '#server/people/feeds/run-feed.ts'
import { type FeedRow, lockFeed, noteOfFeed } from '#server/people/feeds/store.ts'
import { importAddress, isMoving } from '#server/people/imports/import.ts'
import type { Why } from '#server/people/imports/line.ts'
import { mayImport } from '#server/people/imports/policy.ts'
import { changeImport, listUnfinished, saveImport } from '#server/people/imports/store.ts'
import { goOn } from '#server/people/imports/take-steps.ts'
import { type ImportRef, viaOf } from '#server/people/imports/upload-file.ts'
import type { Via } from '#server/platform/activity.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Received } from '#server/platform/files.ts'
import { notFound, refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

const newerCame = {
  says: 'A newer file of this feed came before anybody said what to do, so nobody was changed by this one.',
}

interface FeedFile {
  readonly byId: string | null
  readonly via: Via
  readonly fileName: string
  readonly source: Buffer
  /** What it is remembered by, where it lies in the folder. */
  readonly mark?: string
  /** Why nothing of it is read. */
  readonly problem?: Why
}

/** Bytes as they are remembered. */
export function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Takes a file for a feed that is locked. @returns null while another file of it is worked on */
export async function takeFeedFile(work: Work, feed: FeedRow, file: FeedFile): Promise<ImportRef | null> {
  const unfinished = await listUnfinished(work, feed.id)
  if (unfinished.some(({ state }) => isMoving(state))) return null
  for (const { id } of unfinished) await changeImport(work, id, { state: 'stopped', problem: newerCame, source: null })
  const { fileName, source, byId, via, mark, problem } = file
  const { targetId, cohortId } = feed
  const id = await saveImport(work, {
    ...{ communityId: null, targetId, cohortId, byId, via, fileName, source, feedId: feed.id },
  })
  await noteOfFeed(work, feed.id, { takenDigest: digestOf(source), ...(mark && { takenMark: mark }) })
  if (problem) await changeImport(work, id, { state: 'unreadable', problem, source: null })
  if (problem) await afterStep(work, id)
  await goOn(work, id, { bytes: source.length, isSheet: source.subarray(0, 2).toString() === 'PK' })
  return { id, address: importAddress(null, { id, fileName }) }
}

/**
 * Somebody sends a file to a feed, by the API or on its page. It runs in their name.
 * @refuses not_found · feed_runs · input_invalid (no file)
 */
export async function sendToFeed(
  work: Work,
  actor: Actor,
  asked: { readonly feed: string; readonly file?: Received },
): Promise<ImportRef> {
  if (!mayImport(actor, null)) refuse(notFound)
  const feed = (await lockFeed(work, asked.feed)) ?? refuse(notFound)
  const { file } = asked
  if (!file) return refuseFields({ file: { says: 'Choose a file first.' } })
  const source = await buffer(work.platform.files.read(file.id))
  work.afterwards(() => void work.platform.files.remove(file.id))
  const sent = { byId: personIdOf(actor), via: viaOf(actor), fileName: file.name, source }
  return (await takeFeedFile(work, feed, sent)) ?? refuse(feedRuns)
}
