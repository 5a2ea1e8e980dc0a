/** `/mute/…`: the light page behind "Mute this discussion" in a mail. */
import type { MutingView } from '#server/discussions/muting/reads-muting.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { type Translate, translator } from '#server/platform/i18n.ts'
import { lightPage } from '#server/platform/mail/acts/light-page.ts'

/** @param was what the reader was to it before they muted it here, for the button that takes it back */
export function mutingPage(view: MutingView & { readonly was: string }): Html {
  const t = translator(view.locale)
  const { title, hue, communityName: community } = view
  return lightPage({ t, title, hue, community, main: html`<h1 dir="auto">${title}</h1>${inside(view, t)}` })
}

function inside({ state, token, was, address }: MutingView & { readonly was: string }, t: Translate): Piece {
  const action = `/mute/${token}`
  const open = html`<p><a href="${address}">${t('Read it on the site')}</a></p>`
  if (state !== 'muted')
    return [
      html`<p class="lead">${t('You get no more notices about this discussion, by mail or on the site, unless somebody mentions you.')}</p>`,
      html`<form method="post" action="${action}"><button>${t('Mute this discussion')}</button></form>`,
      open,
    ]
  const undo = html`<form class="line" method="post" action="${action}/undo"><input type="hidden" name="was" value="${was}"><button class="quiet">${t('undo')}</button></form>`
  return [html`<div class="lead" role="status">${t('This discussion is muted.')} · ${undo}</div>`, open]
}
