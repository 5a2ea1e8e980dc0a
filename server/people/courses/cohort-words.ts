/** The days of a cohort in words. A day of the calendar is the same for every reader, whatever their zone. */
import type { Day } from '#server/people/courses/course.ts'
import { timeText } from '#server/platform/html/time.ts'
import type { Translate } from '#server/platform/i18n.ts'

/** "7 December 2026" */
export function dayText(day: string, t: Pick<Translate, 'locale'>): string {
  const noon = new Date(`${day}T12:00:00Z`)
  return timeText(noon, { t, actor: { zone: 'UTC', now: noon } }, 'day')
}

/** "7 December 2026 to 26 February 2027"; null where neither day is set. */
export function lastsText({ startsOn, endsOn }: { startsOn: Day; endsOn: Day }, t: Translate): string | null {
  if (startsOn && endsOn) return t('{start} to {end}', { start: dayText(startsOn, t), end: dayText(endsOn, t) })
  if (startsOn) return t('from {start}', { start: dayText(startsOn, t) })
  return endsOn ? t('until {end}', { end: dayText(endsOn, t) }) : null
}
