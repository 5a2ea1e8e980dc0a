/** A member confirms that they have read an announcement: by a button on the site, or by the one that its mail leads to. */
import { announcementConfirmed } from '#server/announcements/activities.ts'
import {
  type Announcement,
  announcementAddress,
  announcementChannel,
  asksNoConfirmation,
  isNotOut,
  notAsked,
} from '#server/announcements/announcement.ts'
import { type ConfirmKey, confirmLinkUnknown, openingsOfMail } from '#server/announcements/confirming/confirm-link.ts'
import { lockToConfirm } from '#server/announcements/confirming/reads-confirming.ts'
import { isAsked, mayConfirm } from '#server/announcements/policy.ts'
import {
  deleteConfirmation,
  lockAnnouncement,
  type OneAnnouncement,
  saveConfirmation,
} from '#server/announcements/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { second } from '#server/platform/clock.ts'
import { openingsOf, suspectMs } from '#server/platform/mail/acts/openings.ts'
import { communityIsArchived, insist, refusal, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export const confirmLinkOfOther = refusal(
  'confirm_link_of_other',
  403,
  'This mail went to somebody else, and only they confirm that they have read it. Nothing was changed.',
)

/**
 * Confirms on the site. A second press changes nothing.
 * @refuses not_found · confirmation_of_others · announcement_not_out · no_confirmation_asked · community_archived
 */
export async function confirmReading(work: Work, actor: Actor, where: OneAnnouncement) {
  const { one } = await lockAnnouncement(work, actor, where)
  await confirm(work, one, { personId: insist(mayConfirm(actor, one)), byMail: false })
  return { id: one.id, address: announcementAddress(one.slug, one) }
}

/**
 * Takes it back.
 * @refuses the same
 */
export async function takeBackReading(work: Work, actor: Actor, where: OneAnnouncement) {
  const { one } = await lockAnnouncement(work, actor, where)
  const personId = insist(mayConfirm(actor, one))
  await takeBack(work, one.id, { personId, only: 'any' })
  return { id: one.id, address: announcementAddress(one.slug, one) }
}

/** What came of a press of the button that a mail leads to; `again`: a machine may have pressed it, so nothing was written. */
export type Pressed = 'confirmed' | 'again'

/**
 * Confirms by the link in a mail. Where the mail's other link was opened within ten seconds before, a machine may have opened
 * both: then the press does not count, and is asked for once more. A job looks ten seconds later for what was opened after it.
 * @refuses confirm_link_unknown · confirm_link_of_other · confirmation_of_others · announcement_not_out · no_confirmation_asked · community_archived
 */
export async function confirmByMail(work: Work, actor: Actor, key: ConfirmKey): Promise<Pressed> {
  const one = await lockMailed(work, actor, key)
  const { announcementId, personId } = key
  const at = Date.now()
  if (openingsOf(work.platform).anotherNear({ of: openingsOfMail(key), link: 'confirm', at })) return 'again'
  if (await confirm(work, one, { personId, byMail: true })) {
    const planned = { at: new Date(at + suspectMs + second) }
    await work.enqueue('watch-mailed-confirmation', { announcementId, personId, pressedAt: at }, planned)
  }
  return 'confirmed'
}

/**
 * Takes back by the same link what was confirmed.
 * @refuses the same
 */
export async function takeBackByMail(work: Work, actor: Actor, key: ConfirmKey): Promise<void> {
  const one = await lockMailed(work, actor, key)
  await takeBack(work, one.id, { personId: key.personId, only: 'any' })
}

/** Ten seconds after a press: was the mail's other link opened meanwhile? Then a machine pressed, and it does not count. */
export async function watchMailedConfirmation(
  work: Work,
  { announcementId, personId, pressedAt }: { announcementId: string; personId: string; pressedAt: number },
): Promise<void> {
  const of = openingsOfMail({ announcementId, personId })
  if (!openingsOf(work.platform).anotherNear({ of, link: 'confirm', at: pressedAt })) return
  await takeBack(work, announcementId, { personId, only: 'by mail' })
}

async function lockMailed(work: Work, actor: Actor, key: ConfirmKey): Promise<Announcement> {
  const me = personIdOf(actor)
  const { one } = (await lockToConfirm(work, key)) ?? refuse(confirmLinkUnknown)
  if (me && me !== key.personId) refuse(confirmLinkOfOther)
  if (!isAsked(one, key.personId)) refuse(notAsked)
  if (one.state !== 'published') refuse(isNotOut)
  if (!one.asksConfirmation) refuse(asksNoConfirmation)
  if (one.communityStatus === 'archived') refuse(communityIsArchived)
  return one
}

async function confirm(
  work: Work,
  one: Announcement,
  { personId, byMail }: { personId: string; byMail: boolean },
): Promise<boolean> {
  if (!(await saveConfirmation(work, one, { personId, byMail }))) return false
  await work.record(announcementConfirmed, { communityId: one.communityId, by: personId, objectId: one.id })
  work.touch(announcementChannel(one.id))
  return true
}

async function takeBack(work: Work, id: string, which: { personId: string; only: 'any' | 'by mail' }): Promise<void> {
  if (await deleteConfirmation(work, id, which)) work.touch(announcementChannel(id))
}
