/**
 * The one question behind every policy: may this actor do this, there?
 */
import { type Actor, membershipIn } from '#server/platform/actor.ts'
import type { Permission } from '#server/platform/permission.ts'

/** May the actor do this in the given community (or, with null, on the site)? The program itself may. */
export function may(actor: Actor, permission: Permission, communityId: string | null): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind === 'visitor') return false
  if (actor.sitePermissions.includes(permission)) return true
  return communityId !== null && (membershipIn(actor, communityId)?.permissions.includes(permission) ?? false)
}
