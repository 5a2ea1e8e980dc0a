/**
 * Two people in one browser: a form that was made for one of them was sent while the other is signed in. Nothing was done;
 * the page shows what was typed, to be sent by the person signed in now, or by the one before.
 */

import { attr, type Html, html } from '#server/platform/html/html.ts'
import { barePage } from '#server/platform/html/layout.ts'
import type { Before } from '#server/platform/http/retained-input.ts'
import { madeForOf, type Screen } from '#server/platform/screen.ts'

/** The page that asks whether to go on. The retained input is everything that was sent; null where none of it may be given back. */
export function madeForAnotherPage(screen: Screen, { retainedInput, from }: Before): Html {
  const { t, actor } = screen
  const name = actor.kind === 'person' ? actor.name : ''
  const title = t('You are {name} here now', { name })
  const words = retainedInput?.fields.filter(({ written }) => written) ?? []
  const unseen = retainedInput?.fields.filter((field) => !field.written && field.name !== 'for') ?? []
  const back = html`<a class="quiet" href="${from ?? '/'}">${t('Back to the page')}</a>`
  const send = retainedInput
    ? html`<form class="form" method="post" action="${retainedInput.action}" data-kept>${words.map(
        (field) =>
          html`<div class="field"><textarea ${attr('name', field.name)} rows="6" aria-label="${t('What you typed')}">
${field.value}</textarea></div>`,
      )}${unseen.map((field) => html`<input type="hidden" name="${field.name}" value="${field.value}">`)}<div class="acts"><button class="primary" name="for" value="${madeForOf(actor)}">${t('Go on as {name}', { name })}</button>${back}</div></form>`
    : html`<div class="acts">${back}</div>`
  return barePage(screen, {
    title,
    main: html`<h1>${title}</h1><p class="lead">${
      words.length > 0
        ? t(
            'The page you sent was made for somebody else, who was signed in here before. Nothing was done, and what was typed is still here.',
          )
        : t('The page you sent was made for somebody else, who was signed in here before. Nothing was done.')
    }</p>${send}${
      retainedInput
        ? html`<form class="form" method="post" action="/sign-out" target="_blank"><p class="hint">${t('Are you the other person? Sign in on another page, then come back to this one and send it. A file has to be chosen again.')}</p><div class="acts"><button class="plain">${t('Sign in as the other person')}</button></div></form>`
        : null
    }`,
  })
}
