/**
 * Writes of requests to join.
 */
import { z } from 'zod'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

interface NewRequest {
  readonly communityId: string
  readonly personId: string
  readonly question: string
  readonly answer: string
}

/**
 * Saves a request, where this person has none that waits here. One that was never answered, as they became a member in another
 * way and left since, makes room for the new one.
 * @returns its id; null where one waits
 */
export async function saveRequest(work: Work, { communityId, personId, question, answer }: NewRequest) {
  const [row] = await rows(work, idRow)`
    insert into join_request as r (community_id, person_id, question, answer)
    values (${communityId}, ${personId}, ${question}, ${answer})
    on conflict (community_id, person_id) where state = 'waiting' do update
      set question = excluded.question, answer = excluded.answer, asked_at = app_now()
      where not exists (select from join_request_waiting w where w.id = r.id)
    returning id`
  return row?.id ?? null
}

/** Withdraws the request of somebody that waits. @returns its id; null where none waits */
export async function saveWithdrawn(work: Work, communityId: string, personId: string): Promise<string | null> {
  const [row] = await rows(work, idRow)`
    update join_request r set state = 'withdrawn', settled_at = app_now(), settled_by = r.person_id
    where r.community_id = ${communityId} and r.person_id = ${personId}
      and r.id in (select w.id from join_request_waiting w)
    returning id`
  return row?.id ?? null
}

/** Settles what these people asked, who became members in another way meanwhile. @returns the ids of their requests */
export async function saveOvertaken(work: Work, communityId: string, personIds: readonly string[]): Promise<string[]> {
  const found = await rows(work, idRow)`
    update join_request set state = 'withdrawn', settled_at = app_now()
    where community_id = ${communityId} and person_id = any(${[...personIds]}::uuid[]) and state = 'waiting'
    returning id`
  return found.map(({ id }) => id)
}

const settledRequest = z.object({ personId: z.string(), name: z.string() })

/** Settles one request that waits. @returns who sent it; null where it waits no more */
export async function saveAnswered(
  work: Work,
  one: {
    readonly communityId: string
    readonly id: string
    readonly state: 'approved' | 'declined'
    readonly by: string | null
    readonly reason: string
  },
) {
  const [row] = await rows(work, settledRequest)`
    update join_request r set state = ${one.state}, settled_at = app_now(), settled_by = ${one.by}::uuid, reason = ${one.reason}
    from person p
    where r.id = ${one.id} and r.community_id = ${one.communityId} and p.id = r.person_id
      and r.id in (select w.id from join_request_waiting w)
    returning r.person_id as "personId", p.name`
  return row ?? null
}

/** Was there ever such a request in this community? */
export async function isRequest(work: Work, communityId: string, id: string): Promise<boolean> {
  const found = await rows(work, idRow)`
    select id from join_request where id = ${id} and community_id = ${communityId}`
  return found.length > 0
}
