/** How putting discussions in order is recorded: both threads are told to open pages, and the act knows its activity. */
import { saveActivityOfAct, type ThreadEnd } from '#server/discussions/order/order-store.ts'
import { moderatesAs } from '#server/discussions/policy.ts'
import { threadChannel } from '#server/discussions/thread.ts'
import type { ActivityKind } from '#server/platform/activity.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/** The facts of an act on the posts of a thread. */
export interface ActFacts {
  readonly actId: string
  readonly personIds: string[]
  readonly role: 'leader' | 'moderator' | 'site'
  readonly posts: number
}

interface ActDone {
  readonly actId: string
  readonly from: ThreadEnd
  readonly to: ThreadEnd
  readonly posts: readonly { readonly authorId: string | null; readonly isRemoved: boolean }[]
}

/** Records an act in the community it was done in, as one on the thread where the posts are now. */
export async function recordAct(
  work: Work,
  actor: Actor,
  kind: ActivityKind<ActFacts>,
  { actId, from, to, posts }: ActDone,
): Promise<void> {
  const { communityId } = to
  const activityId = await work.record(kind, {
    communityId,
    by: actor,
    objectId: to.id,
    entryId: to.entryId,
    facts: {
      actId,
      personIds: authorsOf(posts),
      role: moderatesAs(actor, communityId),
      posts: posts.filter(({ isRemoved }) => !isRemoved).length,
    },
  })
  await saveActivityOfAct(work, actId, activityId)
  for (const { id } of [from, to]) work.touch(threadChannel(id))
}

/** The people who wrote them. */
export function authorsOf(posts: readonly { readonly authorId: string | null }[]): string[] {
  return [...new Set(posts.flatMap(({ authorId }) => authorId ?? []))]
}
