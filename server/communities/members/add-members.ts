/**
 * People are added to a community: those in a pasted text, looked over first, and those who were found by name.
 */

import { z } from 'zod'
import { communityHeadView } from '#server/communities/community.ts'
import type { InCommunity } from '#server/communities/input.ts'
import { foundAccountView } from '#server/communities/members/accounts.ts'
import { findAccounts, findAmong } from '#server/communities/members/accounts-views.ts'
import { makeMembers } from '#server/communities/members/make-members.ts'
import {
  accountsOf,
  insistLookedOver,
  lookOver,
  type Pasting,
  pasteView,
  readPasted,
} from '#server/communities/members/pasted-people.ts'
import { readMembersByEmail } from '#server/communities/members/views.ts'
import { findCommunityToChange, lockCommunity } from '#server/communities/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { isAddress } from '#server/platform/mail-address.ts'
import { refuseFields } from '#server/platform/refuse.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** How many people are listed whom a search found. */
const mostFound = 20

export const addPageView = z.object({
  community: communityHeadView,
  paste: pasteView.nullable(),
  /** People who are no members yet and whom the words found. */
  items: z.array(foundAccountView),
  /** Are there more than that? */
  isMore: z.boolean(),
})
export type AddPage = z.infer<typeof addPageView>

/**
 * The people in a pasted text, and which of them are members already; it does not tell who has an account elsewhere on the site.
 * And those with an account whom the actor finds by words; a whole address is read like a pasted text.
 * @refuses not_found · forbidden · community_archived
 */
export async function readAddPage(look: Look, actor: Actor, asked: InCommunity & Pasting & { readonly q: string }) {
  const { q } = asked
  const community = await findCommunityToChange(look, actor, asked.community, 'manage_members')
  const people = asked.people || (isAddress(q) ? q : '')
  const paste = people ? await lookOver({ ...asked, people }, membersOf(look, community.id)) : null
  const question = { q, show: 'others', sort: 'name', after: null } as const
  const found = q && !people ? (await findAccounts(look, actor, { community: community.slug, ...question })).items : []
  return { community, paste, items: found.slice(0, mostFound), isMore: found.length > mostFound }
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
  // Before the accounts are made: two who paste the same people at once wait here, and not for each other's accounts.
  await lockCommunity(work, found.id)
  const ids = await accountsOf(work, people)
  return addedOf(await makeMembers(work, actor, found.id, ids), ids.length, unreadable.length)
}

/**
 * Makes people members whom the actor finds by name; everybody else is left out.
 * @refuses not_found · forbidden · community_archived · input_invalid (nobody was chosen)
 */
export async function addFound(
  work: Work,
  actor: Actor,
  asked: InCommunity & { readonly persons: readonly string[] },
): Promise<Added> {
  const { id } = await findCommunityToChange(work, actor, asked.community, 'manage_members')
  const people = await findAmong(work, actor, asked.persons)
  if (people.length === 0) refuseFields({ persons: { says: 'Choose somebody first.' } })
  const ids = people.map((one) => one.id)
  return addedOf(await makeMembers(work, actor, id, ids), ids.length, 0)
}

function addedOf({ added, ...inviting }: Awaited<ReturnType<typeof makeMembers>>, asked: number, unreadable: number) {
  return { added: added.length, already: asked - added.length, unreadable, ...inviting }
}
