/**
 * A community is deleted: from that second nobody sees it, for 30 days it can be taken back, and then it is purged.
 */
import { communityDeleted, communityPurged, communityReturned } from '#server/communities/activities.ts'
import type { CommunityHead } from '#server/communities/community.ts'
import { type Deleted, isBeingCopied } from '#server/communities/deletion/deletion.ts'
import {
  dropCommunity,
  holdForDeletion,
  lockOverdue,
  readDeleted,
  readWatchers,
  saveDeleted,
  saveReturned,
} from '#server/communities/deletion/store.ts'
import type { InCommunity } from '#server/communities/input.ts'
import { findCommunity, findCommunityById, lockCommunity } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, notFound, refuse, refuseFields } from '#server/platform/refuse.ts'
import { isSameName } from '#server/platform/words.ts'
import { doWork, type Look, type Platform, type Work } from '#server/platform/work.ts'

/**
 * Deletes a community. Its name is typed, so that nobody deletes another one by mistake.
 * @refuses not_found · forbidden · community_being_copied · input_invalid where the name is another one
 */
export async function deleteCommunity(
  work: Work,
  actor: Actor,
  asked: InCommunity & { name: string },
): Promise<Deleted> {
  const head = await findCommunity(work, actor, asked.community)
  if (!may(actor, 'manage_communities', head.id)) refuse(forbidden)
  if (!isSameName(asked.name, head.name)) refuseFields({ name: { says: 'This is not its name. Nothing was deleted.' } })
  if (!(await holdForDeletion(work, head.id))) refuse(isBeingCopied)
  await lockCommunity(work, head.id)
  if (!(await saveDeleted(work, head.id, personIdOf(actor)))) refuse(notFound)
  const facts = { members: head.members }
  await work.record(communityDeleted, { communityId: head.id, by: actor, objectId: head.id, facts })
  for (const person of await readWatchers(work, head.id)) work.touchPerson(person)
  return findDeleted(work, actor, head.id)
}

/**
 * A deleted community, for people who may take it back.
 * @refuses forbidden · not_found
 */
export async function findDeleted(look: Look, actor: Actor, communityId: string): Promise<Deleted> {
  if (!may(actor, 'manage_communities', null)) refuse(forbidden)
  return (await readDeleted(look, communityId)) ?? refuse(notFound)
}

/**
 * Takes a deletion back: everything is as it was.
 * @refuses forbidden · not_found where it is not deleted, or gone for good
 */
export async function returnCommunity(work: Work, actor: Actor, communityId: string): Promise<CommunityHead> {
  if (!may(actor, 'manage_communities', null)) refuse(forbidden)
  await lockCommunity(work, communityId)
  await findDeleted(work, actor, communityId)
  await saveReturned(work, communityId)
  await work.record(communityReturned, { communityId, by: actor, objectId: communityId })
  for (const person of await readWatchers(work, communityId)) work.touchPerson(person)
  return findCommunityById(work, actor, communityId)
}

/**
 * Purges the communities that were deleted 30 days ago, each in a transaction of its own. Their bytes go after the rows:
 * a file that is left, as the program was stopped between the two, is swept as one without a row.
 */
export async function purgeDeleted(platform: Platform): Promise<void> {
  for (;;) {
    const purged = await doWork(platform, async (work) => {
      const [communityId] = await lockOverdue(work)
      if (!communityId) return null
      const files = await dropCommunity(work, communityId)
      const facts = { files: files.length }
      await work.record(communityPurged, { communityId: null, by: null, objectId: communityId, facts })
      return files
    })
    if (!purged) return
    for (const id of purged) await platform.files.remove(id)
  }
}
