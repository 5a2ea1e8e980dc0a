/** The states of a question: it has its answer, waits for one, or has waited for so long that it is stale. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'

const questionStates = ['open', 'stale', 'answered'] as const
export type QuestionState = (typeof questionStates)[number]

/** Null for a discussion that asks nothing. */
export const questionStateView = z.enum(questionStates).nullable()

/** The moment since which the question called `alias` needs a post so as not to be stale: a month ago, or what its community chose. */
function staleSince(alias: string): RawBuilder<Date> {
  return sql`app_now() - coalesce((
    select s.stale_after from talk_setting s where s.community_id = ${sql.ref(`${alias}.community_id`)}), 30) * interval '1 day'`
}

/** The condition that the question called `alias` is in a state. */
export function isInState(alias: string, state: QuestionState): RawBuilder<boolean> {
  const of = (column: string) => sql.ref(`${alias}.${column}`)
  if (state === 'answered') return sql`(${of('kind')} = 'question' and ${of('answer_post_id')} is not null)`
  const waits = sql`${of('kind')} = 'question' and ${of('answer_post_id')} is null`
  return sql`(${waits} and ${of('last_post_at')} ${state === 'stale' ? sql`<` : sql`>=`} ${staleSince(alias)})`
}

/** The state of the thread called `alias`, as a column. */
export function stateColumn(alias: string): RawBuilder<QuestionState | null> {
  const of = (column: string) => sql.ref(`${alias}.${column}`)
  return sql`case when ${of('kind')} <> 'question' then null when ${of('answer_post_id')} is not null then 'answered'
    when ${of('last_post_at')} < ${staleSince(alias)} then 'stale' else 'open' end`
}

/** Of how many people the question of the thread called `t` was asked again. */
export const askedAgainColumn = sql<number>`(select count(*) from question_asked q where q.thread_id = t.id)`
