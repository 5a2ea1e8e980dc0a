/**
 * The languages that people speak: written by their names, kept as two-letter codes.
 */
import { locales } from '#server/platform/i18n.ts'
import { madeOnce } from '#server/platform/made-once.ts'
import type { FieldProblems } from '#server/platform/refuse.ts'
import { folded } from '#server/platform/words.ts'

/** The most that one may name. */
const mostLanguages = 12

const namesIn = madeOnce((locale: string) => new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' }))
const bare = (name: string) => name.normalize('NFKC').toLowerCase().trim()

/** Names that people use and the standard does not. */
const otherNames = { farsi: 'fa', mandarin: 'zh', tagalog: 'tl' }

/** The two-letter codes (ISO 639-1) that have a name. Former codes of a language that has another now are left out. */
function codes(): string[] {
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  const isFormer = (code: string) => Intl.getCanonicalLocales(code).some((now) => now.length === 2 && now !== code)
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => namesIn('en').of(code) && !isFormer(code))
}

/** Codes by every name we know of a language: in the languages of the site, in its own, and the code itself. */
const codesByName = madeOnce((): ReadonlyMap<string, string> => {
  const all = codes()
  const named = all.flatMap((code) =>
    [...locales(), code].map((locale) => [bare(languageName(code, locale)), code] as const),
  )
  return new Map([...Object.entries(otherNames), ...named, ...all.map((code) => [code, code] as const)])
})

/** The codes of languages whose name begins so. Of fewer than four letters nothing tells that a language is meant. */
export function languagesCalled(word: string): string[] {
  if (word.length < 4) return []
  const found = [...codesByName()].flatMap(([name, code]) => (folded(name).startsWith(word) ? [code] : []))
  return [...new Set(found)]
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
    const code = codesByName().get(bare(name))
    if (!code)
      return { problem: { says: 'We know no language called “{name}”. Write them between commas.', values: { name } } }
    languages.add(code)
  }
  if (languages.size > mostLanguages)
    return { problem: { says: 'That is too many: at most {most, number}.', values: { most: mostLanguages } } }
  return { languages: [...languages] }
}
