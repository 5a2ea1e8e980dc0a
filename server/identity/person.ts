/**
 * A person: somebody with an account. Names, handles and addresses, without any reading or writing.
 */
import { locales } from '#server/platform/i18n.ts'
import { slugOf } from '#server/platform/ids.ts'

/** What a new account is made of. */
export interface NewPerson {
  readonly name: string
  readonly email: string
  /** No mail ever leaves for them. */
  readonly isDemo?: boolean
}

/** A name for a person when only the address is known: `ben.reyes@…` is "Ben Reyes". */
export function nameFromEmail(address: string): string {
  const local = (address.split('@')[0] ?? '').split('+')[0] ?? ''
  const words = local.split(/[._-]+/).filter(Boolean)
  const name = words.map((word) => word.charAt(0).toLocaleUpperCase() + word.slice(1)).join(' ')
  return name.slice(0, 200) || address.slice(0, 200)
}

/** The beginning of a handle: the name in plain letters, or `person` where it has no such letters. */
export function handleStem(name: string): string {
  return slugOf(name).slice(0, 40).replace(/-+$/, '') || 'person'
}

/** The first handle of a stem that is not taken: `ben-reyes`, `ben-reyes-2` … */
export function freeHandle(stem: string, taken: ReadonlySet<string>): string {
  if (!taken.has(stem)) return stem
  let n = 2
  while (taken.has(`${stem}-${n}`)) n += 1
  return `${stem}-${n}`
}

/**
 * The same for many, one after the other: what one gets is taken for those behind. For a thousand people of one name it counts on
 * from the last number.
 */
export function freeHandles(stems: readonly string[], taken: ReadonlySet<string>): string[] {
  const given = new Set(taken)
  const next = new Map<string, number>()
  return stems.map((stem) => {
    let n = next.get(stem) ?? 1
    const nth = () => (n === 1 ? stem : `${stem}-${n}`)
    while (given.has(nth())) n += 1
    const handle = nth()
    given.add(handle)
    next.set(stem, n + 1)
    return handle
  })
}

/** Is this a time zone we can reckon in? */
export function isZone(name: string): boolean {
  return zones().includes(name)
}

/**
 * The zone of that name as we call it, or null where we can't reckon in it. Browsers say `Europe/Kyiv` or `Europe/Kiev` for one
 * and the same.
 */
export function zoneNamed(name: string): string | null {
  if (isZone(name)) return name
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
    return isZone(timeZone) ? timeZone : null
  } catch {
    return null
  }
}

let known: readonly string[] | null = null

/** The time zones one may choose, by IANA name. */
export function zones(): readonly string[] {
  known ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')]
  return known
}

/** Is this a language the site speaks? */
export function isLocale(locale: string): boolean {
  return locales().includes(locale)
}
