/** What a person takes along of this room: their own words, and their reactions. */
import { sql } from 'kysely'
import { isLedOn } from '#server/discussions/reads-access.ts'
import type { OwnData } from '#server/platform/own-data.ts'

export const discussionsOwnData: readonly OwnData[] = [
  {
    name: 'posts',
    place: 40,
    says: (t) => t('What you wrote in discussions, in Markdown'),
    // What was moved to another community is there once, as it stands there.
    // The title is somebody else's, so it stands there only as long as they may read it.
    of: (personId) => sql`
      select p.id, c.name as community, p.thread_id as thread, (
          select e.title from entry e join entry_reader r on r.entry_id = e.id and r.person_id = ${personId} where e.id = t.entry_id
        ) as title, p.source as markdown, p.posted_at as "postedAt", p.edited_at as "editedAt", p.removed_at as "removedAt"
      from post p join thread t on t.id = p.thread_id join community_shown c on c.id = p.community_id
      where p.author_id = ${personId} and not ${isLedOn} order by p.posted_at, p.id`,
  },
  {
    name: 'reactions',
    place: 41,
    says: (t) => t('Your reactions to posts'),
    of: (personId) => sql`
      select x.kind, x.post_id as post, c.name as community, x.at from reaction x join community_shown c on c.id = x.community_id
      where x.person_id = ${personId} order by x.at, x.post_id, x.kind`,
  },
]
