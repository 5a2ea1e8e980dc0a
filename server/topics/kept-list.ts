/** A list of topics as the room that files things under it declares it: its addresses and its words. */
import type { CommunityHead } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Translate } from '#server/platform/i18n.ts'
import type { Look } from '#server/platform/work.ts'
import type { TopicCount, TopicsKept } from '#server/topics/topic.ts'

/** The topics of a list with their counts, and how much is filed under none of them; null where that does not matter. */
export interface CountedTopics {
  readonly topics: readonly TopicCount[]
  readonly unsorted: number | null
}

export interface KeptList extends TopicsKept {
  /** The path of what is filed under them; the topics are one step below it. */
  readonly path: `/c/:community/${string}`
  /** What a path calls one of them: `topic`. */
  readonly part: string
  /** The tab of the pages, and its name. */
  readonly tab: string
  readonly name: (t: Translate) => string
  /** "12 resources" */
  readonly counted: (t: Translate, n: number) => string
  /** "12 resources are filed under no topic." */
  readonly unsorted: (t: Translate, n: number) => string
  /** Said once a topic is removed, with its `name` and, as `n`, what is filed nowhere now. */
  readonly removed: { readonly flash: string }
  /** The caller has checked that the actor keeps the topics. */
  read(look: Look, actor: Actor, community: CommunityHead): Promise<CountedTopics>
}
