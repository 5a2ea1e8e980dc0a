/**
 * What the demo's past left behind beside its texts: the log of it, who was told, and what each had read when they were
 * here last. People hear by the rules of the notices room, as for anything that happens from now on.
 */
import { sql } from 'kysely'
import type { Filling } from '#demo/open-demo.ts'
import { tellOfActivity } from '#server/notices/room.ts'

/** One line of the log. */
export interface Happened {
  /** Whose act, by key. */
  readonly by: string
  readonly verb: 'thread.opened' | 'post.added' | 'ping.sent'
  readonly object: { readonly kind: 'thread' | 'post' | 'ping'; readonly id: string }
  readonly facts?: Readonly<Record<string, unknown>>
  readonly hoursAgo: number
}

/** Writes what happened into the log, as of then. */
export async function happened(filling: Filling, { by, verb, object, facts = {}, hoursAgo }: Happened): Promise<void> {
  const { work, people, communityId, ago } = filling
  await work.tx
    .insertInto('activity')
    .values({
      community_id: communityId,
      actor_id: people.get(by) as string,
      verb,
      object_kind: object.kind,
      object_id: object.id,
      facts: JSON.stringify(facts),
      at: ago(hoursAgo),
    })
    .execute()
}

/** Tells everybody of everything, and lets them have read it up to their last visit, which ended with their last act. */
export async function settlePast({ work, communityId }: Filling): Promise<void> {
  const told = await work.tx
    .selectFrom('activity')
    .select('id')
    .where('community_id', '=', communityId)
    .orderBy('at')
    .execute()
  for (const { id } of told) await tellOfActivity(work, id)
  await sql`
    delete from notice n using membership m
    where m.community_id = n.community_id and m.person_id = n.person_id and n.at < m.joined_at`.execute(work.tx)
  await sql`
    update membership m set visited_at = greatest(m.visited_at, acts.latest + interval '20 minutes')
    from (select actor_id, max(at) as latest from activity where community_id = ${communityId} group by actor_id) as acts
    where m.community_id = ${communityId} and m.person_id = acts.actor_id`.execute(work.tx)
  await sql`
    insert into thread_read (community_id, thread_id, person_id, read_at)
    select t.community_id, t.id, m.person_id, m.visited_at
    from thread t join membership m on m.community_id = t.community_id and m.visited_at > t.opened_at
    where t.community_id = ${communityId}`.execute(work.tx)
  await sql`
    update notice n set mailed_at = n.at, read_at = case when n.at <= m.visited_at then m.visited_at end
    from membership m where m.community_id = n.community_id and m.person_id = n.person_id`.execute(work.tx)
  // Nobody is mailed today about what was said last week.
  await sql`select graphile_worker.remove_job(key) from graphile_worker.jobs where key like 'gather-replies/%'`.execute(
    work.tx,
  )
}
