/**
 * The discussion under a resource or a Ping: opened and kept by the room that owns what it is about.
 */

import { changeThreadAbout, saveThreadAbout } from '#server/discussions/store.ts'
import { threadTopic } from '#server/discussions/thread.ts'
import type { Translate } from '#server/platform/i18n.ts'
import type { Work } from '#server/platform/work.ts'

/** What a discussion stands under. */
export interface About {
  readonly kind: 'resource' | 'ping'
  readonly id: string
}

export interface OpenDiscussion {
  readonly communityId: string
  readonly about: About
  /** The resource's title, or the Ping's question. */
  readonly title: string
  /** The question at its head, or `''`. */
  readonly prompt: string
  readonly language: Translate['locale']
  readonly openedBy: string | null
  /** Who follows it from the start beside whoever opened it. */
  readonly followedBy?: string
  /** False while what it is about is not published. */
  readonly isShown: boolean
}

/**
 * Opens the discussion of a resource or a Ping. Nobody is told: the thing itself is the news.
 * Called again for the same thing it changes nothing.
 * @returns the thread's id
 */
export async function openDiscussion(work: Work, opening: OpenDiscussion): Promise<string> {
  return saveThreadAbout(work, opening)
}

/** Brings a discussion in step with what it is about; what is left out stays. Does nothing where there is none. */
export async function changeDiscussion(
  work: Work,
  about: About,
  change: { readonly title?: string; readonly prompt?: string; readonly isShown?: boolean },
): Promise<void> {
  const threadId = await changeThreadAbout(work, about, change)
  if (threadId) work.touch(threadTopic(threadId))
}
