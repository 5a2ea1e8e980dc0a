/**
 * Who stands around what is said.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Recipients } from '#server/platform/activity.ts'

export const mentionedPeople: Recipients<{ mentions: string[] }> = {
  name: 'mentioned',
  people: ({ facts }) => sql`select unnest(${facts.mentions}::uuid[]) as person_id`,
}

/**
 * The condition that somebody muted a topic of a discussion and does not follow the discussion itself: then they get no
 * notice of it but a mention.
 */
export function isSilenced(threadId: string, personId: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`(exists (
      select from thread h join entry_topic x on x.entry_id = h.entry_id join talk_topic k on k.id = x.topic_id
        join topic_within w on w.topic_id = k.id
        join topic_follow m on m.topic_id = w.within_id and m.state = 'muted'
      where h.id = ${threadId}::uuid and m.person_id = ${personId})
    and not exists (
      select from thread_follow own
      where own.thread_id = ${threadId}::uuid and own.person_id = ${personId} and own.state = 'following'))`
}

/** Not told where they muted the thread or a topic of it; a mention of them is told all the same. */
export const parentAuthor: Recipients<{ threadId: string; parentId: string | null }> = {
  name: 'author of the post it answers',
  people: ({ facts }) => sql`
    select p.author_id as person_id from post p
    where p.id = ${facts.parentId}::uuid and not exists (
      select from thread_follow f
      where f.thread_id = ${facts.threadId}::uuid and f.person_id = p.author_id and f.state = 'muted')
      and not ${isSilenced(facts.threadId, sql`p.author_id`)}`,
}

/** Only those who followed before the post: later followers have seen it. */
export const followers: Recipients<{ threadId: string }> = {
  name: 'followers of its discussion',
  people: ({ id, facts }) => sql`
    select f.person_id from thread_follow f
    where f.thread_id = ${facts.threadId}::uuid and f.state = 'following' and f.at <= (select a.at from activity a where a.id = ${id})`,
}

/** Who follows one of these topics, or what it is part of, and mutes none of the discussion's. */
function followersOf(threadId: string, topics: RawBuilder<unknown>): RawBuilder<{ person_id: string }> {
  return sql`
    select distinct f.person_id from (${topics}) x (id) join talk_topic k on k.id = x.id join topic_within w on w.topic_id = k.id
      join topic_follow f on f.topic_id = w.within_id and f.state = 'following'
    where not ${isSilenced(threadId, sql`f.person_id`)}
      and not exists (
        select from thread_follow t where t.thread_id = ${threadId}::uuid and t.person_id = f.person_id and t.state = 'muted')`
}

export const topicFollowers: Recipients<{ threadId: string; topicIds?: string[] | undefined }> = {
  name: 'followers of its topics',
  people: ({ facts: { threadId, topicIds = [] } }) => followersOf(threadId, sql`select unnest(${topicIds}::uuid[])`),
}

/** Of a discussion that is still new: whoever got a notice of it already, or has read it, gets none. */
export const followersOfNewTopics: Recipients<{ threadId: string; topicIds: string[] }> = {
  name: 'followers of these topics, within a week after it was started; none who had a notice of it or read it',
  people: ({ facts }) => sql`
    select f.person_id from (${followersOf(facts.threadId, sql`select unnest(${facts.topicIds}::uuid[])`)}) f
    where exists (select from thread t where t.id = ${facts.threadId}::uuid and t.opened_at > app_now() - interval '7 days'
        and t.opened_by is distinct from f.person_id)
      and not exists (select from notice n where n.person_id = f.person_id and n.entry_id = ${facts.threadId}::uuid)
      and not exists (select from entry_read r where r.person_id = f.person_id and r.entry_id = ${facts.threadId}::uuid)`,
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

/** Of posts that a moderator put in order. */
export const authorsNamed: Recipients<{ personIds: string[] }> = {
  name: 'authors of the posts',
  people: ({ facts }) => sql`select unnest(${facts.personIds}::uuid[]) as person_id`,
}

/** Those who may read the posts where they are now get a notice there. */
export const awayReaders: Recipients<{ personIds: string[]; toId: string }> = {
  name: 'authors of the posts who may not read them where they are now',
  people: ({ facts }) => sql`
    select x.person_id from unnest(${facts.personIds}::uuid[]) x (person_id)
    where not exists (select from entry_reader r where r.entry_id = ${facts.toId}::uuid and r.person_id = x.person_id)`,
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

export const askedPeople: Recipients<{ threadId: string }> = {
  name: 'people of whom the question is asked again',
  people: ({ facts }) => sql`select q.person_id from question_asked q where q.thread_id = ${facts.threadId}::uuid`,
}

/** Of a notice `n`: what its reader said one may ask them about. */
export const whatOneOffered = sql<string | null>`(select x.ask_me_about from person x where x.id = n.person_id)`
