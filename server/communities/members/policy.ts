/**
 * Who may give which role.
 */
import type { GivableRole } from '#server/communities/members/member.ts'
import type { Actor } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { communityRoles } from '#server/platform/roles.ts'

/** May the actor give or take this role? Only who may everything it may: nobody makes somebody stronger than themselves. */
export function mayGive(actor: Actor, role: GivableRole, communityId: string): boolean {
  return (
    may(actor, 'give_roles', communityId) &&
    communityRoles[role].grants.every((permission) => may(actor, permission, communityId))
  )
}
