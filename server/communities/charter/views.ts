/**
 * The charter for its readers and for those who write it.
 */
import { z } from 'zod'
import { charterKeys, textsOf } from '#server/communities/charter/charter.ts'
import { communityHeadView } from '#server/communities/community.ts'
import { mayChange } from '#server/communities/policy.ts'
import { findCommunity } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist, notFound, Refused, refuse } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'

export const charterView = z.object({
  /** Null for somebody of the site who is no member of this visible community. */
  community: communityHeadView.nullable(),
  name: z.string(),
  purpose: z.string(),
  hue: z.number(),
  texts: z.array(z.object({ key: z.enum(charterKeys), source: z.string(), html: z.string() })),
})
export type CharterView = z.infer<typeof charterView>

/**
 * The charter, for members; of a visible community also for everybody else who is signed in.
 * @refuses not_found
 */
export async function readCharter(look: Look, actor: Actor, slug: string): Promise<CharterView> {
  const community = await findCommunity(look, actor, slug).catch((no) =>
    no instanceof Refused ? null : Promise.reject(no),
  )
  let found = look.db
    .selectFrom('community as c')
    .select(['c.name', 'c.purpose', 'c.hue', 'c.charter'])
    .where('c.slug', '=', community?.slug ?? slug)
  if (!community)
    found = found
      .innerJoin('community_knower as k', 'k.community_id', 'c.id')
      .where('k.person_id', '=', personIdOf(actor))
  const row = (await found.executeTakeFirst()) ?? refuse(notFound)
  return { community, name: row.name, purpose: row.purpose, hue: row.hue, texts: textsOf(row.charter) }
}

export const charterForm = charterView.extend({ community: communityHeadView })
export type CharterForm = z.infer<typeof charterForm>

/**
 * The charter as its writers see it.
 * @refuses not_found · forbidden · community_archived
 */
export async function readCharterForm(look: Look, actor: Actor, slug: string): Promise<CharterForm> {
  const community = await findCommunity(look, actor, slug)
  insist(mayChange(actor, 'community_settings', community))
  return { ...(await readCharter(look, actor, slug)), community }
}
