/**
 * Every recurring task, on one page. Five fields of cron, in UTC.
 */
import { renewTextsTask } from '#server/platform/markdown/stored-texts.ts'
import type { Recurring } from '#server/platform/room.ts'

export const schedule: readonly Recurring[] = [
  { task: 'draw-previews', cron: '*/5 * * * *' },
  { task: 'invite-waiting', cron: '40 * * * *' },
  { task: 'note-bounces', cron: '*/15 * * * *' },
  { task: 'note-readings', cron: '*/5 * * * *' },
  { task: 'sweep-files', cron: '25 * * * *' },
  { task: 'sweep-idempotency-keys', cron: '40 3 * * *' },
  { task: 'sweep-identity', cron: '10 3 * * *' },
  { task: 'sweep-pings', cron: '* * * * *' },
]

/** Tasks that every worker sets going as it starts, and does not wait for. */
export const atStart: readonly string[] = [renewTextsTask]
