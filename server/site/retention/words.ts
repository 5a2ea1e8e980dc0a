/** How long something is kept, in words. */
import type { Translate } from '#server/platform/i18n.ts'

/** "6 months", "2 years". */
export function timeInWords(months: number, t: Translate): string {
  return months % 12 === 0
    ? t('{n, plural, one {# year} other {# years}}', { n: months / 12 })
    : t('{n, plural, one {# month} other {# months}}', { n: months })
}
