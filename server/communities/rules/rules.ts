/**
 * The rules of conversation of a community, and what holds a post back. Pure.
 */
import { z } from 'zod'
import { heldWordIn } from '#server/communities/rules/held-words.ts'

/** First posts of a new member that may wait at most, and for how many days a member is new in that. */
export const mostHeldPosts = 3
export const daysOfFirstPosts = 30

export const conversationRules = z.object({
  /** So many first posts of a new member wait for a moderator; 0: none. */
  heldPosts: z.number(),
  /** Words that hold a post back, as they were typed. */
  words: z.array(z.string()),
  /** Links a new member may post in 24 hours; null: any number. */
  links: z.number().nullable(),
  /** A member counts as new for so many days, and until they have posted so often. */
  days: z.number(),
  posts: z.number(),
})
export type ConversationRules = z.infer<typeof conversationRules>

/** What holds where nobody chose anything. */
export const usualRules: ConversationRules = { heldPosts: 0, words: [], links: 3, days: 7, posts: 3 }

/** What the rules need to know of whoever writes. */
export const writerFacts = conversationRules.extend({
  /** How long they have been a member, in days. */
  memberFor: z.number(),
  /** Their posts that are shown here, counted as far as the rules ask. */
  shownPosts: z.number(),
  /** Links to elsewhere that they posted here in the last 24 hours. */
  linksToday: z.number(),
})
export type WriterFacts = z.infer<typeof writerFacts>

export const holdReasons = ['first', 'word', 'links'] as const
export interface Hold {
  readonly because: (typeof holdReasons)[number]
  /** Which word of the list. */
  readonly word: string | null
}

/**
 * Does this wait for a moderator?
 * @param text all that it says, as it was written
 * @param links how many links to elsewhere it brings
 */
export function holdOf(facts: WriterFacts, { text, links }: { text: string; links: number }): Hold | null {
  const { memberFor, shownPosts, heldPosts, linksToday } = facts
  const word = heldWordIn(text, facts.words)
  if (word !== null) return { because: 'word', word }
  if (memberFor < daysOfFirstPosts && shownPosts < heldPosts) return { because: 'first', word: null }
  const isNew = memberFor < facts.days || shownPosts < facts.posts
  if (facts.links !== null && isNew && links > 0 && linksToday + links > facts.links)
    return { because: 'links', word: null }
  return null
}
