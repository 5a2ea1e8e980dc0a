/** Those who moderate put an author's answer aside as read. */
import { findCommunityToChange } from '#server/communities/room.ts'
import type { ActRef } from '#server/moderation/act-views.ts'
import { saveSeen } from '#server/moderation/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** @refuses not_found · forbidden · community_archived */
export async function putAnswerAside(work: Work, actor: Actor, where: ActRef): Promise<{ id: string }> {
  const community = await findCommunityToChange(work, actor, where.community, 'moderate')
  if (!(await saveSeen(work, community.id, where.act, personIdOf(actor)))) refuse(notFound)
  return { id: where.act }
}
