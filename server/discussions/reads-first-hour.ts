/** A new member says hello. */
import { sql } from 'kysely'
import type { FirstHourStep } from '#server/platform/first-hour.ts'

export const helloStep: FirstHourStep = {
  key: 'hello',
  place: 10,
  label: (t) => t('Say hello'),
  path: (root) => `${root}/discussions/new`,
  onlyWith: 'discuss',
  isGreeting: true,
  // Their posts, the latest first, until one is of here: by the community's whole index it would take a hundred times as long.
  isDone: sql`exists (select from (
    select p.community_id from post p where p.author_id = me.id and p.removed_at is null order by p.posted_at desc offset 0
  ) said where said.community_id = c.id)`,
}
