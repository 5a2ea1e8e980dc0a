/** A member begins a discussion that belongs to no other entry. */

import { type CommunityHead, featuredPeople, type Hold, mayChangeAsPerson } from '#server/communities/room.ts'
import { threadOpened } from '#server/discussions/activities.ts'
import { followForAll } from '#server/discussions/follow-store.ts'
import { holdFor, holdNew } from '#server/discussions/holding/hold.ts'
import { readNewPost, savePost } from '#server/discussions/post-store.ts'
import { renderPost } from '#server/discussions/render-post.ts'
import { saveThread } from '#server/discussions/store.ts'
import { chooseTalkTopics } from '#server/discussions/topics/file-thread.ts'
import { fileAlso } from '#server/discussions/topics/store.ts'
import { findThreadPage, type ThreadView } from '#server/discussions/views.ts'
import { audienceOfPeople, chooseAudience } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { shortId } from '#server/platform/ids.ts'
import { insist, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

interface Opening {
  readonly title: string
  readonly kind: 'talk' | 'question'
  readonly source: string
  readonly group: string | null
  /** The topics it is filed under, with those that tags in it name. */
  readonly topics?: readonly string[]
  /** The container of featured people it is written to: they and the opener read it, and nobody else. */
  readonly container?: string | null
}

/** A thread that was opened, as its opener sees it, and why it waits for a moderator, where it does. */
export interface OpenedThread {
  readonly thread: ThreadView
  readonly heldBecause: Hold['because'] | null
}

/**
 * Opens a thread with its first post.
 * @refuses forbidden · community_archived · input_invalid where the group is not the opener's, nobody is there to write to, or
 * a topic is gone
 */
export async function openThread(
  work: Work,
  actor: Actor,
  community: Pick<CommunityHead, 'id' | 'slug' | 'status'>,
  { title, kind, source, group, topics = [], container }: Opening,
): Promise<OpenedThread> {
  const openedBy = insist(mayChangeAsPerson(actor, 'discuss', community))
  const named = container ? await findNamed(work, community.id, container, openedBy) : null
  const audienceId = named
    ? await audienceOfPeople(work, community.id, [openedBy, ...named])
    : insist(await chooseAudience(work, actor, community.id, group))
  const chosen = topics.length > 0 ? (await chooseTalkTopics(work, community.id, topics)).ids : []
  const language = actor.locale
  const { id, writer } = await readNewPost(work, actor, community.id, { source })
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
  const filed = [...new Set([...chosen, ...rendered.topicIds.values()])]
  await fileAlso(work, { communityId: community.id, entryId: threadId }, filed)
  const facts = named ? null : writer
  const place = { communityId: community.id, communityStatus: community.status }
  const hold = holdFor(work, actor, place, { facts, written: { title, source, rendered } })
  const thread = { id: threadId, communityId: community.id, entryId: threadId }
  if (hold) await holdNew(work, { id, parentId: null, rootId: null, thread }, hold)
  if (named) await followForAll(work, { id: threadId, communityId: community.id }, named)
  if (!hold)
    await work.record(threadOpened, {
      communityId: community.id,
      by: openedBy,
      objectId: threadId,
      facts: { threadId, postId: id, mentions: rendered.mentions, ...(filed.length > 0 && { topicIds: filed }) },
    })
  return { thread: await findThreadPage(work, actor, community, threadId), heldBecause: hold?.because ?? null }
}

/** The people of a container, without the one who writes to them. */
async function findNamed(work: Work, communityId: string, containerId: string, me: string): Promise<string[]> {
  const container = (await featuredPeople(work, communityId)).find(({ id }) => id === containerId)
  const people = container?.people.map(({ personId }) => personId).filter((id) => id !== me) ?? []
  if (people.length === 0)
    refuseFields({
      container: { says: 'There is nobody to write to any more. Nothing was posted; your text is still here.' },
    })
  return people
}
