/**
 * People are added to a community from pasted text: looked over first, then added.
 */

import { z } from 'zod'
import { memberAdded } from '#server/communities/activities.ts'
import type { CommunityHead } from '#server/communities/community.ts'
import { communityHeadView } from '#server/communities/community.ts'
import { inviteMembers } from '#server/communities/members/invite-members.ts'
import { type Found, mostAtOnce, type Pasted, readPaste, remarks } from '#server/communities/members/paste.ts'
import { readPeopleByEmail, saveMemberships } from '#server/communities/members/store.ts'
import { readMembersByEmail } from '#server/communities/members/views.ts'
import { findCommunityById, findCommunityToChange, lockCommunity } from '#server/communities/store.ts'
import { createPerson, nameFromEmail } from '#server/identity/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { plainAddress } from '#server/platform/mail-address.ts'
import { refusal, refuseFields, refuseWith } from '#server/platform/refuse.ts'
import type { Look, Work } from '#server/platform/work.ts'

export const lookFirst = refusal('look_first', 422, 'Check who was found, then add them.')

const pasteView = z.object({
  /** As typed, in order; `isMember` marks people who are here already, `remark` says what to check again. */
  people: z.array(
    z.object({
      email: z.string(),
      name: z.string(),
      line: z.number(),
      isMember: z.boolean(),
      remark: z.enum(remarks).nullable(),
    }),
  ),
  unreadable: z.array(z.object({ line: z.number(), text: z.string(), why: z.enum(['no_address', 'letters']) })),
})
export type PasteView = z.infer<typeof pasteView>

export const addPageView = z.object({ community: communityHeadView, paste: pasteView.nullable() })
export type AddPage = z.infer<typeof addPageView>

/** A text, and the names that were put right after looking at it: `names[i]` is that of `emails[i]`. */
interface Pasting {
  readonly people: string
  readonly emails?: readonly string[]
  readonly names?: readonly string[]
}

/**
 * The people in a pasted text, and which of them are members already. It does not tell who has an account elsewhere on the site.
 * @refuses not_found · forbidden · community_archived
 */
export async function readAddPage(look: Look, actor: Actor, asked: Pasting & { readonly community: string }) {
  const community = await findCommunityToChange(look, actor, asked.community, 'manage_members')
  return { community, paste: asked.people ? await pasteOf(look, community.id, corrected(asked)) : null }
}

async function pasteOf(look: Look, communityId: string, { people, unreadable }: Pasted): Promise<PasteView> {
  const here = await readMembersByEmail(
    look,
    communityId,
    people.map(({ email }) => email),
  )
  return {
    people: people.map((one) => ({ ...one, name: here.get(one.email) ?? named(one), isMember: here.has(one.email) })),
    unreadable: [...unreadable],
  }
}

/** The text as it was read, with the names that were put right. An empty one leaves it at what the text says. */
function corrected({ people, emails = [], names = [] }: Pasting): Pasted {
  const given = new Map(emails.map((email, i) => [plainAddress(email), cleanName(names[i] ?? '')]))
  const pasted = readPaste(people)
  return { ...pasted, people: pasted.people.map((one) => ({ ...one, name: given.get(one.email) || one.name })) }
}

/** A typed name, on one line. */
function cleanName(typed: string): string {
  return typed
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
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
  const pasted = corrected(asked)
  const { people, unreadable } = pasted
  if (people.length === 0) refuseFields({ people: { says: 'There is no mail address in this text.' } })
  if (people.length > mostAtOnce) {
    refuseFields({
      people: {
        says: 'These are {n, number} people; at most {most, number} can be added at once. Add the rest afterwards.',
        values: { n: people.length, most: mostAtOnce },
      },
    })
  }
  if (!asked.confirmed) refuseWith(lookFirst, await whatNext(work, found.id, asked, pasted))
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

/** For a program: the people found, and what to send to the same address after a check; `names` may be corrected. */
async function whatNext(work: Work, communityId: string, { people }: Pasting, pasted: Pasted) {
  const paste = await pasteOf(work, communityId, pasted)
  const fresh = paste.people.filter(({ isMember }) => !isMember)
  return {
    paste,
    next: {
      people,
      emails: fresh.map(({ email }) => email),
      names: fresh.map(({ name }) => name),
      confirmed: true,
    },
  }
}

function named({ name, email }: Pick<Found, 'name' | 'email'>): string {
  return name ?? nameFromEmail(email)
}

/** The ids of their accounts. One read finds all that exist; only the missing ones are created one by one. */
async function accountsOf(work: Work, people: readonly Found[]): Promise<string[]> {
  const known = await readPeopleByEmail(
    work,
    people.map(({ email }) => email),
  )
  const ids = new Set<string>()
  for (const one of people) {
    const id = known.get(one.email) ?? (await createPerson(work, { name: named(one), email: one.email })).id
    ids.add(id)
  }
  return [...ids]
}

async function tell(work: Work, actor: Actor, head: CommunityHead, added: readonly string[]): Promise<void> {
  if (added.length === 0) return
  for (const id of added) work.touchPerson(id)
  await work.record(memberAdded, { communityId: head.id, by: actor, objectId: head.id, facts: { personIds: added } })
}
