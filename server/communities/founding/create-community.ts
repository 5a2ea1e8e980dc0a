/**
 * A new community: a draft that sends nothing to anybody, led by its maker.
 */
import { z } from 'zod'
import { communityCreated } from '#server/communities/activities.ts'
import type { CommunityHead } from '#server/communities/community.ts'
import { saveNewCommunity } from '#server/communities/founding/store.ts'
import { communityName } from '#server/communities/input.ts'
import { saveMemberships, saveRole } from '#server/communities/members/store.ts'
import { checkNamesake } from '#server/communities/namesake.ts'
import { findCommunityById } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { swatches } from '#server/platform/html/accent.ts'
import { prose, tick } from '#server/platform/http/input.ts'
import { accentHue } from '#server/platform/http/input-hue.ts'
import { translator } from '#server/platform/i18n.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export const newCommunity = z.object({
  name: communityName,
  sameName: tick(),
  purpose: prose(600, 'Say what people come to get better at.'),
  hue: accentHue.default(swatches[0]),
})

/**
 * Makes a draft with an address made from its name, in the language and zone of its maker, who becomes a member and its leader.
 * @refuses forbidden · input_invalid where there is another of that name
 */
export async function createCommunity(
  work: Work,
  actor: Actor,
  asked: z.infer<typeof newCommunity>,
): Promise<CommunityHead> {
  if (!may(actor, 'found_communities', null)) refuse(forbidden)
  await checkNamesake(work, actor, asked, null)
  const me = personIdOf(actor)
  const id = await saveNewCommunity(work, {
    ...asked,
    locale: actor.locale,
    zone: actor.zone,
    createdBy: me,
    firstContainer: translator(actor.locale)('Leader'),
  })
  if (me) {
    await saveMemberships(work, { communityId: id, personIds: [me], addedBy: me, isInvited: true })
    await saveRole(work, { communityId: id, personId: me, role: 'manager', givenBy: me })
    work.touchPerson(me)
  }
  await work.record(communityCreated, { communityId: id, by: me, objectId: id })
  return findCommunityById(work, actor, id)
}
