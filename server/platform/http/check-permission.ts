/**
 * The permission that a row asks for, enforced where requests are answered, even where the use case behind it forgot to ask.
 *
 * A use case still refuses first, in its own order: a thing an actor may not know of is not found, and only then forbidden.
 * This check runs after it, before anything is committed or shown.
 */
import { type Actor, membershipBySlug, membershipIn } from '#server/platform/actor.ts'
import type { ReadDb } from '#server/platform/db.ts'
import type { ServerContext } from '#server/platform/http/context.ts'
import type { Endpoint } from '#server/platform/http/endpoint.ts'
import { may, whyNot } from '#server/platform/permissions.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'

/**
 * Does the actor hold the permission, in the community that the path names?
 * @refuses not_found where the community is none of theirs · forbidden
 */
export async function insistPermission(
  { communityIdBySlug }: Pick<ServerContext, 'communityIdBySlug'>,
  { who }: Endpoint,
  actor: Actor,
  { db, params }: { db: ReadDb; params: unknown },
): Promise<void> {
  if (who === 'anyone' || who === 'bearer' || who === 'signed_in' || may(actor, who, null)) return
  const { community: slug } = params as { readonly community?: string }
  const named = slug ? membershipBySlug(actor, slug) : null
  // Only the database knows the earlier addresses of a community.
  const communityId = named?.communityId ?? (slug ? await communityIdBySlug(db, slug) : null)
  if (may(actor, who, communityId)) return
  refuse(!slug || (communityId && membershipIn(actor, communityId)) ? whyNot(actor, who, communityId) : notFound)
}
