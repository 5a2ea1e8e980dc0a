/**
 * Name, purpose, looks, language and rules of a community are changed.
 */
import { z } from 'zod'
import { communityChanged } from '#server/communities/activities.ts'
import type { CommunityHead } from '#server/communities/community.ts'
import { communityName, type InCommunity, purposeText } from '#server/communities/input.ts'
import { checkNamesake } from '#server/communities/namesake.ts'
import { saveSettings } from '#server/communities/settings/store.ts'
import { findCommunityById, findCommunityToChange, freeAddress, isFreeAddress } from '#server/communities/store.ts'
import { isLocale, isZone } from '#server/identity/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { optionalLine, tick, whole } from '#server/platform/http/input.ts'
import { accentHue } from '#server/platform/http/input-hue.ts'
import { slugOf } from '#server/platform/ids.ts'
import { refuseFields } from '#server/platform/refuse.ts'
import { isSameName } from '#server/platform/words.ts'
import type { Work } from '#server/platform/work.ts'

/** In hours: three days, or where the box is ticked seven. */
const longestPing = z.preprocess((value) => String(value ?? 72), z.enum(['72', '168'])).transform(Number)

export const settingsInput = z.object({
  name: communityName,
  sameName: tick(),
  /** The word in its address. The current word, or an empty one, lets the address follow the name. */
  slug: optionalLine(80),
  purpose: purposeText,
  hue: accentHue,
  locale: z.string().refine(isLocale, 'Choose one from the list.'),
  zone: z.string().refine(isZone, 'Choose one from the list.'),
  threshold: whole(3, 1000),
  longestPing,
  visibility: z.enum(['hidden', 'visible']),
})
type ChangeSettings = InCommunity & z.infer<typeof settingsInput>

/**
 * Replaces the settings. A new name brings a new address, unless somebody chose the address; the former address redirects.
 * A changed threshold counts for Pings sent from now on.
 * @refuses not_found · forbidden · community_archived
 */
export async function changeSettings(work: Work, actor: Actor, asked: ChangeSettings): Promise<CommunityHead> {
  const head = await findCommunityToChange(work, actor, asked.community, 'community_settings')
  const { community: _, visibility, sameName: __, slug: ___, ...rest } = asked
  if (!isSameName(asked.name, head.name)) await checkNamesake(work, actor, asked, head.id)
  const slug = await addressFor(work, head, asked)
  await saveSettings(work, head, { ...rest, slug, isHidden: visibility === 'hidden' })
  await work.record(communityChanged, {
    communityId: head.id,
    by: actor,
    objectId: head.id,
    facts: slug === head.slug ? {} : { formerSlug: head.slug },
  })
  return findCommunityById(work, actor, head.id)
}

/** The chosen address; else the current one, or one from the new name where the current one came from the old name. */
async function addressFor(work: Work, head: CommunityHead, asked: ChangeSettings): Promise<string> {
  const chosen = asked.slug ? slugOf(asked.slug) : head.slug
  if (chosen !== head.slug) {
    if (!chosen) refuseFields({ slug: { says: 'An address needs letters or digits.' } })
    if (!(await isFreeAddress(work, chosen, head.id)))
      refuseFields({ slug: { says: 'This address is taken. Choose another.' } })
    return chosen
  }
  const isNamedAnew = slugOf(asked.name) !== slugOf(head.name)
  const isOfItsName = head.slug.replace(/-\d+$/, '') === (slugOf(head.name) || 'community')
  return isNamedAnew && isOfItsName ? freeAddress(work, asked.name, head.id) : head.slug
}
