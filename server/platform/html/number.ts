/** Numbers as the reader's language writes them. The formats are kept: making one costs more than a whole row of a list. */
import type { Locale } from '#server/platform/i18n.ts'
import { madeOnce } from '#server/platform/made-once.ts'

const formatOf = madeOnce(
  (locale: Locale, options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale === 'qps' ? 'en' : locale, options),
)

/** "1,059" */
export function numberText(n: number, locale: Locale): string {
  return formatOf(locale, {}).format(n)
}

/** A share from 0 to 1 as "41%". */
export function percentText(share: number, locale: Locale): string {
  return formatOf(locale, { style: 'percent' }).format(share)
}

/** "4 hours", "1 day" */
export function unitText(n: number, unit: 'minute' | 'hour' | 'day', locale: Locale): string {
  return formatOf(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(n)
}

/** Bytes as "2.1 MB"; a few as "357 bytes". */
export function sizeText(bytes: number, locale: Locale): string {
  const steps = [
    [1e9, 'gigabyte'],
    [1e6, 'megabyte'],
    [1e3, 'kilobyte'],
  ] as const
  const [step, unit] = steps.find(([size]) => bytes >= size) ?? ([1, 'byte'] as const)
  const n = bytes / step
  return formatOf(locale, {
    style: 'unit',
    unit,
    // The short form of bytes has no plural in any language.
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: n < 10 && step > 1e3 ? 1 : 0,
  }).format(n)
}
