/**
 * Who stands around what is said.
 */
import { sql } from 'kysely'
import type { Recipients } from '#server/platform/activity.ts'

export const whoeverIsNamed: Recipients<{ mentions: string[] }> = {
  name: 'whoever it names',
  people: ({ facts }) => sql`select unnest(${facts.mentions}::uuid[]) as person_id`,
}

/** Whoever muted the thread hears of it only when named. */
export const authorAnswered: Recipients<{ threadId: string; parentId: string | null }> = {
  name: 'the author it answers',
  people: ({ facts }) => sql`
    select p.author_id as person_id from post p
    where p.id = ${facts.parentId}::uuid and not exists (
      select from thread_follow f
      where f.thread_id = ${facts.threadId}::uuid and f.person_id = p.author_id and f.state = 'muted')`,
}

/** Who began to follow after it was said has read it, or chose not to. */
export const followers: Recipients<{ threadId: string }> = {
  name: 'followers of its discussion',
  people: ({ id, facts }) => sql`
    select f.person_id from thread_follow f
    where f.thread_id = ${facts.threadId}::uuid and f.state = 'following' and f.at <= (select a.at from activity a where a.id = ${id})`,
}

export const whoseWords: Recipients<{ personId: string | null }> = {
  name: 'whose words they are',
  people: ({ facts }) => sql`select ${facts.personId}::uuid as person_id`,
}
