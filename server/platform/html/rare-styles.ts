/** The style sheet of what few pages show: search, versions of a text, the description of the API. */
import { assets } from '#server/platform/html/assets.ts'
import { type Html, html } from '#server/platform/html/html.ts'

/** Stands before the first part of a page that is drawn by `web/styles/rare.css`. */
export function rareStyles(): Html {
  return html`<link rel="stylesheet" href="${assets().rare}">`
}
