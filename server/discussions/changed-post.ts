/** A post after it was written or changed, as a program is told of it. A browser reads it on the page that it is led to. */
import { z } from 'zod'
import type { Hold } from '#server/communities/room.ts'
import { onePost, postView } from '#server/discussions/post-views.ts'
import type { ThreadRow } from '#server/discussions/store.ts'
import { postAddress } from '#server/discussions/thread.ts'
import type { Actor } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** A post that was written or changed, and its thread. */
export interface ChangedPost {
  readonly id: string
  readonly thread: ThreadRow
  /** Why it waits for a moderator, where it was written just now and does. */
  readonly heldBecause?: Hold['because'] | null
}

export const postReceipt = postView.extend({ address: z.string() })

/** The post as this actor sees it now. */
export async function readChangedPost(work: Work, actor: Actor, { id, thread }: ChangedPost) {
  const post = (await onePost(work, actor, thread, id)) ?? refuse(notFound)
  return { ...post, address: postAddress(thread.slug, thread, id) }
}
