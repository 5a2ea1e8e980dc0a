/**
 * Who stands around an activity: for each group that rules.ts names, a query that gives `person_id`.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Audience } from '#server/notices/rules.ts'

/** An activity as its rules need it. */
export interface Told {
  readonly id: string
  readonly communityId: string
  readonly actorId: string | null
  readonly verb: string
  readonly threadId: string | null
  readonly postId: string | null
  /** The post that was answered. */
  readonly parentId: string | null
  readonly pingId: string | null
  readonly mentions: readonly string[]
  /** The person it concerns: whose words were moderated, whose name is asked for, or who asked for it. */
  readonly personId: string | null
}

/** The query for one group around one activity. */
export function peopleIn(audience: Audience, told: Told): RawBuilder<{ person_id: string }> {
  return groups[audience](told)
}

const groups: Record<Audience, (told: Told) => RawBuilder<{ person_id: string }>> = {
  'whoever it names': ({ mentions }) => sql`select unnest(${mentions}::uuid[]) as person_id`,

  // Whoever muted the thread hears of it only when named.
  'the author it answers': ({ parentId, threadId }) => sql`
    select p.author_id as person_id from post p
    where p.id = ${parentId}::uuid and not exists (
      select from thread_follow f
      where f.thread_id = ${threadId}::uuid and f.person_id = p.author_id and f.state = 'muted')`,

  // Who began to follow after it was said has read it, or chose not to.
  'followers of its thread': ({ id, threadId }) => sql`
    select f.person_id from thread_follow f
    where f.thread_id = ${threadId}::uuid and f.state = 'following' and f.at <= (select a.at from activity a where a.id = ${id})`,

  // Whose voice it is has agreed to it and need not be told.
  'all members': ({ communityId, pingId }) => sql`
    select m.person_id from membership_shown m
    where m.community_id = ${communityId}
      and m.person_id is distinct from (select g.voice_id from ping g where g.id = ${pingId}::uuid)`,

  'whose words they are': ({ personId }) => sql`select ${personId}::uuid as person_id`,

  'whose name is asked for': ({ personId }) => sql`select ${personId}::uuid as person_id`,

  'whoever asked for the name': ({ personId }) => sql`select ${personId}::uuid as person_id`,
}

/** May this person (a column) read this community now? */
export function readsCommunity(person: string, communityId: string): RawBuilder<boolean> {
  return sql`exists (select from community_reader r where r.community_id = ${communityId}::uuid and r.person_id = ${sql.ref(person)})`
}
