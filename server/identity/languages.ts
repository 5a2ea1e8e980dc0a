/**
 * The languages that people speak: written by their names, kept as two-letter codes.
 */
import { locales } from '#server/platform/i18n.ts'
import type { FieldProblems } from '#server/platform/refuse.ts'

/** ISO 639-1. */
const codes =
  'aa ab af ak am ar as ay az ba be bg bm bn bo br bs ca ce co cs cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu ha he hi hr ht hu hy id ig is it iu ja jv ka kk kl km kn ko ku kw ky la lb lg ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no ny oc om or os pa pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt ug uk ur uz vi wo xh yi yo zh zu'.split(
    ' ',
  )

/** The most that one may name. */
const mostLanguages = 12

const namesIn = (locale: string) => new Intl.DisplayNames([locale], { type: 'language' })
const bare = (name: string) => name.normalize('NFKC').toLowerCase().trim()

let known: ReadonlyMap<string, string> | null = null

/** Codes by every name we know of a language: in the languages of the site, in its own, and the code itself. */
function codesByName(): ReadonlyMap<string, string> {
  known ??= new Map(
    codes.flatMap((code) =>
      [...locales(), code].flatMap((locale) => {
        const name = namesIn(locale).of(code)
        return name ? ([[bare(name), code]] as const) : []
      }),
    ),
  )
  return known
}

/** What a language is called, as its reader's language has it. */
export function languageName(code: string, locale: string): string {
  return namesIn(locale).of(code) ?? code
}

/** Names of languages between commas. */
export function languageNames(languages: readonly string[], locale: string): string {
  return languages.map((code) => languageName(code, locale)).join(', ')
}

/** Reads names or codes between commas. @returns codes, each once; or the problem with the field */
export function languagesFrom(text: string): { languages: string[] } | { problem: FieldProblems[string] } {
  const names = text
    .split(/[,;/\n、،]/u)
    .map((name) => name.trim())
    .filter(Boolean)
  const languages = new Set<string>()
  for (const name of names) {
    const code = codes.includes(bare(name)) ? bare(name) : codesByName().get(bare(name))
    if (!code)
      return { problem: { says: 'We know no language called “{name}”. Write them between commas.', values: { name } } }
    languages.add(code)
  }
  if (languages.size > mostLanguages)
    return { problem: { says: 'That is too many: at most {most, number}.', values: { most: mostLanguages } } }
  return { languages: [...languages] }
}
