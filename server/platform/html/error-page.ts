/** The page that says no: what happened, and where to go from here. */
import { type Html, html } from '#server/platform/html/html.ts'
import { barePage } from '#server/platform/html/layout.ts'
import type { Refused } from '#server/platform/refuse.ts'
import type { Screen } from '#server/platform/screen.ts'

/** A refusal as a page. It says no more than its sentence: not whether something lies at the address. */
export function errorPage(refused: Refused, screen: Screen): Html {
  const { t, actor } = screen
  const { refusal, values } = refused
  const title = titleOf(refusal.status, t)
  const says = t(refusal.says, values)
  return barePage(screen, {
    title,
    main: html`<h1>${title}</h1><p class="lead">${says}</p><div class="acts">${
      actor.kind === 'person'
        ? html`<a class="button primary" href="/">${t('To my communities')}</a>`
        : html`<a class="button primary" href="/sign-in">${t('Sign in')}</a>`
    }${refusal.status === 503 || refusal.status === 429 ? html`<a class="quiet" href="${screen.address}">${t('Try again')}</a>` : null}</div>`,
  })
}

function titleOf(status: number, t: Screen['t']): string {
  switch (status) {
    case 401:
      return t('Sign in first')
    case 403:
      return t('Not for your role')
    case 404:
      return t('Nothing here')
    case 409:
      return t('That has changed meanwhile')
    case 413:
      return t('Too large')
    case 422:
      return t('That needs another look')
    case 429:
      return t('A moment, please')
    case 503:
      return t('Busy just now')
    default:
      return t('That did not work')
  }
}
