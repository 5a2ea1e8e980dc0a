/** What is written for a cohort or a circle alone, on its page. */
import { z } from 'zod'
import { type Html, html } from '#server/platform/html/html.ts'
import { listRows } from '#server/platform/html/list.ts'
import { menu } from '#server/platform/html/menu.ts'
import { emptyState, section } from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

export const writtenView = z.object({
  /** What was written for it alone, as far as the reader may read it; the latest first. */
  entries: z.array(z.object({ kind: z.string(), title: z.string(), address: z.string(), at: z.date() })),
  /** The kinds of which the reader may begin one for it, as `thread` or `page`. */
  begins: z.array(z.string()),
})
type Written = z.infer<typeof writtenView>

/** Its list with the ways to begin something there; nothing for readers who have neither. */
export function writtenPart(
  { entries, begins }: Written,
  words: { readonly title: string; readonly none: string; readonly says: string },
  group: { readonly slug: string; readonly id: string },
  screen: Screen,
): Html | null {
  const { t, declared } = screen
  if (entries.length === 0 && begins.length === 0) return null
  const links = (look: 'button' | 'item') =>
    begins.flatMap((kind) => {
      const way = declared.kinds.get(kind)?.begunForGroup
      return way
        ? [html`<a class="${look}" href="${way.address(group.slug)}?group=${group.id}">${way.label(t)}</a>`]
        : []
    })
  const lines = entries.map(({ kind, title, address, at }) => ({
    href: address,
    title,
    about: declared.kinds.get(kind)?.name(t),
    after: timeTag(at, screen),
  }))
  return section({
    id: 'written',
    title: words.title,
    more: lines.length > 0 && begins.length > 0 ? menu({ label: t('New'), items: links('item'), kind: 'end' }) : null,
    inside:
      lines.length > 0 ? listRows(lines) : emptyState({ title: words.none, says: words.says, act: links('button') }),
  })
}
