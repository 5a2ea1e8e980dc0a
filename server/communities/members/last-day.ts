/** The last day of a guest, of the end of a day where the community is. Other zones may have another day then. */
import { timeText } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

function justBefore(endsAt: Date): Date {
  return new Date(endsAt.getTime() - 1)
}

/** "3 December 2026". */
export function lastDayText(endsAt: Date, { zone }: { readonly zone: string }, { t, actor }: Screen): string {
  return timeText(justBefore(endsAt), { t, actor: { ...actor, zone } }, 'day')
}

/** As a field for days has it: `2026-12-03`. */
export function lastDayField(endsAt: Date, { zone }: { readonly zone: string }): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(justBefore(endsAt))
}
