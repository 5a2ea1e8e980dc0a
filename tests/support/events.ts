/** Events for tests. */
import type { CastName } from '#tests/support/cast.ts'
import { created } from '#tests/support/created.ts'
import type { Site } from '#tests/support/site.ts'

/** What the form of an event sends. */
export type EventWords = Readonly<Record<string, string | readonly string[]>>

export const usualEvent: EventWords = {
  title: 'Case clinic',
  startsAt: '2031-01-07T10:00',
  endsAt: '2031-01-07T11:00',
  zone: 'Europe/Berlin',
}

/** Plans an event in the cast's community. */
export async function planOne(
  site: Site,
  words: EventWords = {},
  who: CastName = 'ada',
): Promise<{ id: string; address: string }> {
  return created(site.as(who).send(`/c/${site.cast.community.slug}/events`, { ...usualEvent, ...words }))
}
