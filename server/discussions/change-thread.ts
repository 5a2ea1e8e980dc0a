/** What happens to a thread as a whole: its title, its lock, its answer. */
import { heldWordIn } from '#server/communities/room.ts'
import {
  threadAnswered,
  threadLocked,
  threadRenamed,
  threadReopened,
  threadUnlocked,
} from '#server/discussions/activities.ts'
import { mayMarkAnswer, mayModerate, mayRename, moderatesAs } from '#server/discussions/policy.ts'
import {
  findPost,
  findThread,
  saveAnswer,
  saveLock,
  saveTitle,
  type ThreadRef,
  type ThreadRow,
} from '#server/discussions/store.ts'
import { threadChannel } from '#server/discussions/thread.ts'
import type { ActivityKind } from '#server/platform/activity.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

const titleCannotWait = {
  says: 'A word here is looked at by a moderator first, and a title cannot wait. Choose other words; the title stays as it was.',
}

/**
 * Gives a thread another title.
 * @refuses not_found · forbidden · thread_locked · community_archived · title_bound · input_invalid where a word of the list is in it
 */
export async function renameThread(work: Work, actor: Actor, { title, ...where }: ThreadRef & { title: string }) {
  const thread = await findThread(work, actor, where, { source: title })
  const by = insist(mayRename(actor, thread))
  if (!mayModerate(actor, thread).ok && heldWordIn(title, thread.writer?.words ?? []) !== null)
    refuseFields({ title: titleCannotWait })
  await saveTitle(work, thread.id, title)
  await record(work, thread, by, threadRenamed, openerTold(actor, thread))
  return { ...thread, title }
}

/**
 * Locks a thread: nothing is added to it any more, and all who read it see who locked it and why. On a locked one it changes the reason.
 * @refuses not_found · forbidden · community_archived
 */
export async function lockThread(work: Work, actor: Actor, { why, ...where }: ThreadRef & { readonly why: string }) {
  const thread = await findThread(work, actor, where)
  const by = insist(mayModerate(actor, thread))
  const told = openerTold(actor, thread)
  await saveLock(work, thread.id, { by, as: told.role, why })
  await record(work, thread, by, threadLocked, { ...told, why })
  return thread
}

/**
 * Unlocks a thread.
 * @refuses not_found · forbidden · community_archived
 */
export async function unlockThread(work: Work, actor: Actor, where: ThreadRef): Promise<ThreadRow> {
  const thread = await findThread(work, actor, where)
  const by = insist(mayModerate(actor, thread))
  await saveLock(work, thread.id, null)
  await record(work, thread, by, threadUnlocked, {})
  return thread
}

/**
 * Marks the post that answered a question, or with null takes the mark away.
 * @refuses not_found · forbidden · community_archived · not_a_question · post_removed
 */
export async function markAnswer(work: Work, actor: Actor, { post, ...where }: ThreadRef & { post: string | null }) {
  const found = post ? await findPost(work, actor, { ...where, post }) : null
  const thread = found?.thread ?? (await findThread(work, actor, where))
  const by = insist(mayMarkAnswer(actor, thread))
  await saveAnswer(work, thread, found?.id ?? null)
  await record(work, thread, by, found ? threadAnswered : threadReopened, {})
  return thread
}

/** The opener reads what a moderator did to the thread, and in which role. */
function openerTold(actor: Actor, { openedBy, communityId }: ThreadRow) {
  return { personId: openedBy, role: moderatesAs(actor, communityId) }
}

async function record<F>(work: Work, thread: ThreadRow, by: string, kind: ActivityKind<F>, facts: F): Promise<void> {
  await work.record(kind, { communityId: thread.communityId, by, objectId: thread.id, entryId: thread.entryId, facts })
  work.touch(threadChannel(thread.id))
}
