/** Who may bring people in by a file. */
import type { Actor } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'

/** Into a community who looks after its members; for the whole site (null) who manages its people. */
export function mayImport(actor: Actor, communityId: string | null): boolean {
  return communityId === null ? may(actor, 'manage_people', null) : may(actor, 'manage_members', communityId)
}
