/**
 * The one question behind every policy: may this actor do this, there?
 */
import { type Actor, membershipIn } from '#server/platform/actor.ts'
import type { Permission } from '#server/platform/permission.ts'
import { agreementFirst, forbidden, type Refusal } from '#server/platform/refuse.ts'

/** May the actor do this in the given community (or, with null, on the site)? The program itself may. */
export function may(actor: Actor, permission: Permission, communityId: string | null): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind === 'visitor') return false
  if (actor.sitePermissions.includes(permission)) return true
  return communityId !== null && (membershipIn(actor, communityId)?.permissions.includes(permission) ?? false)
}

/** Why they may not: an agreement that they have to accept first, or their role. */
export function whyNot(actor: Actor, permission: Permission, communityId: string | null): Refusal {
  const waits = communityId === null ? null : membershipIn(actor, communityId)?.agreement
  return waits?.withholds.includes(permission) ? agreementFirst : forbidden
}
