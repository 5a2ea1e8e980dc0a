/** What moderators did to discussions, taken back from its line in the audit or in the log of moderation. */
import {
  postHighlighted,
  postsSplit,
  threadLocked,
  threadMerged,
  threadMovedAway,
} from '#server/discussions/activities.ts'
import { unlockThread } from '#server/discussions/change-thread.ts'
import { unhighlightPost } from '#server/discussions/order/highlight-post.ts'
import { mayUndo } from '#server/discussions/order/order.ts'
import { readPostOfAct, readThreadOfAct } from '#server/discussions/order/reads-order.ts'
import type { ActFacts } from '#server/discussions/order/record-act.ts'
import { findActToUndo, lockAct, undoAct } from '#server/discussions/order/undo-act.ts'
import { lockThreads } from '#server/discussions/store.ts'
import type { ActivityKind } from '#server/platform/activity.ts'
import type { Actor } from '#server/platform/actor.ts'
import { type Translate, translator } from '#server/platform/i18n.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { type AnyTakeBack, goes, stays, takeBack } from '#server/platform/take-back.ts'
import type { Look } from '#server/platform/work.ts'

async function findIts(look: Look, actor: Actor, threadId: string | null) {
  return (await readThreadOfAct(look, actor, threadId ?? '')) ?? refuse(notFound)
}

const lockTakenBack: AnyTakeBack = takeBack(threadLocked, {
  permission: 'moderate',
  isOfThing: true,
  async outlook(look, actor, { objectId }) {
    const { id, title, isLocked } = await findIts(look, actor, objectId)
    const t = translator(actor.locale)
    const fate = isLocked ? goes(t('The discussion is open again.')) : stays(t('The discussion is open again already.'))
    return [{ personId: id, name: title, ...fate }]
  },
  lock: (work, { objectId }) => lockThreads(work, [objectId ?? '']),
  async run(work, actor, { objectId }) {
    const { id, slug } = await findIts(work, actor, objectId)
    await unlockThread(work, actor, { community: slug, thread: id })
  },
})

/** @param says what happens then */
function actTakenBack(kind: ActivityKind<ActFacts>, says: (t: Translate) => string): AnyTakeBack {
  return takeBack(kind, {
    permission: 'moderate',
    isOfThing: true,
    async outlook(look, actor, { id }) {
      const { act } = await findActToUndo(look, actor, { activityId: id })
      const t = translator(actor.locale)
      const verdict = mayUndo(act)
      const fate = verdict.ok ? goes(says(t)) : stays(t(verdict.refusal.says))
      return [{ personId: act.toId, name: act.toTitle, ...fate }]
    },
    lock: (work, { id }) => lockAct(work, { activityId: id }),
    async run(work, actor, { id }) {
      await undoAct(work, actor, { activityId: id })
    },
  })
}

const highlightTakenBack: AnyTakeBack = takeBack(postHighlighted, {
  permission: 'moderate',
  isOfThing: true,
  async outlook(look, actor, { objectId }) {
    const post = (await readPostOfAct(look, actor, objectId ?? '')) ?? refuse(notFound)
    const t = translator(actor.locale)
    const fate = post.isHighlighted
      ? goes(t('The post is not highlighted any more.'))
      : stays(t('It is not highlighted any more already.'))
    return [{ personId: post.id, name: post.title, ...fate }]
  },
  async lock(work, { facts }) {
    await lockThreads(work, [facts.threadId])
  },
  async run(work, actor, { objectId }) {
    const post = (await readPostOfAct(work, actor, objectId ?? '')) ?? refuse(notFound)
    await unhighlightPost(work, actor, { community: post.slug, thread: post.threadId, post: post.id })
  },
})

export const threadsTakenBack: readonly AnyTakeBack[] = [
  lockTakenBack,
  highlightTakenBack,
  actTakenBack(threadMerged, (t) => t('They are two discussions again.')),
  actTakenBack(postsSplit, (t) => t('The posts stand in their discussion again.')),
  actTakenBack(threadMovedAway, (t) => t('The discussion is in its community again.')),
]
