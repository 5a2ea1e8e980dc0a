/** A leader says that an address is right after all: mails go there again. */
import { memberReachedAgain } from '#server/communities/activities.ts'
import type { InCommunity } from '#server/communities/input.ts'
import { saveBelieved } from '#server/communities/members/store.ts'
import { findCommunityToChange } from '#server/communities/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Lets mails go again to one member no mail reaches, or to all of them. What their server refused until now counts no more.
 * @param person left out, all of them
 * @returns how many; it does not count people who are reached or who are not members
 * @refuses not_found · forbidden · community_archived
 */
export async function reachAgain(work: Work, actor: Actor, asked: InCommunity & { person: string | null }) {
  const head = await findCommunityToChange(work, actor, asked.community, 'manage_members')
  const personIds = await saveBelieved(work, head.id, asked.person)
  if (personIds.length > 0)
    await work.record(memberReachedAgain, { communityId: head.id, by: actor, objectId: head.id, facts: { personIds } })
  return { people: personIds.length }
}
