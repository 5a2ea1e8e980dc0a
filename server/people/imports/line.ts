/**
 * One line of a file of people, read: whom it is about, what it says of them, and where they belong. Pure.
 */
import { isLocale, zoneNamed } from '#server/identity/room.ts'
import type { Field } from '#server/people/imports/field.ts'
import { foreignLetters, isAddress, isNewAddress, plainAddress } from '#server/platform/mail-address.ts'
import type { FieldProblems } from '#server/platform/refuse.ts'
import { isNaming } from '#server/platform/words.ts'

/** Why a line is refused, or what to know about it: an English message with its values. */
export type Why = FieldProblems[string]

/** What a file says of a person; what is left blank is not in it, and changes nothing. */
export interface ProfileWords {
  readonly name?: string
  readonly title?: string
  readonly location?: string
  readonly timeZone?: string
  readonly locale?: string
  /** In fields of the site's own, by the name of the column: `custom_<key>`. */
  readonly custom?: Readonly<Record<string, string>>
}

/** A community, or one of its cohorts, as a line names it. */
export interface GroupName {
  readonly slug: string
  /** The name of the cohort; null for the community itself. */
  readonly cohort: string | null
}

/** What a line says. */
export interface LineRead {
  readonly email: string
  readonly externalId: string | null
  /** The address of the person to whom they report; null where it says nothing. */
  readonly manager: string | null
  readonly profile: ProfileWords
  /** A first name without a last one, or a last one without a first one. */
  readonly hasHalfName: boolean
  /** The role as it was written; '' for none. */
  readonly role: string
  readonly groups: readonly GroupName[]
}

export type LineOutcome = { readonly ok: true; readonly value: LineRead } | { readonly ok: false; readonly why: Why }

const most = { name: 200, title: 120, location: 120, external_id: 200, role: 120, groups: 4000 } as const
/** Longest value in a field of the site's own. */
const mostCustom = 300

/** Reads the cells of a line by what its columns hold. */
export function readLine(cells: readonly string[], columns: readonly string[], header: readonly string[]): LineOutcome {
  if (cells.length > columns.length) {
    return no({
      says: 'This line has {n, number} cells and the header has {most, number}. Perhaps a quotation mark is missing.',
      values: {
        n: cells.length,
        most: columns.length,
      },
    })
  }
  if (cells.every((cell, i) => cell === header[i])) return no({ says: 'This line is the header once more.' })
  const said = (field: Field) => clean(cells[columns.indexOf(field)] ?? '')
  const typed = said('email')
  if (typed === '') return no({ says: 'There is no mail address in this line.' })
  if (!isAddress(typed)) return no({ says: '“{text}” is not a mail address.', values: { text: typed.slice(0, 100) } })
  const email = plainAddress(typed)
  if (!isNewAddress(email)) return no({ says: foreignLetters })
  const tooLong = (Object.keys(most) as (keyof typeof most)[]).find((field) => said(field).length > most[field])
  if (tooLong) {
    return no({
      says: 'The text below “{column}” is too long: at most {most, number} characters.',
      values: {
        column: header[columns.indexOf(tooLong)] ?? tooLong,
        most: most[tooLong],
      },
    })
  }
  const custom = customOf(columns, said)
  const long = Object.keys(custom).find((field) => (custom[field] ?? '').length > mostCustom)
  if (long)
    return no({
      says: 'The text below “{column}” is too long: at most {most, number} characters.',
      values: { column: header[columns.indexOf(long)] ?? long, most: mostCustom },
    })
  const manager = said('manager_email')
  if (manager !== '' && !isAddress(manager))
    return no({ says: '“{text}” is not a mail address.', values: { text: manager.slice(0, 100) } })
  if (manager !== '' && plainAddress(manager) === email) return no({ says: 'Nobody is their own manager.' })
  const name = nameOf(said('name'), said('first_name'), said('last_name'))
  if (name.whole.length > most.name)
    return no({ says: 'This name is too long: at most {most, number} characters.', values: { most: most.name } })
  if (name.whole !== '' && !isNaming(name.whole)) return no({ says: 'A name holds at least one letter or digit.' })
  const zone = said('time_zone')
  const timeZone = zone === '' ? undefined : (zoneNamed(zone) ?? null)
  if (timeZone === null)
    return no({
      says: '“{text}” is not a time zone. Write it like Europe/Berlin.',
      values: { text: zone.slice(0, 100) },
    })
  const language = said('locale')
  const locale = language === '' ? undefined : localeOf(language)
  if (locale === null)
    return no({ says: 'This site does not speak the language “{text}”.', values: { text: language.slice(0, 100) } })
  const groups = groupsOf(said('groups'))
  if (typeof groups === 'string') {
    return no({
      says: '“{text}” is not a group. Write community:ADDRESS or cohort:ADDRESS/NAME, with | between several.',
      values: {
        text: groups.slice(0, 100),
      },
    })
  }
  const profile = {
    name: name.whole || undefined,
    title: said('title') || undefined,
    location: said('location') || undefined,
    timeZone,
    locale,
    custom: Object.keys(custom).length > 0 ? custom : undefined,
  }
  return {
    ok: true,
    value: {
      email,
      externalId: said('external_id') || null,
      manager: manager === '' ? null : plainAddress(manager),
      profile: JSON.parse(JSON.stringify(profile)),
      hasHalfName: name.isHalf,
      role: said('role'),
      groups,
    },
  }
}

function no(why: Why): LineOutcome {
  return { ok: false, why }
}

/** What a line says in fields of the site's own. */
function customOf(columns: readonly string[], said: (field: Field) => string): Record<string, string> {
  const own = columns.filter((field): field is `custom_${string}` => field.startsWith('custom_'))
  return Object.fromEntries(own.map((field) => [field, said(field)]).filter(([, value]) => value !== ''))
}

/** A cell on one line, without marks that turn letters around. */
function clean(cell: string): string {
  return cell
    .normalize('NFC')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

function nameOf(whole: string, first: string, last: string): { whole: string; isHalf: boolean } {
  if (whole) return { whole, isHalf: false }
  const isHalf = (first === '') !== (last === '')
  return { whole: isHalf ? '' : [first, last].filter(Boolean).join(' '), isHalf }
}

function localeOf(written: string): string | null {
  const plain = written.toLowerCase().replace('_', '-')
  return [plain, plain.split('-')[0] ?? ''].find(isLocale) ?? null
}

/** The groups of a line, or the first word that names none. */
function groupsOf(text: string): GroupName[] | string {
  const found: GroupName[] = []
  for (const one of text.split('|').map((part) => part.trim())) {
    if (one === '') continue
    const [, kind, slug = '', cohort] = /^(community|cohort)\s*:\s*([a-z0-9-]+)(?:\s*\/\s*(.+))?$/i.exec(one) ?? []
    const isWhole = kind?.toLowerCase() === 'cohort' ? cohort !== undefined : kind && cohort === undefined
    if (!isWhole) return one
    found.push({ slug: slug.toLowerCase(), cohort: cohort ?? null })
  }
  return found
}
