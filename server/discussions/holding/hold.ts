/**
 * A post that a rule of the community holds back waits until a moderator shows it; a held edit leaves what the post said before.
 */
import { type Hold, holdOf, type WriterFacts } from '#server/communities/room.ts'
import { holdPost } from '#server/discussions/hide-post.ts'
import { linksIn, linksTyped } from '#server/discussions/holding/holding.ts'
import { saveHold } from '#server/discussions/holding/store.ts'
import { mayModerate } from '#server/discussions/policy.ts'
import type { PlacedPost } from '#server/discussions/post-store.ts'
import type { ThreadFacts } from '#server/discussions/thread.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Rendered } from '#server/platform/markdown/markdown.ts'
import type { Work } from '#server/platform/work.ts'

type Place = Pick<ThreadFacts, 'communityId' | 'communityStatus'>

/** What somebody wrote, as the rules look at it. */
interface Written {
  readonly title?: string
  readonly source: string
  readonly rendered: Rendered
  /** What the post said before, where this is an edit of a shown one. */
  readonly before?: string
}

/** Does what this actor wrote wait for a moderator? Never where they moderate themselves. */
export function holdFor(
  { platform }: Pick<Work, 'platform'>,
  actor: Actor,
  place: Place,
  { facts, written }: { facts: WriterFacts | null; written: Written },
): Hold | null {
  if (!facts || mayModerate(actor, place).ok) return null
  const { title = '', source, rendered, before } = written
  const { publicUrl } = platform.config
  const links = linksIn(rendered.html, publicUrl) - (before === undefined ? 0 : linksTyped(before, publicUrl))
  // Who edits has shown who they are already.
  const rules = before !== undefined ? { ...facts, heldPosts: 0 } : facts
  return holdOf(rules, { text: `${title}\n${source}`, links })
}

/** Holds a post that was just written in the same transaction; nobody hears of it before a moderator shows it. */
export async function holdNew(
  work: Work,
  post: PlacedPost & { thread: { communityId: string } },
  hold: Hold,
): Promise<void> {
  await saveHold(work, { communityId: post.thread.communityId, postId: post.id, hold, source: null })
  await holdPost(work, post, '')
}
