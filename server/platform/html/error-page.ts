/** The error page: what happened, what was kept, and where to go from here. */
import { attr, type Html, html } from '#server/platform/html/html.ts'
import { barePage } from '#server/platform/html/layout.ts'
import { madeForAnotherPage } from '#server/platform/html/made-for-another-page.ts'
import { fieldSentences } from '#server/platform/http/represent.ts'
import type { Before, RetainedInput } from '#server/platform/http/retained-input.ts'
import { madeForAnother, type Refused } from '#server/platform/refuse.ts'
import type { Screen } from '#server/platform/screen.ts'

/**
 * A refusal as a page. It says no more than its sentences: not whether something lies at the address.
 * With retained input, it shows what was typed, which can be sent again where that may help.
 */
export function errorPage(refused: Refused, screen: Screen, before: Before): Html {
  const { t } = screen
  const { retainedInput, from } = before
  const { refusal, values } = refused
  if (refusal === madeForAnother) return madeForAnotherPage(screen, before)
  const title = refusalTitle(refusal.status, t)
  const { '': whole, ...fields } = fieldSentences(refused, t)
  const says =
    retainedInput && refusal.status === 401
      ? t(
          'You are not signed in any more, so nothing was done. What you typed is still here: sign in on another page, then come back to this one and send it.',
        )
      : (whole ?? t(refusal.says, values))
  const sentences = Object.values(fields)
  return barePage(screen, {
    title,
    main: html`<h1>${title}</h1><p class="lead">${says}</p>${
      sentences.length > 0 ? html`<ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>` : null
    }${retainedInput ? whatWasTyped(screen, retainedInput, refusal.status) : null}${
      retainedInput && helpedByTime.includes(refusal.status) ? null : waysOn(screen, refusal.status, from)
    }`,
  })
}

/** A request refused with these may succeed in a moment, sent again unchanged. */
const helpedByTime: readonly number[] = [401, 429, 500, 503]

function whatWasTyped(screen: Screen, { action, fields }: RetainedInput, status: number): Html {
  const { t, address } = screen
  const areas = (name: string, value: string) =>
    html`<div class="field"><textarea ${name ? attr('name', name) : attr('readonly', true)} rows="4" aria-label="${t('What you typed')}">
${value}</textarea></div>`
  if (!helpedByTime.includes(status))
    return html`<div class="form">${fields.map(({ value, written }) => (written ? areas('', value) : null))}</div>`
  const signIn = html`<a class="button primary" href="/sign-in?to=${encodeURIComponent(address)}" target="_blank">${t('Sign in on another page')}</a>`
  return html`<form class="form" method="post" action="${action}" data-kept>${fields.map(({ name, value, written }) =>
    written ? areas(name, value) : html`<input type="hidden" name="${name}" value="${value}">`,
  )}<div class="acts">${status === 401 ? signIn : null}<button class="${status === 401 ? 'plain' : 'primary'}">${t('Send it now')}</button></div></form>`
}

/** For these, the page an act was sent from shows the present state. */
const backAfter: readonly number[] = [403, 409, 422]

function waysOn({ t, actor, address, site }: Screen, status: number, from: string | null): Html {
  if (status === 421)
    return html`<div class="acts"><a class="button primary" href="${site.publicUrl}">${t('Open it at {address}', { address: site.publicUrl })}</a></div>`
  const back = backAfter.includes(status) ? from : null
  const look = back ? 'quiet' : 'button primary'
  return html`<div class="acts">${back ? html`<a class="button primary" href="${back}">${t('Back to the page')}</a>` : null}${
    actor.kind === 'person'
      ? html`<a class="${look}" href="/">${t('My communities')}</a>`
      : html`<a class="${look}" href="/sign-in">${t('Sign in')}</a>`
  }${status === 503 || status === 429 ? html`<a class="quiet" href="${address}">${t('Try again')}</a>` : null}</div>`
}

/** What a status means, in a few words. */
export function refusalTitle(status: number, t: Screen['t']): string {
  const titles: Readonly<Record<number, string>> = {
    401: t('Sign in first'),
    403: t('Your role can’t do this'),
    404: t('Nothing here'),
    409: t('That can’t be done now'),
    413: t('Too large'),
    421: t('Not at this address'),
    422: t('Please check this'),
    429: t('A moment, please'),
    503: t('Busy just now'),
  }
  return titles[status] ?? t('That did not work')
}
