/** Who stands around a working page. */
import { sql } from 'kysely'
import type { Recipients } from '#server/platform/activity.ts'

/** Whoever saves again within the hour, and nobody between, is at the same work, of which the others have heard. */
export const whoWritesOrFollows: Recipients<{ version: number }> = {
  name: 'who wrote in it or follows its discussion, once for what one person writes within an hour',
  people: ({ id, objectId, facts }) => sql`
    with saved as (
      select v.* from body b join body_version v on v.body_id = b.id where b.entry_id = ${objectId}::uuid
    )
    select heard.person_id from (
      select author_id as person_id from saved
      union select f.person_id from thread t join thread_follow f on f.thread_id = t.id and f.state = 'following'
        where t.entry_id = ${objectId}::uuid
    ) heard
    where not exists (
      select from thread t join thread_follow f on f.thread_id = t.id and f.state = 'muted'
      where t.entry_id = ${objectId}::uuid and f.person_id = heard.person_id)
    and not exists (
      select from saved s join activity a on a.id = ${id} and s.author_id = a.actor_id
      where s.version = ${facts.version - 1} and s.saved_at > a.at - interval '1 hour')`,
}
