/**
 * What those who moderate do to a post from their queue and their log, by its id. The caller has checked that it was reported, is held, or
 * was moderated, as they may not be among the people for whom it was written.
 */
import { postHidden, postRemoved } from '#server/discussions/activities.ts'
import { hideFound, holdPost, showFound } from '#server/discussions/hide-post.ts'
import { mayModerate } from '#server/discussions/policy.ts'
import { removeFound, returnFound } from '#server/discussions/remove-post.ts'
import { findModeratedPost, type PostRow, readPlaceOfPost } from '#server/discussions/store.ts'
import { postIsRemoved, threadChannel } from '#server/discussions/thread.ts'
import type { ActivityKind } from '#server/platform/activity.ts'
import type { Actor } from '#server/platform/actor.ts'
import { translator } from '#server/platform/i18n.ts'
import { insist, notFound, refuse } from '#server/platform/refuse.ts'
import { goes, type Outlook, stays, takeBack } from '#server/platform/take-back.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** What is done to a post. */
export type PostAct = 'hide' | 'show' | 'hold' | 'remove' | 'return'

/**
 * @param why the reason, told to its author
 * @refuses not_found · forbidden · community_archived · post_removed · post_hidden · post_shown
 */
export async function moderatePost(
  work: Work,
  actor: Actor,
  { id, act, why }: { id: string; act: PostAct; why: string },
) {
  const post = await findById(work, actor, id)
  insist(mayModerate(actor, post.thread))
  const isGone = post.isRemoved && !post.hiddenBecause
  if (act === 'return') return isGone ? returnFound(work, actor, post) : post
  if (isGone) refuse(postIsRemoved)
  if (act === 'hide') return hideFound(work, actor, post, why)
  if (act === 'show') return showFound(work, actor, post)
  if (act === 'hold') {
    await holdPost(work, post, '')
    work.touch(threadChannel(post.thread.id))
    return post
  }
  await removeFound(work, actor, post, why)
  return post
}

async function findById(look: Look, actor: Actor, id: string): Promise<PostRow> {
  const where = (await readPlaceOfPost(look, id)) ?? refuse(notFound)
  return findModeratedPost(look, actor, { ...where, post: id })
}

interface Moderated {
  readonly personId: string | null
  readonly why: string
}

/** Hiding and removing are taken back from the log, and done again. */
function postTakenBack<F extends Moderated>(kind: ActivityKind<F>, act: 'hide' | 'remove') {
  return takeBack(kind, {
    permission: 'moderate',
    isOfThing: true,
    async outlook(look, actor, { objectId }): Promise<Outlook[]> {
      const t = translator(actor.locale)
      if (objectId === null) return []
      const post = await findById(look, actor, objectId)
      const stands = act === 'hide' ? post.hiddenBecause !== null : post.isRemoved && post.hiddenBecause === null
      const fate = stands ? goes(t('The post is shown to everybody again.')) : stays(t('This was changed since.'))
      return [{ personId: objectId, name: post.thread.title, ...fate }]
    },
    async lock() {},
    async run(work, actor, { objectId }) {
      await moderatePost(work, actor, { id: objectId ?? '', act: act === 'hide' ? 'show' : 'return', why: '' })
    },
    async again(work, actor, { objectId, facts }) {
      await moderatePost(work, actor, { id: objectId ?? '', act, why: facts.why })
    },
  })
}

export const postsTakenBack = [postTakenBack(postHidden, 'hide'), postTakenBack(postRemoved, 'remove')]
