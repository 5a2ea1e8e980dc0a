/** A new member says who they are. */
import { sql } from 'kysely'
import type { FirstHourStep } from '#server/platform/first-hour.ts'

export const profileStep: FirstHourStep = {
  key: 'profile',
  place: 30,
  label: (t) => t('Add a photo, and what others may ask you about'),
  path: () => '/account',
  isDone: sql`(me.image is not null and me.ask_me_about <> '')`,
  givesWay: true,
}
