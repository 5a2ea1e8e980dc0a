/** Somebody writes an announcement. Those who announce here see it; nobody else does until it is published. */
import { announcementAddress } from '#server/announcements/announcement.ts'
import type { TypedAnnouncement } from '#server/announcements/input.ts'
import { mayAnnounce } from '#server/announcements/policy.ts'
import { saveDraft } from '#server/announcements/store.ts'
import { announcementWords } from '#server/announcements/writing/announcement-words.ts'
import { findCommunity, type InCommunity } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Writes a draft, also in a draft community.
 * @refuses not_found · forbidden · community_archived · input_invalid
 */
export async function draftAnnouncement(
  work: Work,
  actor: Actor,
  { community, ...typed }: TypedAnnouncement & InCommunity,
) {
  const head = await findCommunity(work, actor, community)
  insist(mayAnnounce(actor, { communityId: head.id, communityStatus: head.status }))
  const words = await announcementWords(work, actor, head, typed)
  const id = await saveDraft(work, actor, head.id, words)
  return { id, address: announcementAddress(head.slug, { id, title: words.title }) }
}
