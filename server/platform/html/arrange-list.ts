/**
 * A list that a member orders by dragging. Each entry has buttons for that too, for the keyboard and without script;
 * web/elements/arrange-list.ts adds a handle to each, and sends the new order.
 */
import { formContextFor, formKeys, problemSummary } from '#server/platform/html/form.ts'
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import { leadingStyles } from '#server/platform/html/leading-styles.ts'
import type { Screen } from '#server/platform/screen.ts'

/** One entry: its key, its name for a screen reader, and its content. */
export interface Arrangeable {
  readonly key: string
  readonly inside: Piece
  /** A class of its own. */
  readonly look?: string
}

/** An ordered list whose order is sent to `action` (see platform/order.ts). One entry alone has no order. */
export function arrangeList(
  screen: Screen,
  { action, look, items }: { action: string; look: string; items: readonly Arrangeable[] },
): Html {
  const list = html`${leadingStyles()}<ol class="${look}">${items.map(({ key, inside, look: own }) => html`<li data-key="${key}" ${attr('class', own)}>${inside}</li>`)}</ol>`
  if (items.length < 2) return list
  const was = items.map(({ key }) => key).join(' ')
  return html`<arrange-list data-drag="${screen.t('Drag to another place')}">${problemSummary(formContextFor(screen, action))}${list}<form method="post" action="${action}" hidden>${formKeys(screen, action)}<input type="hidden" name="was" value="${was}"><input type="hidden" name="order" value="${was}"></form></arrange-list>`
}
