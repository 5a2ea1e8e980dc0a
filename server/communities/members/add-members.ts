/**
 * People are added to a community from pasted text: looked over first, then added.
 */

import { z } from 'zod'
import { memberAdded } from '#server/communities/activities.ts'
import type { CommunityHead } from '#server/communities/community.ts'
import { communityHeadView } from '#server/communities/community.ts'
import { inviteMembers } from '#server/communities/members/invite-members.ts'
import {
  accountsOf,
  insistLookedOver,
  lookOver,
  type Pasting,
  pasteView,
  readPasted,
} from '#server/communities/members/pasted-people.ts'
import { saveMemberships } from '#server/communities/members/store.ts'
import { readMembersByEmail } from '#server/communities/members/views.ts'
import { findCommunityById, findCommunityToChange, lockCommunity } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Look, Work } from '#server/platform/work.ts'

export const addPageView = z.object({ community: communityHeadView, paste: pasteView.nullable() })
export type AddPage = z.infer<typeof addPageView>

/**
 * The people in a pasted text, and which of them are members already. It does not tell who has an account elsewhere on the site.
 * @refuses not_found · forbidden · community_archived
 */
export async function readAddPage(look: Look, actor: Actor, asked: Pasting & { readonly community: string }) {
  const community = await findCommunityToChange(look, actor, asked.community, 'manage_members')
  return { community, paste: asked.people ? await lookOver(asked, membersOf(look, community.id)) : null }
}

function membersOf(look: Look, communityId: string) {
  return (emails: readonly string[]) => readMembersByEmail(look, communityId, emails)
}

export const addedView = z.object({
  added: z.number(),
  already: z.number(),
  unreadable: z.number(),
  /** To how many an invitation goes now; those added to a draft get theirs when it opens. */
  invited: z.number(),
  /** How many are new to this site and get theirs later, as there were enough of them within a day. */
  waiting: z.number(),
})
export type Added = z.infer<typeof addedView>

export interface AddMembers extends Pasting {
  readonly community: string
  /** They were looked over. */
  readonly confirmed: boolean
}

/**
 * Makes everybody in a pasted text a member, with a new account where they need one; an open community mails them at once.
 * What can't be read is left out and counted.
 * @refuses not_found · forbidden · community_archived · look_first · input_invalid (nobody in it, or more than 500)
 */
export async function addMembers(work: Work, actor: Actor, asked: AddMembers): Promise<Added> {
  const found = await findCommunityToChange(work, actor, asked.community, 'manage_members')
  const { people, unreadable } = readPasted(asked)
  await insistLookedOver(asked, membersOf(work, found.id))
  await lockCommunity(work, found.id)
  // Whether it is open is read once more under the lock: nobody added in that moment misses the invitation.
  const head = await findCommunityById(work, actor, found.id)
  const ids = await accountsOf(work, people)
  const added = await saveMemberships(work, { communityId: head.id, personIds: ids, addedBy: personIdOf(actor) })
  const isInviting = head.status === 'active' && added.length > 0
  const inviting = isInviting ? await inviteMembers(work, actor, head) : { invited: 0, waiting: 0 }
  await tell(work, actor, head, added)
  return { added: added.length, already: ids.length - added.length, unreadable: unreadable.length, ...inviting }
}

async function tell(work: Work, actor: Actor, head: CommunityHead, added: readonly string[]): Promise<void> {
  if (added.length === 0) return
  for (const id of added) work.touchPerson(id)
  await work.record(memberAdded, {
    communityId: head.id,
    by: actor,
    objectId: head.id,
    facts: { personIds: [...added] },
  })
}
