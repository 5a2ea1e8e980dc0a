/** Where posts of a discussion were that were split off, it says where they are now. */
import type { SplitMark } from '#server/discussions/order/split-views.ts'
import type { ThreadOnPage } from '#server/discussions/post-buttons.ts'
import { discussionsAddress } from '#server/discussions/thread.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { notice } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** The id of a mark on a page. */
export function markAnchor(actId: string): string {
  return `split-${shortId(actId)}`
}

/** "3 posts moved to “…”", as an item of the list of posts. */
export function markItem(
  mark: SplitMark,
  { community }: Pick<ThreadOnPage, 'community'>,
  { t }: Pick<Screen, 't'>,
): Html {
  const address = `${discussionsAddress(community.slug)}/${shortId(mark.threadId)}`
  const says = t('{n, plural, one {# post} other {# posts}} moved to {title}', { n: mark.posts, ...holes('title') })
  const link = html`<a href="${address}">${mark.title ?? t('another discussion')}</a>`
  return html`<li id="${markAnchor(mark.id)}" data-order="${mark.order}">${notice(sentence(says, { title: link }))}</li>`
}

/**
 * Items of a page with the marks that stand among them, in their order.
 * @param page are there posts before it, or after it?
 */
export function withMarks(
  items: readonly { readonly order: string; readonly item: Html }[],
  marks: readonly { readonly order: string; readonly item: Html }[],
  page: { readonly before: string | null; readonly after: string | null },
): readonly Html[] {
  const at = ({ order }: { readonly order: string }) => BigInt(order)
  const [first, last] = [items[0], items.at(-1)]
  const here = marks.filter(
    (mark) => (!page.before || !first || at(mark) >= at(first)) && (!page.after || !last || at(mark) <= at(last)),
  )
  const all = [...items, ...here]
  return all.toSorted((one, other) => (at(one) < at(other) ? -1 : at(one) > at(other) ? 1 : 0)).map(({ item }) => item)
}
