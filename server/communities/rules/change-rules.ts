/**
 * Leaders choose the rules of conversation.
 */
import { z } from 'zod'
import { conversationChanged } from '#server/communities/activities.ts'
import type { InCommunity } from '#server/communities/input.ts'
import { longestWord, mostWords, readWordList } from '#server/communities/rules/held-words.ts'
import { mostHeldPosts } from '#server/communities/rules/rules.ts'
import { saveRules } from '#server/communities/rules/store.ts'
import { findCommunityToChange } from '#server/communities/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { optionalProse, whole } from '#server/platform/http/input.ts'
import { refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** A number, or nothing for any number. */
const wholeOrNone = (most: number) =>
  z.preprocess(
    (value) => (value === '' || value === null || value === undefined ? null : value),
    whole(0, most).nullable(),
  )

export const rulesInput = z.object({
  heldPosts: whole(0, mostHeldPosts),
  /** One a line. Longer than a list may be, so that the answer can say how long it is. */
  words: optionalProse(20 * mostWords * longestWord),
  links: wholeOrNone(20),
  days: whole(1, 30),
  posts: whole(0, 20),
})
type ChangeRules = InCommunity & z.infer<typeof rulesInput>

/**
 * Replaces the rules; they hold for what is written from now on. What waits already goes on waiting.
 * @returns how many lines were left out as they were empty
 * @refuses not_found · forbidden · community_archived · input_invalid
 */
export async function changeRules(
  work: Work,
  actor: Actor,
  { community: slug, words: typed, ...rest }: ChangeRules,
): Promise<{ slug: string; words: number; empty: number }> {
  const head = await findCommunityToChange(work, actor, slug, 'community_settings')
  const list = readWordList(typed)
  if ('problem' in list) return refuseFields({ words: list.problem })
  await saveRules(work, head.id, { ...rest, words: [...list.lines] })
  await work.record(conversationChanged, {
    communityId: head.id,
    by: actor,
    objectId: head.id,
    facts: { heldPosts: rest.heldPosts, words: list.lines.length, ...(rest.links !== null && { links: rest.links }) },
  })
  return { slug: head.slug, words: list.lines.length, empty: list.empty }
}
