/** What is written for a cohort or a circle alone, on its page. */
import { z } from 'zod'
import { type Html, html } from '#server/platform/html/html.ts'
import { listRows } from '#server/platform/html/list.ts'
import { emptyState, section } from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

export const writtenView = z.object({
  /** What was written for it alone, as far as the reader may read it; the latest first. */
  entries: z.array(z.object({ kind: z.string(), title: z.string(), address: z.string(), at: z.date() })),
  /** May the reader write for it, too? */
  mayWrite: z.boolean(),
})
type Written = z.infer<typeof writtenView>

/** Its list with the way to begin a discussion there; nothing for readers who have neither. */
export function writtenPart(
  { entries, mayWrite }: Written,
  words: { readonly title: string; readonly none: string; readonly says: string },
  group: { readonly slug: string; readonly id: string },
  screen: Screen,
): Html | null {
  const { t, declared } = screen
  if (entries.length === 0 && !mayWrite) return null
  const begin = mayWrite
    ? html`<a class="button" href="/c/${group.slug}/discussions/new?group=${group.id}">${t('Start a discussion')}</a>`
    : null
  const lines = entries.map(({ kind, title, address, at }) => ({
    href: address,
    title,
    about: declared.kinds.get(kind)?.name(t),
    after: timeTag(at, screen),
  }))
  return section({
    id: 'written',
    title: words.title,
    more: lines.length > 0 ? begin : null,
    inside: lines.length > 0 ? listRows(lines) : emptyState({ title: words.none, says: words.says, act: begin }),
  })
}
