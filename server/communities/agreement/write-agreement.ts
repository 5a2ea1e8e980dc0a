/**
 * Leaders write the agreement; members accept it, or put it off and read first.
 */
import { z } from 'zod'
import { agreementAccepted, agreementEnded, agreementWritten } from '#server/communities/activities.ts'
import { agreementChanged, longestAgreement, noAgreement } from '#server/communities/agreement/agreement.ts'
import {
  dropAgreement,
  readAgreementRow,
  saveAcceptance,
  saveAgreement,
  savePutOff,
} from '#server/communities/agreement/store.ts'
import { type AgreementSettings, readAgreementSettings } from '#server/communities/agreement/views.ts'
import type { InCommunity } from '#server/communities/input.ts'
import { findCommunity, findCommunityToChange, lockCommunity } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { optionalProse, tick, whole } from '#server/platform/http/input.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export const agreementInput = z.object({ source: optionalProse(longestAgreement), asksEverybody: tick() })
export const acceptanceInput = z.object({ accepts: whole(1, 1_000_000) })

/**
 * Writes the agreement, as a version of its own; an empty text ends it. New members are asked from now on; those who are members
 * already only where `asksEverybody` says so. The same text again is no new version, unless everybody is asked.
 * @refuses not_found · forbidden · community_archived
 */
export async function writeAgreement(
  work: Work,
  actor: Actor,
  { community: slug, source, asksEverybody }: InCommunity & z.infer<typeof agreementInput>,
): Promise<AgreementSettings> {
  const head = await findCommunityToChange(work, actor, slug, 'community_settings')
  // Two who write at the same moment make two versions, one after the other.
  await lockCommunity(work, head.id)
  const before = await readAgreementRow(work, head.id)
  const about = { communityId: head.id, by: actor, objectId: head.id }
  if (source === '') {
    if (before) {
      await dropAgreement(work, head.id)
      await work.record(agreementEnded, about)
    }
  } else if (asksEverybody || source !== before?.source) {
    const asks = asksEverybody ? 'everybody' : 'new members'
    const version = await saveAgreement(work, head.id, { source, asks, writtenBy: personIdOf(actor) })
    await work.record(agreementWritten, { ...about, facts: { version, asksEverybody } })
  }
  return readAgreementSettings(work, actor, head.slug)
}

/**
 * A member accepts the version they have read. Accepted twice it is accepted.
 * @refuses not_found · forbidden (no member) · agreement_none · agreement_changed
 */
export async function acceptAgreement(
  work: Work,
  actor: Actor,
  { community: slug, accepts: version }: InCommunity & z.infer<typeof acceptanceInput>,
): Promise<{ slug: string; version: number }> {
  const { head, me } = await findMine(work, actor, slug)
  const now = (await readAgreementRow(work, head.id)) ?? refuse(noAgreement)
  if (now.version !== version) refuse(agreementChanged)
  await saveAcceptance(work, head.id, me, version)
  await work.record(agreementAccepted, { communityId: head.id, by: actor, objectId: head.id, facts: { version } })
  // Their open pages get the buttons that they may use now.
  work.touchPerson(me)
  return { slug: head.slug, version }
}

/** A member reads first, and is not led to the agreement again. @refuses not_found · forbidden (no member) */
export async function putOffAgreement(
  work: Work,
  actor: Actor,
  { community: slug }: InCommunity,
): Promise<{ slug: string }> {
  const { head, me } = await findMine(work, actor, slug)
  await savePutOff(work, head.id, me)
  return { slug: head.slug }
}

async function findMine(work: Work, actor: Actor, slug: string) {
  const head = await findCommunity(work, actor, slug)
  const me = personIdOf(actor)
  if (!me || !head.isMember) return refuse(forbidden)
  return { head, me }
}
