/**
 * Those who run the site set up people feeds.
 */
import { mayChange } from '#server/communities/room.ts'
import { feedAdded, feedChanged, feedRemoved } from '#server/people/activities.ts'
import { type FeedInput, feedAddress } from '#server/people/feeds/feed.ts'
import { changeFeed, dropFeed, type FeedTerms, lockFeed, saveFeed } from '#server/people/feeds/store.ts'
import { isMoving } from '#server/people/imports/import.ts'
import { mayImport } from '#server/people/imports/policy.ts'
import { readTarget } from '#server/people/imports/reads-targets.ts'
import { dropImport, listUnfinished } from '#server/people/imports/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { slugOf } from '#server/platform/ids.ts'
import { insist, notFound, refusal, refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export const feedBusy = refusal(
  'feed_busy',
  409,
  'A file of this feed is being brought in just now. Remove the feed in a few minutes; nothing was changed.',
)

/** A feed, and where its page is. */
interface FeedRef {
  readonly id: string
  readonly address: string
}

/**
 * Sets up a feed, with a folder of its own.
 * @refuses not_found · forbidden · community_archived · input_invalid (nobody may join there)
 */
export async function addFeed(work: Work, actor: Actor, asked: FeedInput): Promise<FeedRef> {
  const terms = await validTerms(work, actor, asked)
  const id = await saveWithFolder(work, terms)
  await work.record(feedAdded, { communityId: null, by: actor, objectId: id })
  return { id, address: feedAddress({ id, name: terms.name }) }
}

/** The folder is called like the feed, and has a number where another one is called so. */
async function saveWithFolder(work: Work, terms: FeedTerms): Promise<string> {
  const stem = slugOf(terms.name) || 'feed'
  for (let n = 1; ; n++) {
    const id = await saveFeed(work, n === 1 ? stem : `${stem}-${n}`, terms)
    if (id) return id
  }
}

/**
 * Replaces what is set of a feed; from now on it runs in the name of this actor.
 * @refuses as above
 */
export async function editFeed(work: Work, actor: Actor, asked: FeedInput & { feed: string }): Promise<FeedRef> {
  const terms = await validTerms(work, actor, asked)
  const { id } = (await lockFeed(work, asked.feed)) ?? refuse(notFound)
  await changeFeed(work, id, terms)
  await work.record(feedChanged, { communityId: null, by: actor, objectId: id })
  return { id, address: feedAddress({ id, name: terms.name }) }
}

async function validTerms(work: Work, actor: Actor, { into, ...rest }: FeedInput): Promise<FeedTerms> {
  if (!mayImport(actor, null)) refuse(notFound)
  const byId = personIdOf(actor)
  if (into === null) return { ...rest, byId, targetId: null, cohortId: null }
  const target = await readTarget(work, into)
  if (!target) return refuseFields({ into: { says: 'Choose one from the list.' } })
  insist(mayChange(actor, 'manage_members', { id: target.communityId, status: target.status }))
  if (target.hasEnded) refuseFields({ into: { says: 'This cohort has ended, so nobody joins it. Choose another.' } })
  return { ...rest, byId, targetId: target.communityId, cohortId: target.cohortId }
}

/**
 * Removes a feed. Whom it brought stays as they are.
 * @refuses not_found · feed_busy
 */
export async function removeFeed(work: Work, actor: Actor, asked: { readonly feed: string }): Promise<void> {
  if (!mayImport(actor, null)) refuse(notFound)
  const { id } = (await lockFeed(work, asked.feed)) ?? refuse(notFound)
  const unfinished = await listUnfinished(work, id)
  if (unfinished.some(({ state }) => isMoving(state))) refuse(feedBusy)
  for (const one of unfinished) await dropImport(work, one.id)
  await dropFeed(work, id)
  await work.record(feedRemoved, { communityId: null, by: actor, objectId: id })
}
