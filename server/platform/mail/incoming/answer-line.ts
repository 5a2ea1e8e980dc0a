/** The line at the head of every mail that can be answered. What stands below it in an answer is our own mail. Pure. */
import { type Locale, locales, type Translate, translator } from '#server/platform/i18n.ts'
import { madeOnce } from '#server/platform/made-once.ts'

/** The line, in the reader's language. */
export function answerLine(t: Translate): string {
  return `— ${sentence(t)} —`
}

const sentence = (t: Translate) => t('Write your answer above this line')

const known = madeOnce((locale: Locale) => wordsOf(sentence(translator(locale))))

/** Tells the line in every language, as programs may change the marks around it. */
export function ourLines(): (bare: string) => boolean {
  const all = new Set(locales().map(known))
  return (bare) => bare.length < 200 && all.has(wordsOf(bare))
}

function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
