/** Who stands around a working page. */
import { sql } from 'kysely'
import type { Recipients } from '#server/platform/activity.ts'

/** Whoever saves again within the hour, and nobody between, is at the same work, of which the others have heard. */
export const whoWritesOrFollows: Recipients<{ version: number }> = {
  name: 'who wrote in it or follows its discussion, once for what one person writes within an hour',
  people: ({ id, objectId, facts }) => sql`
    with saved as (
      select v.* from body b join body_version v on v.body_id = b.id where b.entry_id = ${objectId}::uuid
    ), follow as (
      select f.* from thread t join thread_follow f on f.thread_id = t.id where t.entry_id = ${objectId}::uuid
    )
    select heard.person_id from (
      select author_id as person_id from saved union select person_id from follow where state = 'following'
    ) heard
    where not exists (select from follow f where f.state = 'muted' and f.person_id = heard.person_id)
    and not exists (
      select from saved s join activity a on a.id = ${id} and s.author_id = a.actor_id
      where s.version = ${facts.version - 1} and s.saved_at > a.at - interval '1 hour')`,
}
