/**
 * The members of another community become members here too. Nobody loses anything by it: it only adds.
 */
import { z } from 'zod'
import { membersCopied } from '#server/communities/activities.ts'
import { communityHeadView } from '#server/communities/community.ts'
import { type InCommunity, maybeId } from '#server/communities/input.ts'
import { overtakeRequests } from '#server/communities/joining/requests/overtake-requests.ts'
import {
  copyChoice,
  countGuests,
  listCopied,
  listCopyChoices,
  saveRolesBeside,
} from '#server/communities/members/copy-store.ts'
import { inviteMembers } from '#server/communities/members/invite-members.ts'
import { givableRoles } from '#server/communities/members/policy.ts'
import { readRoles } from '#server/communities/members/reads-roles.ts'
import { roleView } from '#server/communities/members/role.ts'
import { saveMemberships } from '#server/communities/members/store.ts'
import { findCommunityById, findCommunityToChange, lockCommunity } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Copying } from '#server/platform/declared.ts'
import { tick } from '#server/platform/http/input.ts'
import { refuseFields } from '#server/platform/refuse.ts'
import type { Look, Work } from '#server/platform/work.ts'

export const copyMembersView = z.object({
  community: communityHeadView,
  /** The communities whose members the actor manages, this one left out. */
  choices: z.array(copyChoice),
  /** What copying from the chosen one would do. */
  preview: z
    .object({
      id: z.string(),
      name: z.string(),
      added: z.number(),
      already: z.number(),
      /** They stay where they are. */
      guests: z.number(),
      /** How many would get which role beside what they hold. */
      roles: z.array(z.object({ name: z.string(), people: z.number() })),
    })
    .nullable(),
  /** Those there are here. */
  roles: z.array(roleView),
})
export type CopyMembersPage = z.infer<typeof copyMembersView>

export const previewInput = z.object({ from: maybeId })

/**
 * What copying the members of another community would do, before it is done.
 * @refuses not_found · forbidden · community_archived
 */
export async function readCopyMembers(
  look: Look,
  actor: Actor,
  asked: InCommunity & z.infer<typeof previewInput>,
): Promise<CopyMembersPage> {
  const community = await findCommunityToChange(look, actor, asked.community, 'manage_members')
  const [choices, roles] = await Promise.all([listCopyChoices(look, actor, community.id), readRoles(look)])
  const chosen = choices.find(({ id }) => id === asked.from)
  if (!chosen) return { community, choices, roles, preview: null }
  const [people, guests] = await Promise.all([
    listCopied(look, { fromId: chosen.id, toId: community.id }),
    countGuests(look, chosen.id),
  ])
  const givable = givableRoles(actor, roles, community.id)
  const count = (name: string) => people.filter((one) => one.roles.includes(name)).length
  const preview = {
    id: chosen.id,
    name: chosen.name,
    added: people.filter(({ isMember }) => !isMember).length,
    already: people.filter(({ isMember }) => isMember).length,
    guests,
    roles: givable.map((name) => ({ name, people: count(name) })).filter((one) => one.people > 0),
  }
  return { community, choices, roles, preview }
}

export const copyMembersInput = z.object({ from: maybeId, roles: tick() })
export const copiedView = z.object({ added: z.number(), already: z.number(), invited: z.number(), waiting: z.number() })

/**
 * Makes the members of another community members here, with their roles where that is asked for; an open community mails them.
 * @refuses not_found · forbidden · community_archived · input_invalid where the actor does not manage the other one's members
 */
export async function copyMembers(work: Work, actor: Actor, asked: InCommunity & z.infer<typeof copyMembersInput>) {
  const found = await findCommunityToChange(work, actor, asked.community, 'manage_members')
  const from = (await listCopyChoices(work, actor, found.id)).find(({ id }) => id === asked.from)
  if (!from) return refuseFields({ from: { says: 'Choose a community from the list.' } })
  await lockCommunity(work, found.id)
  const head = await findCommunityById(work, actor, found.id)
  const copying = { fromId: from.id, toId: head.id, by: personIdOf(actor) }
  const roles = asked.roles ? givableRoles(actor, await readRoles(work), head.id) : []
  const { added, already, given } = await copyPeople(work, copying, roles)
  const isInviting = head.status === 'active' && added.length > 0
  const inviting = isInviting ? await inviteMembers(work, actor, head) : { invited: 0, waiting: 0 }
  const personIds = [...added, ...new Set(given.map((one) => one.personId))]
  const facts = { personIds, fromId: from.id, withRoles: asked.roles, given }
  await work.record(membersCopied, { communityId: head.id, by: actor, objectId: head.id, facts })
  return { added: added.length, already, ...inviting }
}

/**
 * The same without asking: the caller has checked that the actor may.
 * @param roles those that go along; none where no role does
 * @returns the new members, how many were members before, and which roles those got
 */
export async function copyPeople(work: Work, copying: Copying, roles: readonly string[]) {
  const { toId: communityId, by } = copying
  const people = await listCopied(work, copying)
  const personIds = people.map(({ personId }) => personId)
  const added = await saveMemberships(work, { communityId, personIds, addedBy: by, source: 'copied' })
  await overtakeRequests(work, communityId, added)
  const meant = people.flatMap((one) =>
    one.roles.filter((role) => roles.includes(role)).map((role) => ({ personId: one.personId, role })),
  )
  const given = meant.length > 0 ? await saveRolesBeside(work, communityId, meant, by) : []
  for (const id of personIds) work.touchPerson(id)
  const isNew = new Set(added)
  return {
    added,
    already: personIds.length - added.length,
    given: given.filter(({ personId }) => !isNew.has(personId)),
  }
}
