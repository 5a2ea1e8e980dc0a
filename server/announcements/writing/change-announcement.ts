/**
 * Other words for an announcement. One that is out says that it was changed, and is mailed to nobody unless its writer sends it
 * again. A featured person has consented to the old words only, so before it is out they are asked again.
 */
import { announcementChanged, announcementSentAgain } from '#server/announcements/activities.ts'
import { type Announcement, announcementAddress, announcementChannel } from '#server/announcements/announcement.ts'
import type { TypedAnnouncement } from '#server/announcements/input.ts'
import { mailAnnouncement } from '#server/announcements/mail-announcement.ts'
import { mayWrite } from '#server/announcements/policy.ts'
import {
  type AnnouncementWords,
  lockAnnouncement,
  type OneAnnouncement,
  saveChanged,
  saveSchedule,
  saveWords,
} from '#server/announcements/store.ts'
import { announcementWords } from '#server/announcements/writing/announcement-words.ts'
import { rewriteBody } from '#server/bodies/room.ts'
import { type CommunityHead, endConsents } from '#server/communities/room.ts'
import { changeDiscussion, openDiscussion } from '#server/discussions/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist, refusal, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export const inAnotherName = refusal(
  'announcement_in_name',
  409,
  'This is out in somebody else’s name, so its words stay as they were allowed. Withdraw it to write a new one.',
)

type Changed = TypedAnnouncement & OneAnnouncement & { readonly sendAgain: boolean }

/**
 * Changes one. Whom it is for, and in whose name, stays as it was once it is out.
 * @returns how many mails went out again
 * @refuses not_found · forbidden · announcement_not_out · announcement_in_name · community_archived · input_invalid
 */
export async function changeAnnouncement(work: Work, actor: Actor, { sendAgain, ...given }: Changed) {
  const { community, one } = await lockAnnouncement(work, actor, given)
  const writerId = insist(mayWrite(actor, one))
  if (one.state !== 'published') return { ...(await changeUnsent(work, actor, { community, one }, given)), mails: 0 }

  if (one.voiceId !== null && one.voiceId !== writerId) refuse(inAnotherName)
  const typed = { ...given, voiceId: null, group: [] }
  const words = await announcementWords(work, actor, community, typed, [one.title])
  await saveWords(work, one.id, { ...words, voiceId: one.voiceId, audienceId: one.audienceId })
  const { isNew } = await rewriteBody(work, actor, one.communityId, { bodyId: one.bodyId, source: words.source })
  await settleDiscussion(work, one, words)
  const about = { communityId: one.communityId, by: actor, objectId: one.id }
  if (isNew || words.title !== one.title) {
    await saveChanged(work, one.id)
    await work.record(announcementChanged, about)
  }
  const facts = one.voiceId ? { voiceId: one.voiceId } : {}
  const mails = sendAgain
    ? await mailAnnouncement(work, one, {
        why: 'again',
        causeId: await work.record(announcementSentAgain, { ...about, facts }),
      })
    : 0
  work.touch(announcementChannel(one.id))
  return { id: one.id, address: announcementAddress(one.slug, { id: one.id, title: words.title }), mails }
}

async function changeUnsent(
  work: Work,
  actor: Actor,
  { community, one }: { community: CommunityHead; one: Announcement },
  given: TypedAnnouncement,
) {
  const words = await announcementWords(work, actor, community, given, [one.title])
  await saveWords(work, one.id, words)
  const { isNew } = await rewriteBody(work, actor, one.communityId, { bodyId: one.bodyId, source: words.source })
  const isAlike =
    !isNew && words.title === one.title && words.voiceId === one.voiceId && words.audienceId === one.audienceId
  if (!isAlike) await endConsents(work, one.id)
  // What goes out by itself in somebody's name is what they have allowed.
  if (!isAlike && one.state === 'scheduled' && words.voiceId) await saveSchedule(work, one.id, null)
  return { id: one.id, address: announcementAddress(one.slug, { id: one.id, title: words.title }) }
}

async function settleDiscussion(work: Work, one: Announcement, { hasDiscussion }: AnnouncementWords): Promise<void> {
  const opening = {
    communityId: one.communityId,
    entryId: one.id,
    prompt: '',
    openedBy: one.voiceId ?? one.publishedBy,
  }
  if (hasDiscussion) await openDiscussion(work, opening)
  await changeDiscussion(work, one.id, { isOff: !hasDiscussion })
}
