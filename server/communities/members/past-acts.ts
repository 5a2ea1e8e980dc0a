/**
 * What taking back an act on members needs: who may, what of their roles they may give, and words.
 */
import { givableRoles } from '#server/communities/members/policy.ts'
import { readRoles } from '#server/communities/members/reads-roles.ts'
import type { Role } from '#server/communities/members/role.ts'
import { mayChange } from '#server/communities/policy.ts'
import { findCommunityById, lockCommunity } from '#server/communities/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { type Translate, translator } from '#server/platform/i18n.ts'
import type { Permission } from '#server/platform/permission.ts'
import { insist, notFound, refuse } from '#server/platform/refuse.ts'
import type { PastAct } from '#server/platform/take-back.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** What every outlook needs: the community, the roles and what the actor may give of them, and words. */
export interface Standing {
  readonly communityId: string
  readonly roles: readonly Role[]
  readonly givable: readonly string[]
  readonly t: Translate
}

/** @refuses not_found · forbidden · community_archived */
export async function findStanding(
  look: Look,
  actor: Actor,
  { communityId }: PastAct<unknown>,
  permission: Permission,
): Promise<Standing> {
  const head = await findCommunityById(look, actor, communityId ?? refuse(notFound))
  insist(mayChange(actor, permission, head))
  const roles = await readRoles(look)
  const givable = givableRoles(actor, roles, head.id)
  return { communityId: head.id, roles, givable, t: translator(actor.locale) }
}

/** Locks the community in which it was done. */
export async function lockIts(work: Work, { communityId }: PastAct<unknown>): Promise<void> {
  await lockCommunity(work, communityId ?? refuse(notFound))
}

/** That somebody got a role after the act. */
export function givenSince(role: string, by: string | null, t: Translate): string {
  return by ? t('Was made {role} since, by {name}.', { role, name: by }) : t('Was made {role} since.', { role })
}
