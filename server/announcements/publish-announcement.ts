/** An announcement goes out: on the page, into inboxes and by mail, at once or at its hour. */
import { announcementPublished, announcementScheduled, announcementStuck } from '#server/announcements/activities.ts'
import {
  type Announcement,
  announcementAddress,
  announcementChannel,
  announcementsChannel,
  isNotPlanned,
  nameAsked,
  validMoment,
} from '#server/announcements/announcement.ts'
import { mailAnnouncement } from '#server/announcements/mail-announcement.ts'
import { mayAnnounce, mayPublish } from '#server/announcements/policy.ts'
import {
  listScheduled,
  lockAnnouncement,
  lockById,
  type OneAnnouncement,
  savePublished,
  saveSchedule,
} from '#server/announcements/store.ts'
import { lockNameUse, mayUseName } from '#server/communities/room.ts'
import { openDiscussion } from '#server/discussions/room.ts'
import type { Actor, SystemActor } from '#server/platform/actor.ts'
import { momentOf } from '#server/platform/calendar/moment.ts'
import { insist, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Publishes one now.
 * @returns its address, and the number of people it goes to by mail
 * @refuses not_found · forbidden · announcement_out · announcement_in_draft · community_archived · voice_silent · voice_not_in_front
 */
export async function publishAnnouncement(work: Work, actor: Actor, where: OneAnnouncement) {
  const { one } = await lockAnnouncement(work, actor, where)
  const senderId = insist(mayPublish(actor, one))
  await insistOnName(work, one, senderId)
  return publish(work, one, senderId)
}

/**
 * Plans it for a moment of the writer's clock; another moment takes the place of the first.
 * @refuses the same, and input_invalid
 */
export async function scheduleAnnouncement(
  work: Work,
  actor: Actor,
  { publishAt, ...where }: OneAnnouncement & { readonly publishAt: string },
) {
  const { one, community } = await lockAnnouncement(work, actor, where)
  const by = insist(mayPublish(actor, one))
  await insistOnName(work, one, by)
  const zone = actor.kind === 'person' ? actor.zone : community.zone
  const at = insist(validMoment(momentOf(publishAt, zone), work.now))
  await saveSchedule(work, one.id, { at, by })
  await planPublishing(work, one.id, at)
  await work.record(announcementScheduled, { communityId: one.communityId, by: actor, objectId: one.id })
  return { id: one.id, address: announcementAddress(one.slug, one), publishAt: at }
}

/**
 * Makes a planned one a draft again.
 * @refuses not_found · forbidden · community_archived · announcement_not_planned
 */
export async function unscheduleAnnouncement(work: Work, actor: Actor, where: OneAnnouncement) {
  const { one } = await lockAnnouncement(work, actor, where)
  insist(mayAnnounce(actor, one))
  if (one.state !== 'scheduled') refuse(isNotPlanned)
  await saveSchedule(work, one.id, null)
  return { id: one.id, address: announcementAddress(one.slug, one) }
}

/** Publishes one whose hour has come. Where that may not be any more, it is a draft again, and who planned it is told. */
export async function publishInTime(work: Work, actor: SystemActor, id: string): Promise<void> {
  const found = await lockById(work, actor, id)
  if (found?.one.state !== 'scheduled') return
  const { one } = found
  if (one.publishAt && one.publishAt > work.now) return planPublishing(work, id, one.publishAt)
  const asked = nameAsked(one, one.publishedBy)
  const mayName = asked === null || mayUseName(await lockNameUse(work, asked)).ok
  if (one.communityStatus === 'active' && mayName && one.publishedBy) {
    await publish(work, one, one.publishedBy)
    return
  }
  await saveSchedule(work, id, null)
  await work.record(announcementStuck, { communityId: one.communityId, by: null, objectId: id })
}

/** Those whose hour has come and which no job has published. */
export async function listDue(work: Work): Promise<string[]> {
  return (await listScheduled(work, 'due')).map(({ id }) => id)
}

/** Plans all of a restored site anew; those whose hour came meanwhile go out at once. */
export async function planAfterRestore(work: Work): Promise<void> {
  for (const { id, at } of await listScheduled(work, 'all')) await planPublishing(work, id, at)
}

async function planPublishing(work: Work, announcementId: string, at: Date): Promise<void> {
  await work.enqueue('publish-announcement', { announcementId }, { at, key: `publish-announcement/${announcementId}` })
}

async function insistOnName(work: Work, one: Announcement, senderId: string): Promise<void> {
  const asked = nameAsked(one, senderId)
  if (asked) insist(mayUseName(await lockNameUse(work, asked)))
}

async function publish(work: Work, one: Announcement, senderId: string) {
  await savePublished(work, one.id, senderId)
  const { communityId, voiceId } = one
  if (one.hasDiscussion)
    await openDiscussion(work, {
      communityId,
      entryId: one.id,
      prompt: '',
      openedBy: voiceId ?? senderId,
      followedBy: senderId,
    })
  const causeId = await work.record(announcementPublished, {
    communityId,
    by: senderId,
    objectId: one.id,
    facts: voiceId ? { voiceId } : {},
  })
  const mails = await mailAnnouncement(work, one, { why: 'published', causeId })
  work.touch(announcementChannel(one.id))
  work.touch(announcementsChannel(communityId))
  return { id: one.id, address: announcementAddress(one.slug, one), mails }
}
