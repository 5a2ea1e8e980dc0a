/**
 * A community is copied into a draft: its settings, its looks and what the rooms say of theirs; never posts or votes.
 */
import { z } from 'zod'
import { communityCopied } from '#server/communities/activities.ts'
import { type CommunityHead, communityHeadView } from '#server/communities/community.ts'
import { readFigures, saveCopy } from '#server/communities/copying/store.ts'
import { keepFromDeletion } from '#server/communities/deletion/store.ts'
import { communityName, type InCommunity } from '#server/communities/input.ts'
import { copyPeople } from '#server/communities/members/copy-members.ts'
import { givableRoles } from '#server/communities/members/policy.ts'
import { readRoles } from '#server/communities/members/reads-roles.ts'
import { saveMemberships, saveRole } from '#server/communities/members/store.ts'
import { checkNamesake } from '#server/communities/namesake.ts'
import { findCommunity, findCommunityById } from '#server/communities/store.ts'
import { findWelcome, saveWelcome } from '#server/communities/welcome/store.ts'
import { copiedWelcome } from '#server/communities/welcome/welcome.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { tick } from '#server/platform/http/input.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import type { Look, Work } from '#server/platform/work.ts'

export const copyPageView = z.object({
  community: communityHeadView,
  /** How much there is of each part that is copied, by the part's key. */
  figures: z.record(z.string(), z.record(z.string(), z.number())),
  /** May its members be copied too, and their roles? */
  mayCopyMembers: z.boolean(),
  mayCopyRoles: z.boolean(),
})
export type CopyPage = z.infer<typeof copyPageView>

/**
 * What a copy would hold. An archived community can be copied too.
 * @refuses not_found · forbidden
 */
export async function readCopyPage(look: Look, actor: Actor, { community }: InCommunity): Promise<CopyPage> {
  const head = await findCopied(look, actor, community)
  return {
    community: head,
    figures: await readFigures(look, head.id, look.platform.declared.copiedParts),
    mayCopyMembers: may(actor, 'manage_members', head.id),
    mayCopyRoles: may(actor, 'give_roles', head.id),
  }
}

async function findCopied(look: Look, actor: Actor, slug: string): Promise<CommunityHead> {
  const head = await findCommunity(look, actor, slug)
  if (!may(actor, 'community_settings', head.id) || !may(actor, 'found_communities', null)) refuse(forbidden)
  return head
}

export const copyInput = z.object({ name: communityName, sameName: tick(), members: tick(), roles: tick() })

/**
 * Makes a draft of it, led by the actor. Members come along where that is asked for; nobody hears of it until the draft opens.
 * @refuses not_found · forbidden · input_invalid where there is another of that name
 */
export async function copyCommunity(work: Work, actor: Actor, asked: InCommunity & z.infer<typeof copyInput>) {
  await keepFromDeletion(work, (await findCopied(work, actor, asked.community)).id)
  const from = await findCopied(work, actor, asked.community)
  if (asked.members && !may(actor, 'manage_members', from.id)) refuse(forbidden)
  await checkNamesake(work, actor, asked, null)
  const me = personIdOf(actor)
  const { id, slug } = await saveCopy(work, { fromId: from.id, name: asked.name, by: me })
  const copying = { fromId: from.id, toId: id, by: me }
  const pages = work.platform.declared.tabs.map(({ path }) => path)
  const welcome = copiedWelcome(await findWelcome(work, from.id), { from: from.slug, to: slug, pages })
  await saveWelcome(work, id, welcome)
  for (const part of work.platform.declared.copiedParts) await part.copy(work, copying)
  if (me) {
    await saveMemberships(work, { communityId: id, personIds: [me], addedBy: me, isInvited: true })
    await saveRole(work, { communityId: id, personId: me, role: 'manager', givenBy: me })
    work.touchPerson(me)
  }
  const roles = asked.roles ? givableRoles(actor, await readRoles(work), from.id) : []
  if (asked.members) await copyPeople(work, copying, roles)
  await work.record(communityCopied, { communityId: id, by: actor, objectId: id, facts: { fromId: from.id } })
  return findCommunityById(work, actor, id)
}
