/**
 * Topics: what a community files entries under. Two levels, made by the community itself. It has one list of them for its
 * Toolkit, and may have another for discussions.
 */
import { z } from 'zod'
import { freeSlug, slugOf } from '#server/platform/ids.ts'
import type { Permission } from '#server/platform/permission.ts'
import { refusal } from '#server/platform/refuse.ts'

/** The longest name, in characters. */
export const longestTopic = 120

/** Which list of topics: the Toolkit's, or that of discussions where these have their own. */
export type TopicList = 'toolkit' | 'talk'

/** Where a list of topics is kept, and by whom. */
export interface TopicsKept {
  readonly list: TopicList
  readonly permission: Permission
  /** The address of what is filed under them. */
  home(slug: string): string
}

/** A topic with the number of entries the reader may see in it, its sub-topics' among them, each once. */
export const topicCountView = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  name: z.string(),
  slug: z.string(),
  count: z.number().int(),
  /** The title of its newest entry; null where it is empty. */
  newest: z.string().nullable(),
})
export type TopicCount = z.infer<typeof topicCountView>

/** What an act on a topic answers. */
export const topicReceipt = z.object({ id: z.string(), name: z.string(), location: z.string() })
export type TopicReceipt = z.infer<typeof topicReceipt>

export const topicTaken = refusal('topic_taken', 409, 'There is a topic of that name already.')
export const topicTooDeep = refusal(
  'topic_too_deep',
  409,
  'Topics have two levels. Choose a topic that is not itself in another, and move out its own sub-topics first.',
)

/** A topic as rules and stores know it. */
export const topicShape = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  name: z.string(),
  slug: z.string(),
  position: z.number(),
})
export type Topic = z.infer<typeof topicShape>

/** A word for addresses that no other topic has: its name's, that with its parent's before it, or with a number after it. */
export function topicSlug(name: string, parentSlug: string | null, taken: ReadonlySet<string>): string {
  const own = slugOf(name) || 'topic'
  const isTaken = (slug: string) => taken.has(slug)
  const withParent = `${parentSlug}-${own}`
  return parentSlug && taken.has(own) && !taken.has(withParent) ? withParent : freeSlug(own, isTaken)
}

/** Topics in the order a reader sees them, each with its sub-topics right after it. */
export function inOrder<T extends { readonly id: string; readonly parentId: string | null }>(topics: readonly T[]) {
  const tops = topics.filter((one) => one.parentId === null)
  return tops.flatMap((top) => [top, ...topics.filter((one) => one.parentId === top.id)])
}

/** May this topic be placed under that one, or at the top (null)? */
export function fitsUnder(topic: { readonly id: string } | null, parent: Topic | null, all: readonly Topic[]): boolean {
  if (!parent) return true
  if (parent.parentId !== null || parent.id === topic?.id) return false
  return !topic || !all.some((one) => one.parentId === topic.id)
}
