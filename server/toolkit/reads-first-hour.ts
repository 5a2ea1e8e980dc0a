/** A new member finds something to try in the Toolkit: one that they read what is said below counts by itself. */
import { sql } from 'kysely'
import type { FirstHourStep } from '#server/platform/first-hour.ts'

export const tryStep: FirstHourStep = {
  key: 'toolkit',
  place: 40,
  label: (t) => t('Find one thing in the Toolkit to try this week'),
  path: (root) => `${root}/toolkit`,
  isThere: sql`exists (select from entry_open e where e.community_id = c.id and e.kind = 'resource' and e.audience_id is null)`,
  isDone: sql`exists (select from entry_read x join entry e on e.id = x.entry_id
    where x.person_id = me.id and e.community_id = c.id and e.kind = 'resource')`,
  givesWay: true,
  mayTick: true,
}
