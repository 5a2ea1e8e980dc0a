/** Something to take elsewhere, such as an address: selected by one press, and copied by a button where the page has a script. */
import { type Html, html } from '#server/platform/html/html.ts'
import type { Screen } from '#server/platform/screen.ts'

/** @param label what the button copies: "Copy the link" */
export function copyable(text: string, label: string, { t }: Screen): Html {
  return html`<div class="acts"><code class="secret">${text}</code><button type="button" class="plain" data-take="copy" hidden aria-label="${label}">${t('Copy')}</button><small role="status" data-done="${t('Copied')}"></small></div>`
}
