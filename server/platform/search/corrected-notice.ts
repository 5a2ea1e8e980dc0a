/** What a list says that was found by other words than those that were typed. */
import type { Html } from '#server/platform/html/html.ts'
import { notice } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

/** Says what was looked for instead; nothing, where that is what was typed. */
export function correctedNotice(typed: string, corrected: string | null, { t }: Screen): Html | null {
  if (corrected === null) return null
  return notice(t('Nothing has “{words}”. This has “{other}”.', { words: typed, other: corrected }))
}
