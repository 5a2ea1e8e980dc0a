/**
 * The charter for its readers and its writers.
 */
import { z } from 'zod'
import { charterAddress, charterKeys, charterVersions } from '#server/bodies/charter/charter.ts'
import { headingOf } from '#server/bodies/charter/headings.ts'
import { readCharterBodies } from '#server/bodies/charter/store.ts'
import type { Versioned } from '#server/bodies/versioned.ts'
import { communityHeadView, findCommunity, findCommunityToChange } from '#server/communities/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { translator } from '#server/platform/i18n.ts'
import { notFound, Refused, refuse } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'

const charterText = z.object({
  key: z.enum(charterKeys),
  source: z.string(),
  html: z.string(),
  /** Its current version; the earlier versions are for members. */
  version: z.number().int(),
})

export const charterView = z.object({
  /** Null for a person of the site who is not a member of this visible community. */
  community: communityHeadView.nullable(),
  slug: z.string(),
  name: z.string(),
  purpose: z.string(),
  hue: z.number(),
  texts: z.array(charterText),
})
export type CharterView = z.infer<typeof charterView>

/**
 * The charter, for members; in a visible community also for everybody else who is signed in.
 * @refuses not_found
 */
export async function readCharter(look: Look, actor: Actor, slug: string): Promise<CharterView> {
  const community = await findCommunity(look, actor, slug).catch((no) =>
    no instanceof Refused ? null : Promise.reject(no),
  )
  let found = look.db
    .selectFrom('community_shown as c')
    .select(['c.id', 'c.slug', 'c.name', 'c.purpose', 'c.hue'])
    .where('c.slug', '=', community?.slug ?? slug)
  if (!community)
    found = found
      .innerJoin('community_knower as k', 'k.community_id', 'c.id')
      .where('k.person_id', '=', personIdOf(actor))
  const { id, ...row } = (await found.executeTakeFirst()) ?? refuse(notFound)
  return { community, ...row, texts: await readTexts(look, id) }
}

/** The existing texts, in the order of their headings. */
async function readTexts(look: Look, communityId: string): Promise<CharterView['texts']> {
  const rows = await look.db
    .selectFrom('charter_text as c')
    .innerJoin('body_now as b', 'b.id', 'c.body_id')
    .select(['c.key', 'b.source', 'b.html', 'b.version'])
    .where('c.community_id', '=', communityId)
    .where('b.source', '<>', '')
    .execute()
  const texts = new Map(rows.map(({ key, ...text }) => [key, text]))
  return charterKeys.flatMap((key) => {
    const text = texts.get(key)
    return text ? [{ key, ...text }] : []
  }) as CharterView['texts']
}

export const charterForm = charterView.extend({ community: communityHeadView })
export type CharterForm = z.infer<typeof charterForm>

/**
 * The charter as its writers see it.
 * @refuses not_found · forbidden · community_archived
 */
export async function readCharterForm(look: Look, actor: Actor, slug: string): Promise<CharterForm> {
  const community = await findCommunityToChange(look, actor, slug, 'community_settings')
  return { ...(await readCharter(look, actor, slug)), community }
}

/**
 * The body under one heading.
 * @refuses not_found, also for a reader who only knows that the community exists
 */
export async function findCharterText(
  look: Look,
  actor: Actor,
  where: { readonly community: string; readonly heading: string },
): Promise<Versioned> {
  const community = await findCommunity(look, actor, where.community)
  const key = charterKeys.find((one) => one === where.heading) ?? refuse(notFound)
  const bodyId = (await readCharterBodies(look, community.id)).get(key) ?? refuse(notFound)
  return {
    id: community.id,
    community,
    bodyId,
    title: headingOf(key, translator(actor.locale)),
    address: `${charterAddress(community.slug)}#${key}`,
    versionsAddress: charterVersions(community.slug, key),
  }
}
