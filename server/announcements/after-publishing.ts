/** What can be done with an announcement that is out: pin it, remind, withdraw it, bring it back. And removing one that is not. */
import {
  announcementPinned,
  announcementReminded,
  announcementReturned,
  announcementWithdrawn,
} from '#server/announcements/activities.ts'
import {
  announcementAddress,
  announcementChannel,
  announcementsAddress,
  announcementsChannel,
  asksNoConfirmation,
  isOut,
  mostPinned,
  nobodyToAsk,
  nobodyToRemind,
  remindedAlready,
  twoPinned,
  validPin,
} from '#server/announcements/announcement.ts'
import { mailAnnouncement } from '#server/announcements/mail-announcement.ts'
import { mayAnnounce, mayKeep, mayPublish, mayReturn, mayWithdraw } from '#server/announcements/policy.ts'
import {
  countOtherPins,
  endOfDay,
  lockAnnouncement,
  type OneAnnouncement,
  savePin,
  saveReminded,
  saveWithdrawal,
} from '#server/announcements/store.ts'
import { askConsent, keepLastingConsents } from '#server/communities/room.ts'
import { deleteEntry } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Pins one above the others until the end of a day of the writer's calendar, or unpins it.
 * @refuses not_found · forbidden · announcement_not_out · two_pinned · community_archived · input_invalid
 */
export async function pinAnnouncement(
  work: Work,
  actor: Actor,
  { until: day, ...where }: OneAnnouncement & { readonly until: string | null },
) {
  const { one, community } = await lockAnnouncement(work, actor, where)
  insist(mayKeep(actor, one))
  const zone = actor.kind === 'person' ? actor.zone : community.zone
  const until = day === null ? null : insist(validPin(await endOfDay(work, day, zone), work.now))
  if (until && (await countOtherPins(work, one)) >= mostPinned) refuse(twoPinned)
  await savePin(work, one.id, until)
  const facts = { until: until?.toISOString() ?? null }
  await work.record(announcementPinned, { communityId: one.communityId, by: actor, objectId: one.id, facts })
  return { id: one.id, address: announcementAddress(one.slug, one), until }
}

/**
 * Reminds those who have not confirmed, once.
 * @returns how many mails went out
 * @refuses not_found · forbidden · announcement_not_out · no_confirmation_asked · reminded_already · nobody_to_remind · community_archived
 */
export async function remindUnconfirmed(work: Work, actor: Actor, where: OneAnnouncement) {
  const { one } = await lockAnnouncement(work, actor, where)
  insist(mayKeep(actor, one))
  if (!one.asksConfirmation) refuse(asksNoConfirmation)
  if (one.remindedAt) refuse(remindedAlready)
  await saveReminded(work, one.id)
  const causeId = await work.record(announcementReminded, {
    communityId: one.communityId,
    by: actor,
    objectId: one.id,
    facts: one.voiceId ? { voiceId: one.voiceId } : {},
  })
  const mails = await mailAnnouncement(work, one, { why: 'reminder', causeId })
  if (mails === 0) refuse(nobodyToRemind)
  return { id: one.id, address: announcementAddress(one.slug, one), mails }
}

/**
 * Withdraws one: what it said is gone for its readers, and mails that wait do not leave.
 * @refuses not_found · forbidden · announcement_not_out · community_archived
 */
export async function withdrawAnnouncement(work: Work, actor: Actor, where: OneAnnouncement) {
  const { one } = await lockAnnouncement(work, actor, where)
  await saveWithdrawal(work, one.id, insist(mayWithdraw(actor, one)))
  await work.record(announcementWithdrawn, { communityId: one.communityId, by: actor, objectId: one.id })
  work.touch(announcementChannel(one.id))
  work.touch(announcementsChannel(one.communityId))
  return { id: one.id, address: announcementAddress(one.slug, one) }
}

/**
 * Brings a withdrawn one back. Nobody is mailed again.
 * @refuses not_found · forbidden · announcement_not_withdrawn · community_archived
 */
export async function returnAnnouncement(work: Work, actor: Actor, where: OneAnnouncement) {
  const { one } = await lockAnnouncement(work, actor, where)
  insist(mayReturn(actor, one))
  await saveWithdrawal(work, one.id, null)
  await work.record(announcementReturned, { communityId: one.communityId, by: actor, objectId: one.id })
  work.touch(announcementChannel(one.id))
  return { id: one.id, address: announcementAddress(one.slug, one) }
}

/**
 * Deletes one that was never out.
 * @refuses not_found · forbidden · announcement_out · community_archived
 */
export async function removeAnnouncement(work: Work, actor: Actor, where: OneAnnouncement) {
  const { one } = await lockAnnouncement(work, actor, where)
  insist(mayAnnounce(actor, one))
  if (one.publishedAt) refuse(isOut)
  await keepLastingConsents(work, one.id)
  await deleteEntry(work, one.id)
  return { address: announcementsAddress(one.slug) }
}

/**
 * Asks the featured person in whose name it would go out, once for these words.
 * @refuses not_found · forbidden · announcement_out · announcement_in_draft · community_archived · announcement_own_name · voice_refused · voice_not_in_front
 */
export async function askAnnouncementConsent(work: Work, actor: Actor, where: OneAnnouncement) {
  const { one } = await lockAnnouncement(work, actor, where)
  const askedBy = insist(mayPublish(actor, one))
  const { id, communityId, language, voiceId } = one
  await askConsent(work, { communityId, entryId: id, personId: voiceId ?? refuse(nobodyToAsk), askedBy, language })
  return { id, address: announcementAddress(one.slug, one) }
}
