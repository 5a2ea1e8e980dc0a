/** What a community chooses for its discussions, and their topics: the rules that need nothing else. */
import { z } from 'zod'
import { discussionsAddress } from '#server/discussions/thread.ts'
import { shortId, slugOf } from '#server/platform/ids.ts'
import type { TopicList } from '#server/topics/room.ts'

/** Where discussions get their topics from: nowhere, the Toolkit, or a list of their own. */
export const topicSources = ['none', 'toolkit', 'talk'] as const

/** The choices of a community for its discussions. */
export const talkSettings = z.object({
  topics: z.enum(topicSources),
  /** Days without a post after which a question without an answer is stale. */
  staleAfter: z.number().int(),
  /** Days after which a question without a reply is asked again of others; 0 for never. */
  askAgainAfter: z.number().int(),
})
export type TalkSettings = z.infer<typeof talkSettings>

/** Of a community that chose nothing. */
export const defaultTalk: TalkSettings = { topics: 'none', staleAfter: 30, askAgainAfter: 3 }

/** The longest a question can wait until it is stale, and until it is asked again, in days. */
export const longestWait = { stale: 365, askAgain: 14 }

/** How many topics can be chosen at once, and how many a discussion has at most. */
export const mostTopics = { chosen: 12, filed: 20 }

/** A topic that a discussion is filed under. */
export const topicRef = z.object({ id: z.string(), name: z.string(), slug: z.string() })
export type TopicRef = z.infer<typeof topicRef>

/** What a reader chose for a topic: notices of new discussions in it, none from any in it, or neither. */
export const topicFollowing = z.enum(['following', 'muted']).nullable()

/** A topic as the list of discussions offers it. */
export const talkTopic = topicRef.extend({ parentId: z.string().nullable(), following: topicFollowing })
export type TalkTopic = z.infer<typeof talkTopic>

/** The list that the discussions of a community use; null where they have no topics. */
export function listOf({ topics }: Pick<TalkSettings, 'topics'>): TopicList | null {
  return topics === 'none' ? null : topics
}

/** The discussions in a topic. */
export function topicAddress(slug: string, topic: { readonly slug: string }): string {
  return `${discussionsAddress(slug)}?topic=${topic.slug}`
}

/** The same by the topic's id, for a link that outlives its name. */
export function lastingTopicAddress(slug: string, topic: { readonly id: string }): string {
  return `${discussionsAddress(slug)}?topic=${shortId(topic.id)}`
}

/** "Culture › Codes" */
export function topicPath(
  topic: { readonly name: string; readonly parentId: string | null },
  topics: readonly { readonly id: string; readonly name: string }[],
): string {
  const above = topics.find(({ id }) => id === topic.parentId)
  return above ? `${above.name} › ${topic.name}` : topic.name
}

/** A tag and the name of a topic are the same where only case, accents, blanks and hyphens differ. */
function tagKey(text: string): string {
  return slugOf(text).replaceAll('-', '')
}

/** The topic that each of these tags names, by its slug or its name; tags that name none are left out. */
export function topicsNamed<T extends TopicRef>(tags: readonly string[], topics: readonly T[]): Map<string, T> {
  const found = tags.map((tag) => {
    const key = tagKey(tag)
    const named = (of: (topic: T) => string) => topics.find((topic) => key !== '' && tagKey(of(topic)) === key)
    return [tag, named(({ slug }) => slug) ?? named(({ name }) => name)] as const
  })
  return new Map(found.flatMap(([tag, topic]) => (topic ? [[tag, topic]] : [])))
}
