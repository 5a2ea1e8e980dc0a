/** What moderators did to discussions, taken back from its line in the audit or in the log of moderation. */
import { threadLocked } from '#server/discussions/activities.ts'
import { unlockThread } from '#server/discussions/change-thread.ts'
import { readThreadOfAct } from '#server/discussions/order/reads-order.ts'
import { lockThreads } from '#server/discussions/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { translator } from '#server/platform/i18n.ts'
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

export const threadsTakenBack: readonly AnyTakeBack[] = [lockTakenBack]
