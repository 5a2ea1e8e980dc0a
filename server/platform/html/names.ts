/** Names in a sentence. */
import type { Translate } from '#server/platform/i18n.ts'
import { madeOnce } from '#server/platform/made-once.ts'

const format = madeOnce((locale: string) => new Intl.ListFormat(locale === 'qps' ? 'en' : locale))

/** Names as a sentence has them: "Ada, Ben and Cleo". */
export function namesText(names: readonly string[], { locale }: Pick<Translate, 'locale'>): string {
  return format(locale).format(names)
}
