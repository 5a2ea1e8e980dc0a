/**
 * Words in the reader's language. A message is keyed by its English text, in ICU message format,
 * so that templates stay readable: `t('{n, plural, one {# reply} other {# replies}}', { n })`.
 * A language is a folder under `locales/` with one file of messages for each room; English needs none.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { type Formatters, IntlMessageFormat } from 'intl-messageformat'
import { isolated } from '#server/platform/direction.ts'
import { madeOnce } from '#server/platform/made-once.ts'

export type Locale = string
export type MessageValues = Record<string, string | number | Date>

/** Says a message in one language. `t.locale` is the language's tag. */
export interface Translate {
  (english: string, values?: MessageValues): string
  readonly locale: Locale
}

const folder = new URL('../../locales/', import.meta.url)
const catalogues = new Map<Locale, Map<string, string>>()
type Message = IntlMessageFormat | string

for (const entry of readdirSync(folder, { withFileTypes: true })) {
  if (!entry.isDirectory()) continue
  const messages = new Map<string, string>()
  for (const file of readdirSync(new URL(`${entry.name}/`, folder))) {
    const texts: Record<string, string> = JSON.parse(readFileSync(new URL(`${entry.name}/${file}`, folder), 'utf8'))
    for (const [english, text] of Object.entries(texts)) messages.set(english, text)
  }
  catalogues.set(entry.name, messages)
}

/** The languages a person may choose: English, and each folder under `locales/`. */
export function locales(): Locale[] {
  return ['en', ...catalogues.keys()]
}

/** The first language we have among those asked for (`de-AT, en;q=0.8` as an Accept-Language header says it), or English. */
export function chooseLocale(asked: string | null | undefined): Locale {
  const wanted = (asked ?? '')
    .split(',')
    .slice(0, 20)
    .map((part) => {
      const [tag = '', q = 'q=1'] = part.trim().split(';')
      return { tag: tag.trim().toLowerCase(), weight: Number(q.trim().slice(2)) || 0 }
    })
    // A weight of 0 says: any language but this one.
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { tag } of wanted) {
    const language = tag.split('-')[0] ?? ''
    if (language === 'en' || catalogues.has(language)) return language
  }
  return 'en'
}

/** The translator of one language; `qps` is the pseudo-locale of the tests, whose every message is bracketed and lengthened. */
export const translator = madeOnce((locale: Locale): Translate => {
  const known = new Map<string, Message>()
  const say = (english: string, values?: MessageValues) => {
    const message = known.get(english) ?? messageOf(locale, english)
    known.set(english, message)
    const said = typeof message === 'string' ? message : String(message.format(values && apart(values)))
    return locale === 'qps' ? pseudo(said) : said
  }
  return Object.assign(say, { locale })
})

/** Names and titles that run right to left, kept from turning the sentence they stand in. */
function apart(values: MessageValues): MessageValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? isolated(value) : value]),
  )
}

function messageOf(locale: Locale, english: string): Message {
  const text = catalogues.get(locale)?.get(english) ?? english
  return /[{}'<]/.test(text)
    ? new IntlMessageFormat(text, locale === 'qps' ? 'en' : locale, undefined, { ignoreTag: true, formatters })
    : text
}

/** Shared by all messages: each of these takes longer to make than a whole page, and holds memory. */
const formatters: Formatters = {
  getNumberFormat: madeOnce((...terms) => new Intl.NumberFormat(...terms)),
  getDateTimeFormat: madeOnce((...terms) => new Intl.DateTimeFormat(...terms)),
  getPluralRules: madeOnce((...terms) => new Intl.PluralRules(...terms)),
}

const accents: Record<string, string> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', A: 'Á', E: 'É', O: 'Ó', U: 'Ú' }

function pseudo(said: string): string {
  return `[${said.replace(/[aeiouAEOU]/g, (c) => accents[c] ?? c)}${'~'.repeat(Math.ceil(said.length / 3))}]`
}
