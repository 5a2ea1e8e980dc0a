/** The style sheet of what only leaders see: lists to put in order, people about to be added. */
import { assets } from '#server/platform/html/assets.ts'
import { type Html, html } from '#server/platform/html/html.ts'

/** Stands before the first part of a page that is drawn by `web/styles/leading.css`. */
export function leadingStyles(): Html {
  return html`<link rel="stylesheet" href="${assets().leading}">`
}
