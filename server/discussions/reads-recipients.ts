/**
 * Who stands around what is said.
 */
import { sql } from 'kysely'
import type { Recipients } from '#server/platform/activity.ts'

export const mentionedPeople: Recipients<{ mentions: string[] }> = {
  name: 'mentioned',
  people: ({ facts }) => sql`select unnest(${facts.mentions}::uuid[]) as person_id`,
}

/** Not told where they muted the thread; a mention of them is told all the same. */
export const parentAuthor: Recipients<{ threadId: string; parentId: string | null }> = {
  name: 'author of the post it answers',
  people: ({ facts }) => sql`
    select p.author_id as person_id from post p
    where p.id = ${facts.parentId}::uuid and not exists (
      select from thread_follow f
      where f.thread_id = ${facts.threadId}::uuid and f.person_id = p.author_id and f.state = 'muted')`,
}

/** Only those who followed before the post: later followers have seen it. */
export const followers: Recipients<{ threadId: string }> = {
  name: 'followers of its discussion',
  people: ({ id, facts }) => sql`
    select f.person_id from thread_follow f
    where f.thread_id = ${facts.threadId}::uuid and f.state = 'following' and f.at <= (select a.at from activity a where a.id = ${id})`,
}

export const namedReaders: Recipients<{ threadId: string }> = {
  name: 'people it was written to by name',
  people: ({ facts }) => sql`
    select p.person_id from entry e join audience_person p on p.audience_id = e.audience_id where e.id = ${facts.threadId}::uuid`,
}

export const moderatedAuthor: Recipients<{ personId: string | null }> = {
  name: 'author of what was moderated',
  people: ({ facts }) => sql`select ${facts.personId}::uuid as person_id`,
}

/** Of a new version of a text. Nobody, where the same person saved the version before within the hour: that notice stands for both. */
export const writersAndFollowers: Recipients<{ version: number }> = {
  name: 'writers, and followers of its discussion; once for what one person writes within an hour',
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
