/**
 * The rules of conversation as they are stored.
 */
import { type ConversationRules, conversationRules, usualRules } from '#server/communities/rules/rules.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** The rules of a community; the usual ones where nobody chose any. */
export async function readRules(look: Look, communityId: string): Promise<ConversationRules> {
  const [row] = await rows(look, conversationRules)`
    select r.held_posts as "heldPosts", r.held_words as words, r.newcomer_links as links, r.newcomer_days as days, r.newcomer_posts as posts
    from conversation_rules r where r.community_id = ${communityId}`
  return row ?? usualRules
}

/** Writes the rules. */
export async function saveRules(work: Work, communityId: string, rules: ConversationRules): Promise<void> {
  const chosen = {
    held_posts: rules.heldPosts,
    held_words: rules.words,
    newcomer_links: rules.links,
    newcomer_days: rules.days,
    newcomer_posts: rules.posts,
  }
  await work.tx
    .insertInto('conversation_rules')
    .values({ community_id: communityId, ...chosen })
    .onConflict((same) => same.column('community_id').doUpdateSet(chosen))
    .execute()
}
