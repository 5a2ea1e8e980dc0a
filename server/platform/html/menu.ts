/** A menu that opens under its button. A `<details>`, so that it works without script; with it, Escape and a click elsewhere close it. */
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'

export interface MenuOptions {
  /** The button's label: words, or a sign with `<span class="unseen">` words. */
  readonly label: Piece
  /** Links and `actButton`s with the class or look `item`; a `rule` class draws a line above one. */
  readonly items: readonly Piece[]
  /** `end` opens towards the start of the line (at the right edge of a page); `dots` is the quiet sign of a row's menu. */
  readonly kind?: string
}

/** A button with a list of links and acts. */
export function menu({ label, items, kind = '' }: MenuOptions): Html {
  return html`<details class="menu ${kind}"><summary>${label}${kind.includes('dots') ? null : icon('chevron', 16)}</summary><ul>${items.map((item) => html`<li>${item}</li>`)}</ul></details>`
}

/** The three dots at a row's end; `name` says whose they are: "More about Ben’s reply". */
export function dotsMenu(name: string, items: readonly Piece[]): Html {
  return menu({ label: html`${icon('more')}<span class="unseen">${name}</span>`, items, kind: 'dots end' })
}
