/**
 * A leader who prepares a community tests whether mail leaves the site, before they invite anybody.
 */
import type { InCommunity } from '#server/communities/input.ts'
import { mayChange } from '#server/communities/policy.ts'
import { findCommunity } from '#server/communities/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { sendTestMail } from '#server/site/room.ts'

/** @refuses not_found · forbidden · community_archived · mail_waits */
export async function testMailOfDraft(work: Work, actor: Actor, { community }: InCommunity): Promise<{ slug: string }> {
  const head = await findCommunity(work, actor, community)
  insist(mayChange(actor, 'community_settings', head))
  await sendTestMail(work, actor)
  return { slug: head.slug }
}
