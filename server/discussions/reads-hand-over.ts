/** Questions that earlier cohorts asked, those without an answer first. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { threadAddress } from '#server/discussions/thread.ts'
import { isForReader, readersColumn, readersView } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { HandOverPart } from '#server/platform/declared.ts'
import { handOverItem } from '#server/platform/hand-over.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** How many are listed. */
const mostListed = 20

const questionRow = z.object({
  id: z.string(),
  title: z.string(),
  readers: readersView,
  replies: z.number(),
  isAnswered: z.boolean(),
})
const leftQuestion = handOverItem.extend(questionRow.shape)
type LeftQuestion = z.infer<typeof leftQuestion>

async function listQuestions(
  look: Look,
  actor: Actor,
  { communityId, slug }: { communityId: string; slug: string },
  which: RawBuilder<unknown>,
): Promise<LeftQuestion[]> {
  const found = await rows(look, questionRow)`
    select t.id, t.title, ${readersColumn('t')} as readers, t.reply_count as replies, t.answer_post_id is not null as "isAnswered"
    from thread_shown t
    where t.community_id = ${communityId} and t.kind = 'question' and t.entry_id = t.id and t.last_post_at is not null
      and ${isForReader('t', actor)} and ${which}
    order by t.answer_post_id is not null, t.reply_count desc, t.opened_at desc, t.id limit ${sql.lit(mostListed)}`
  return found.map((one) => ({ ...one, address: threadAddress(slug, one), mayBeHanded: one.readers === null }))
}

export const questionsHandOver: HandOverPart = {
  key: 'questions',
  place: 20,
  title: (t) => t('Questions'),
  says: (t) => t('What was asked among the people of one cohort stays with them.'),
  list: (look, actor, scope) =>
    listQuestions(
      look,
      actor,
      scope,
      sql`(t.id = any(${[...scope.handed]}::uuid[])
      or (t.audience_id is null and t.opened_at between ${scope.from} and ${scope.until})
      or exists (select from audience_cohort a where a.audience_id = t.audience_id and a.cohort_id = any(${[...scope.cohortIds]}::uuid[])))`,
    ),
  listHanded: (look, actor, place, ids) => listQuestions(look, actor, place, sql`t.id = any(${[...ids]}::uuid[])`),
  about({ isAnswered, replies }: LeftQuestion, t) {
    const said = t('{n, plural, =0 {no reply} one {# reply} other {# replies}}', { n: replies })
    return { line: `${isAnswered ? t('Answered') : t('Without an answer')} · ${said}` }
  },
}
