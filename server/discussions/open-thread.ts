/** A member begins a discussion that belongs to no other entry. */

import { type CommunityHead, mayChangeAsPerson } from '#server/communities/room.ts'
import { threadOpened } from '#server/discussions/activities.ts'
import { newPostId, savePost } from '#server/discussions/post-store.ts'
import { renderPost } from '#server/discussions/render-post.ts'
import { saveThread } from '#server/discussions/store.ts'
import { findThreadPage, type ThreadView } from '#server/discussions/views.ts'
import { chooseAudience } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { shortId } from '#server/platform/ids.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Opens a thread with its first post.
 * @returns the thread as its opener sees it
 * @refuses forbidden · community_archived · input_invalid where the cohort is not the opener's
 */
export async function openThread(
  work: Work,
  actor: Actor,
  community: Pick<CommunityHead, 'id' | 'slug' | 'status'>,
  { title, kind, source, cohort }: { title: string; kind: 'talk' | 'question'; source: string; cohort: string | null },
): Promise<ThreadView> {
  const openedBy = insist(mayChangeAsPerson(actor, 'discuss', community))
  const audienceId = insist(await chooseAudience(work, actor, community.id, cohort))
  const language = actor.locale
  const id = await newPostId(work)
  const rendered = await renderPost(work, { source, communityId: community.id, anchor: shortId(id) })
  const threadId = await saveThread(work, { communityId: community.id, kind, title, language, openedBy, audienceId })
  await savePost(work, {
    id,
    thread: { id: threadId, communityId: community.id, entryId: threadId },
    place: null,
    isOpening: true,
    authorId: openedBy,
    source,
    rendered,
    language,
  })
  await work.record(threadOpened, {
    communityId: community.id,
    by: openedBy,
    objectId: threadId,
    facts: { threadId, postId: id, mentions: rendered.mentions },
  })
  return findThreadPage(work, actor, community, threadId)
}
