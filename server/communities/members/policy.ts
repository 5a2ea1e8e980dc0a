/**
 * Who may give which role.
 */
import type { Role } from '#server/communities/members/role.ts'
import type { Actor } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'

/** The roles that the actor may give or take. The actor has all their permissions: nobody makes another stronger. */
export function givableRoles(actor: Actor, roles: readonly Role[], communityId: string): string[] {
  if (!may(actor, 'give_roles', communityId)) return []
  return roles
    .filter(({ permissions }) => permissions.every((permission) => may(actor, permission, communityId)))
    .map(({ name }) => name)
}
