/**
 * The demo's bar above every page, and the page that ends the demo.
 */

import { firstPassword, localeAndZoneFields } from '#server/identity/room.ts'
import { textField } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { attr, type Html, html } from '#server/platform/html/html.ts'
import { barePage } from '#server/platform/html/layout.ts'
import { pageTitle } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

const inTheBar = [
  { key: 'ada', first: 'Ada' },
  { key: 'ben', first: 'Ben' },
  { key: 'dov', first: 'Dov' },
] as const

/** "You are looking as Ada · Ben · Dov", "Start your own site": one line on a phone too, where the sentence is only heard. */
export function demoBar(screen: Screen): Html {
  const { t, actor } = screen
  if (screen.demo === 'closed') {
    return html`<p>${t(
      'This is a demo, and it is closed: in a demo everybody can look around as anybody, so it opens only where nobody else can reach it. The people who run this site can read in its console how to make it their own.',
    )}</p>`
  }
  const isNow = (key: string) => actor.kind === 'person' && actor.email === `${key}@example.org`
  return html`<form method="post" action="/demo/as" data-turbo="false"><input type="hidden" name="to" value="${screen.address}"><b>${t('Demo')}</b><span>${actor.kind === 'person' ? t('Everybody here is invented. You are looking as') : t('Everybody here is invented. Look around as')}</span>${inTheBar.map(
    ({ key, first }) =>
      html`<button name="key" value="${key}" ${attr('aria-current', isNow(key) ? 'true' : null)}>${first}</button>`,
  )}</form><form class="start" action="/demo/own-site"><button>${t('Start your own site')}</button></form>`
}

/** The form that makes the visitor the owner of an empty site. */
export function ownSitePage(_view: unknown, screen: Screen): Html {
  const { t } = screen
  return barePage(screen, {
    title: t('Start your own site'),
    main: html`${pageTitle({
      title: t('Start your own site'),
      lead: t(
        'The demo’s people, their community and everything you tried here go for good. What is left is an empty site, and you own it.',
      ),
    })}
${form(screen, { action: '/demo/own-site', submit: t('Clear the demo and start') }, [
  textField({ name: 'name', required: true, label: t('Your name'), autocomplete: 'name' }),
  textField({
    name: 'email',
    required: true,
    label: t('Your mail address'),
    inputmode: 'email',
    autocomplete: 'email',
  }),
  textField({
    name: 'site',
    required: true,
    label: t('Name of the site'),
    hint: t('Your organisation, or what people call this place.'),
  }),
  firstPassword(screen),
  localeAndZoneFields({ locale: screen.actor.locale, zone: screen.actor.zone, isNew: true }, screen),
])}
<p><a class="quiet" href="/">${t('Not yet, back to the demo')}</a></p>`,
  })
}
