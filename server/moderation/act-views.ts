/** An act of moderation as the person reads it to whom, or to whose words, it was done; and their one answer. */
import { z } from 'zod'
import { communityHeadView, findCommunity } from '#server/communities/room.ts'
import { moderationAnswered } from '#server/moderation/activities.ts'
import { answeredAlready, longestAnswer } from '#server/moderation/case.ts'
import { moderationVerbs } from '#server/moderation/log-views.ts'
import { saveAnswer } from '#server/moderation/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { prose } from '#server/platform/http/input.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

const actRow = z.object({
  id: z.string(),
  verb: z.string(),
  at: z.date(),
  by: z.string().nullable(),
  role: z.string(),
  why: z.string(),
  days: z.number().nullable(),
  title: z.string().nullable(),
  /** Their own words that it was about; null where it was about none. */
  html: z.string().nullable(),
  answer: z.object({ words: z.string(), at: z.number() }).nullable(),
})

export const actView = z.object({ community: communityHeadView, act: actRow })
export type ActView = z.infer<typeof actView>

export interface ActRef {
  readonly community: string
  readonly act: string
}

export const answerInput = z.object({ words: prose(longestAnswer, 'Write your answer first.') })

/**
 * @refuses not_found to everybody else
 */
export async function readOwnAct(look: Look, actor: Actor, where: ActRef): Promise<ActView> {
  const community = await findCommunity(look, actor, where.community)
  const [act] = await rows(look, actRow)`
    select a.id, a.verb, a.at, b.name as by, coalesce(a.facts ->> 'role', '') as role, coalesce(a.facts ->> 'why', '') as why,
      (a.facts ->> 'days')::int as days, e.title, p.html,
      (select json_build_object('words', w.words, 'at', (extract(epoch from w.answered_at) * 1000)::bigint)
        from moderation_answer w where w.activity_id = a.id) as answer
    from activity a left join person b on b.id = a.actor_id left join entry e on e.id = a.entry_id
      left join post p on a.object_kind = 'post' and p.id = a.object_id
    where a.id = ${where.act} and a.community_id = ${community.id} and a.verb = any(${moderationVerbs(look)}::text[])
      and a.facts ->> 'personId' = ${personIdOf(actor)} and a.actor_id is distinct from ${personIdOf(actor)}::uuid`
  return { community, act: act ?? refuse(notFound) }
}

/**
 * Answers it, once. Those who moderate read the answer in their queue.
 * @refuses not_found · answered_already
 */
export async function answerAct(work: Work, actor: Actor, { words, ...where }: ActRef & z.infer<typeof answerInput>) {
  const { community, act } = await readOwnAct(work, actor, where)
  const personId = personIdOf(actor) ?? refuse(notFound)
  if (!(await saveAnswer(work, { activityId: act.id, communityId: community.id, personId, words })))
    refuse(answeredAlready)
  await work.record(moderationAnswered, { communityId: community.id, by: personId, objectId: act.id })
  return { id: act.id }
}
