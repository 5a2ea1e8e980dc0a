/**
 * The invitation links of a community for those who look after its members, and one link for whoever opened it.
 */
import { z } from 'zod'
import { communityHeadView } from '#server/communities/community.ts'
import { joinLink, type LinkState, linkFacts, linkStateOf, linkStates } from '#server/communities/joining/links/link.ts'
import { type FoundLink, linkFactColumns, readLink } from '#server/communities/joining/links/reads-links.ts'
import { givableRoles } from '#server/communities/members/policy.ts'
import { readRoles } from '#server/communities/members/reads-roles.ts'
import { givenRoles, roleView } from '#server/communities/members/role.ts'
import { findCommunityToChange } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { rows } from '#server/platform/rows.ts'
import type { OpenedToken } from '#server/platform/secrets.ts'
import type { Look } from '#server/platform/work.ts'

/** The newest links that the page lists. */
const mostListed = 100

const linkView = z.object({
  id: z.string(),
  /** The whole address to give away: a secret. */
  address: z.string(),
  state: z.enum(linkStates),
  /** Null for a plain member. */
  role: z.string().nullable(),
  endsAt: z.date(),
  mostUses: z.number(),
  /** How often somebody joined by it, and how many people that were. */
  uses: z.number(),
  people: z.number(),
  maker: z.string().nullable(),
  madeAt: z.date(),
})
export type LinkView = z.infer<typeof linkView>

export const linksView = z.object({
  community: communityHeadView,
  links: z.array(linkView),
  /** All roles there are here, the least first, and the names of those this actor may give by a link. */
  roles: z.array(roleView),
  givable: z.array(z.string()),
})
export type Links = z.infer<typeof linksView>

const listedLink = linkFacts.extend({
  id: z.string(),
  role: z.string().nullable(),
  people: z.number(),
  maker: z.string().nullable(),
  madeAt: z.date(),
})

/**
 * The links of a community, the newest first, with the form for another.
 * @refuses not_found · forbidden · community_archived
 */
export async function readLinks(look: Look, actor: Actor, slug: string): Promise<Links> {
  const community = await findCommunityToChange(look, actor, slug, 'manage_members')
  const [found, roles] = await Promise.all([
    rows(look, listedLink)`
      select l.id, l.role, ${linkFactColumns}, a.name as maker, l.made_at as "madeAt",
        (select count(distinct u.person_id)::int from join_link_use u where u.link_id = l.id) as people
      from join_link l join community_shown c on c.id = l.community_id
        left join person a on a.id = l.made_by
      where l.community_id = ${community.id} order by l.made_at desc, l.id desc limit ${mostListed}`,
    readRoles(look),
  ])
  const { config, secrets } = look.platform
  const links = found.map(({ status, revokedAt, isWithinRole, ...one }) => ({
    ...one,
    address: `${config.publicUrl}${joinLink.address(secrets, { id: one.id, version: 0 })}`,
    state: linkStateOf({ status, revokedAt, isWithinRole, ...one }, look.now),
  }))
  return { community, links, roles, givable: givableRoles(actor, givenRoles(roles), community.id) }
}

export const openedLinkView = z.object({
  token: z.string(),
  /** `member`: its reader is in already. `removed`: a leader ended their membership. */
  state: z.enum([...linkStates, 'member', 'removed']),
  maker: z.string().nullable(),
  role: z.string().nullable(),
  roleTitle: z.string().nullable(),
  community: z.object({ slug: z.string(), name: z.string(), purpose: z.string(), hue: z.number() }).nullable(),
})
export type OpenedLink = z.infer<typeof openedLinkView>

/** A link as its page shows it. Of a link that lets nobody in, it says why, and nothing about the community. Reading changes nothing. */
export async function readOpenedLink(look: Look, actor: Actor, key: OpenedToken, token: string): Promise<OpenedLink> {
  const found = await readLink(look, key.id, personIdOf(actor))
  const nothing = { token, maker: null, role: null, roleTitle: null, community: null }
  if (!found) return { ...nothing, state: 'revoked' }
  const { maker, role, roleTitle, slug, name, purpose, hue } = found
  const state = stateFor(found, look.now)
  if (state !== 'open' && state !== 'member' && state !== 'removed') return { ...nothing, state }
  return { token, state, maker, role, roleTitle, community: { slug, name, purpose, hue } }
}

function stateFor(found: FoundLink, now: Date): LinkState | 'member' | 'removed' {
  // A member who may not see the draft yet would be led to nothing.
  if (found.isMember && found.status !== 'draft') return 'member'
  const state = linkStateOf(found, now)
  return state === 'open' && found.wasRemoved ? 'removed' : state
}
