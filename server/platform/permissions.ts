/**
 * The one question behind every policy: may this actor do this, there?
 */
import { type Actor, belongingIn } from '#server/platform/actor.ts'
import { type Permission, roleGrants } from '#server/platform/roles.ts'

/** May the actor do this in the given community (or, with null, on the site)? The program itself may. */
export function may(actor: Actor, permission: Permission, communityId: string | null): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind === 'visitor') return false
  if (actor.siteRole && roleGrants(`site:${actor.siteRole}`, permission)) return true
  return communityId !== null && (belongingIn(actor, communityId)?.permissions.includes(permission) ?? false)
}
