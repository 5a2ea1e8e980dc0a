/**
 * Whoever looks after members makes an invitation link, or revokes one.
 */
import { z } from 'zod'
import { joinLinkMade, joinLinkRevoked } from '#server/communities/activities.ts'
import type { InCommunity } from '#server/communities/input.ts'
import { mostDays, mostUses, usualDays, usualUses } from '#server/communities/joining/links/link.ts'
import { endOfDay, saveLink, saveRevoked } from '#server/communities/joining/links/store.ts'
import { type Links, readLinks } from '#server/communities/joining/links/views.ts'
import { beyondYourRole } from '#server/communities/members/member.ts'
import { givableRoles } from '#server/communities/members/policy.ts'
import { readRoles } from '#server/communities/members/reads-roles.ts'
import { givenRoles } from '#server/communities/members/role.ts'
import { findCommunityToChange } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { day } from '#server/platform/clock.ts'
import { whole } from '#server/platform/http/input.ts'
import { notFound, refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** A field that a form may send empty. */
const orNull = <T extends z.ZodType>(shape: T) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), shape.nullable())

export const linkInput = z.object({
  /** The last day on which it works; null for the usual time. */
  until: orNull(z.iso.date({ error: 'Write the day as 2027-01-31.' })),
  /** How many people it lets in; null for the usual number. */
  uses: orNull(whole(1, mostUses)),
  role: z.string().max(60).default('member'),
})
type MakeLink = InCommunity & z.infer<typeof linkInput>

/**
 * Makes a link. Its role is one that the actor may give: nobody makes another stronger than they are.
 * @refuses not_found · forbidden · community_archived · beyond_your_role · input_invalid (an end that is past or over a year away, an unknown role)
 */
export async function makeLink(work: Work, actor: Actor, asked: MakeLink): Promise<Links> {
  const head = await findCommunityToChange(work, actor, asked.community, 'manage_members')
  const role = await roleFor(work, actor, head.id, asked.role)
  const endsAt = await endOfDay(work, asked.until, head.zone, usualDays)
  const ahead = endsAt.getTime() - work.now.getTime()
  if (ahead <= 0) refuseFields({ until: { says: 'This day is over. Choose a later one.' } })
  if (ahead > (mostDays + 1) * day)
    refuseFields({ until: { says: 'A link works for a year at most. Choose an earlier day.' } })
  const mostUses = asked.uses ?? usualUses
  const id = await saveLink(work, { communityId: head.id, role, endsAt, mostUses, madeBy: personIdOf(actor) })
  await work.record(joinLinkMade, {
    communityId: head.id,
    by: actor,
    objectId: id,
    facts: role ? { role, mostUses } : { mostUses },
  })
  return readLinks(work, actor, head.slug)
}

async function roleFor(work: Work, actor: Actor, communityId: string, asked: string): Promise<string | null> {
  if (asked === 'member') return null
  const roles = givenRoles(await readRoles(work))
  if (!roles.some(({ name }) => name === asked)) refuseFields({ role: { says: 'This role is not there any more.' } })
  if (!givableRoles(actor, roles, communityId).includes(asked)) refuse(beyondYourRole)
  return asked
}

/**
 * Ends a link. Who joined by it stays. A second time changes nothing.
 * @refuses not_found · forbidden · community_archived
 */
export async function revokeLink(
  work: Work,
  actor: Actor,
  asked: InCommunity & { readonly link: string },
): Promise<Links> {
  const head = await findCommunityToChange(work, actor, asked.community, 'manage_members')
  const hasChanged = (await saveRevoked(work, head.id, asked.link)) ?? refuse(notFound)
  if (hasChanged) await work.record(joinLinkRevoked, { communityId: head.id, by: actor, objectId: asked.link })
  return readLinks(work, actor, head.slug)
}
