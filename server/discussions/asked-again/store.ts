/** Questions to which nobody replied, and the people of whom they are asked again. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { isSilenced } from '#server/discussions/reads-recipients.ts'
import { hasBlocked } from '#server/identity/room.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** A question that found nobody by then is not asked again any more. */
const triedFor = sql`interval '14 days'`
/** How often one person is asked at most, and how many people a question is asked of. */
const rest = sql`interval '14 days'`
const mostAsked = 3
/** Who has not come for so long is away. */
const awayAfter = sql`interval '30 days'`
/** More than these are left to the next run. */
const mostAtOnce = 200

/** The condition that the thread `t` is an open question whose community, with the choices `s`, asks it again now. */
const isDue: RawBuilder<boolean> = sql`(
  t.kind = 'question' and t.entry_id = t.id and t.answer_post_id is null and t.locked_at is null and t.last_post_at is not null
  and coalesce(s.ask_again_after, 3) > 0
  and t.opened_at <= app_now() - coalesce(s.ask_again_after, 3) * interval '1 day'
  and t.opened_at > app_now() - coalesce(s.ask_again_after, 3) * interval '1 day' - ${triedFor}
  and not exists (select from question_asked q where q.thread_id = t.id)
  and not exists (select from post p
    where p.thread_id = t.id and not p.is_opening and p.removed_at is null and p.author_id is distinct from t.opened_by))`

const shownWithChoices = sql`thread_shown t
  join community_shown c on c.id = t.community_id and c.status = 'active'
  left join talk_setting s on s.community_id = t.community_id`

/** The ids of questions that are to be asked again, the oldest first. */
export async function listDueQuestions(look: Look): Promise<string[]> {
  const found = await rows(look, idRow)`
    select t.id from ${shownWithChoices} where ${isDue} order by t.opened_at, t.id limit ${sql.lit(mostAtOnce)}`
  return found.map(({ id }) => id)
}

const askedRow = z.object({ communityId: z.string(), openedBy: z.string().nullable(), personId: z.string() })

/**
 * Chooses of whom a question is asked again, by the words that its title and its first post have in common with what they
 * offered. Nobody where it is not due any more.
 */
export async function saveAsked(work: Work, threadId: string) {
  // One at a time, so that nobody is chosen for two questions at once.
  await sql`select pg_advisory_xact_lock(hashtextextended('questions asked again', 7))`.execute(work.tx)
  return rows(work, askedRow)`
    with question as materialized (
      select t.id, t.community_id, t.opened_by, topics_in(t.title || ' ' || o.text) as words
      from ${shownWithChoices} join post o on o.thread_id = t.id and o.is_opening and o.removed_at is null
      where t.id = ${threadId}::uuid and ${isDue}
    ), asked as (
      insert into question_asked (community_id, thread_id, person_id)
      select q.community_id, q.id, p.id
      from question q
      join membership_shown m on m.community_id = q.community_id and m.visited_at > app_now() - ${awayAfter}
      join person p on p.id = m.person_id and p.removed_at is null and p.asks && q.words
      where p.id is distinct from q.opened_by
        and exists (select from entry_reader r where r.entry_id = q.id and r.person_id = p.id)
        and exists (select from membership_permission g
          where g.community_id = q.community_id and g.person_id = p.id and g.permission = 'discuss')
        and not exists (select from thread_follow f where f.thread_id = q.id and f.person_id = p.id and f.state = 'muted')
        and not ${isSilenced(threadId, sql`p.id`)}
        and not ${hasBlocked(sql`p.id`, sql`q.opened_by`)}
        and not exists (select from mail_choice x
          where x.person_id = p.id and x.community_id = q.community_id and x.kind = 'asked_again' and x.choice = 'off')
        and not exists (select from question_asked x where x.person_id = p.id and x.at > app_now() - ${rest})
      order by (select count(*) from unnest(q.words) w where w = any(p.asks)) desc, m.visited_at desc, p.id
      limit ${sql.lit(mostAsked)}
      returning person_id
    )
    select q.community_id as "communityId", q.opened_by as "openedBy", asked.person_id as "personId" from asked, question q`
}
