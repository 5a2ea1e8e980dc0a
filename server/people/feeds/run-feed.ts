/**
 * The file of a feed goes on without a press: once it is looked over it runs, unless too many people are missing from it. Who is
 * missing loses what the feed gave, and only that.
 */
import { randomUUID } from 'node:crypto'
import { leaveByFeed } from '#server/communities/room.ts'
import { feedFailed, feedHeld, feedRan } from '#server/people/activities.ts'
import { lockCohort } from '#server/people/courses/store.ts'
import { takeFromCohort } from '#server/people/courses/take-from-cohort.ts'
import { isHeld } from '#server/people/feeds/feed.ts'
import { feedMail } from '#server/people/feeds/feed-mail.ts'
import {
  countGone,
  type GoneRow,
  listClosable,
  listGone,
  readBroughtByOthers,
} from '#server/people/feeds/reads-gone.ts'
import { whoRunTheSite } from '#server/people/feeds/reads-mail.ts'
import { dropPeople, type FeedRow, lockFeed } from '#server/people/feeds/store.ts'
import { lockCommunities } from '#server/people/imports/apply-store.ts'
import { noCounts } from '#server/people/imports/import.ts'
import type { Why } from '#server/people/imports/line.ts'
import { readTarget } from '#server/people/imports/reads-targets.ts'
import { changeImport, type ImportRow, lockImport } from '#server/people/imports/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { queueMailing } from '#server/platform/mail/queue.ts'
import type { Work } from '#server/platform/work.ts'
import { deactivateAccount } from '#server/site/room.ts'

/** The file of a feed that is still there. */
type FeedFile = ImportRow & { readonly feedId: string }

const noUsableLine = {
  says: 'No line of this file could be used, so nobody was changed, and nobody lost anything.',
}
const noTarget = {
  says: 'Where this feed brings people, nobody joins any more: it has ended, or was archived or deleted. Nobody was changed. Choose another place.',
}

/** After each step of a file of a feed: it runs once it is looked over, or those who run the site are told why it does not. */
export async function afterStep(work: Work, id: string): Promise<void> {
  const file = await lockImport(work, id)
  if (!file?.feedId) return
  const ofFeed = { ...file, feedId: file.feedId }
  switch (file.state) {
    case 'ready':
      return decide(work, ofFeed)
    case 'unreadable':
    case 'asking':
    case 'matching':
    case 'stopped':
      return tellFailed(work, ofFeed)
    case 'done':
      return recordRun(work, ofFeed)
  }
}

async function decide(work: Work, file: FeedFile): Promise<void> {
  const counts = { ...noCounts, ...file.counts }
  if (counts.added + counts.updated + counts.unchanged === 0) return stop(work, file, noUsableLine)
  if (!(await mayJoin(work, file))) return stop(work, file, noTarget)
  const { gone, brought } = await countGone(work, file)
  if (!isHeld({ gone, brought })) return runFile(work, file)
  await changeImport(work, file.id, { state: 'held', gone, brought })
  await work.record(feedHeld, { communityId: null, by: null, objectId: file.feedId, facts: { gone, brought } })
  await tell(work, file, 'held')
}

async function mayJoin(work: Work, { targetId, cohortId }: FeedFile): Promise<boolean> {
  const id = cohortId ?? targetId
  if (id === null) return true
  const target = await readTarget(work, id)
  return target !== null && target.status !== 'archived' && !target.hasEnded
}

/** Begins to bring a file in that was looked over. */
export async function runFile(work: Work, file: FeedFile): Promise<void> {
  const feed = await lockFeed(work, file.feedId)
  if (!feed) return
  const { gone, brought } = await countGone(work, file)
  const begun = { state: 'running', reached: 0, counts: noCounts, startedAt: work.now } as const
  await changeImport(work, file.id, { ...begun, invite: feed.invite, gone, brought })
}

async function stop(work: Work, file: FeedFile, problem: Why): Promise<void> {
  await changeImport(work, file.id, { state: 'stopped', problem, source: null })
  await tellFailed(work, file)
}

async function tellFailed(work: Work, file: FeedFile): Promise<void> {
  await work.record(feedFailed, { communityId: null, by: null, objectId: file.feedId })
  await tell(work, file, 'failed')
}

/** Mails those who run the site. What the mail says, it reads from the file as it leaves. */
async function tell(work: Work, { id, feedId }: FeedFile, is: 'held' | 'failed'): Promise<void> {
  await queueMailing(work, feedMail, whoRunTheSite, {
    // A file may be told of twice: that its columns need a look, and then that people are missing from it.
    about: { kind: 'people_feed', id: feedId, causeId: randomUUID() },
    payload: { importId: id, is },
  })
}

async function recordRun(work: Work, { feedId, byId, counts, gone, closed }: FeedFile): Promise<void> {
  const { added, updated } = { ...noCounts, ...counts }
  const facts = { added, updated, gone, closed }
  await work.record(feedRan, { communityId: null, by: byId, objectId: feedId, facts })
}

/** So many rows of what is lost are taken in one transaction. */
const partOfGone = 100

/**
 * Takes from people what the feed gave and its file does not name any more, a part at a time.
 * @returns how much was taken; 0 once nobody is left
 */
export async function takeOut(work: Work, actor: Actor, file: ImportRow): Promise<number> {
  const { feedId } = file
  const feed = feedId && (await lockFeed(work, feedId))
  if (!feed) return 0
  const gone = await listGone(work, { ...file, feedId: feed.id }, partOfGone)
  await lockCommunities(work, [...new Set(gone.flatMap(({ communityId }) => communityId ?? []))])
  for (const group of placesOf(gone)) {
    const others = await readBroughtByOthers(work, feed.id, group)
    const personIds = group.personIds.filter((id) => !others.has(id))
    await leave(work, actor, { ...group, personIds }, { file, feed })
    await dropPeople(work, feed.id, group)
  }
  return gone.length
}

type GonePlace = Pick<GoneRow, 'communityId' | 'cohortId'> & { readonly personIds: string[] }

function placesOf(gone: readonly GoneRow[]): GonePlace[] {
  const groups = Map.groupBy(gone, ({ communityId, cohortId }) => `${communityId}/${cohortId}`)
  return [...groups.values()].flatMap((all) =>
    all[0] ? [{ ...all[0], personIds: all.map(({ personId }) => personId) }] : [],
  )
}

async function leave(
  work: Work,
  actor: Actor,
  { communityId, cohortId, personIds }: GonePlace,
  { file, feed }: { readonly file: ImportRow; readonly feed: FeedRow },
): Promise<void> {
  if (communityId === null) return closeAccounts(work, actor, personIds, { file, feed })
  if (cohortId === null) return void (await leaveByFeed(work, actor, { communityId, personIds }))
  const cohort = await lockCohort(work, communityId, cohortId)
  // Who was in a cohort that has ended stays what they are by it.
  if (cohort && cohort.state !== 'ended' && personIds.length > 0)
    await takeFromCohort(work, actor, { communityId, cohort }, personIds)
}

/** Deactivates accounts, where the feed says so; never of somebody with a role on the site. */
async function closeAccounts(
  work: Work,
  actor: Actor,
  personIds: readonly string[],
  { file, feed }: { readonly file: ImportRow; readonly feed: FeedRow },
): Promise<void> {
  if (!feed.deactivates) return
  const ids = (await listClosable(work, personIds)).filter((id) => id !== personIdOf(actor))
  for (const person of ids) await deactivateAccount(work, actor, { person })
  if (ids.length > 0) await changeImport(work, file.id, { closed: file.closed + ids.length })
}
