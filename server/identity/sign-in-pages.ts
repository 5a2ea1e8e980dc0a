/**
 * The pages of signing in. Each is one thing in the middle of an empty page.
 */

import { localeAndZoneFields } from '#server/identity/locale-fields.ts'
import { passwordLength } from '#server/identity/password-length.ts'
import { type Attempt, askedMinutes } from '#server/identity/sign-in-pass.ts'
import type { PassView } from '#server/identity/views.ts'
import { textField } from '#server/platform/html/field.ts'
import { type FormPart, form, hidden, more } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { barePage } from '#server/platform/html/layout.ts'
import { fold } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'

import { shownAddress } from '#server/platform/mail-address.ts'

import type { Screen } from '#server/platform/screen.ts'

/** `/sign-in`: an address for a mail, or a password. Where no mail leaves, the password alone, and what helps without one. */
export function signInPage({ to, welcome }: { to: string; welcome: string }, screen: Screen): Html {
  const { t, returned, mail } = screen
  const isPassword = returned?.action === '/sign-in/password'
  const byPassword = passwordForm(to, screen)
  return barePage(screen, {
    title: t('Sign in'),
    main: html`<h1>${t('Sign in')}</h1>
${welcome ? html`<p class="lead" dir="auto">${welcome}</p>` : null}
${
  mail === 'waits'
    ? html`${byPassword}${wayInWithoutMail(screen)}`
    : html`${mailForm(to, isPassword, screen)}
${fold(t('I have a password'), byPassword, { isOpen: isPassword })}`
}`,
  })
}

function mailForm(to: string, isPassword: boolean, screen: Screen): Html {
  const { t, returned, mail } = screen
  const email = typeof returned?.typed.email === 'string' ? returned.typed.email : ''
  return form(screen, { action: '/sign-in', submit: t('Mail me a sign-in link') }, [
    addressField(screen, {
      hint:
        mail === 'leaves'
          ? t('A link and a code come to it. No password is needed.')
          : t('The demo sends no mail: the owner of the site finds it under “Outbox”.'),
      autofocus: !isPassword,
      value: email,
    }),
    hidden('to', to),
  ])
}

/** By which somebody is known here. */
function addressField({ t }: Screen, more: { hint?: string; autofocus?: boolean; value?: string } = {}) {
  return textField({
    name: 'email',
    label: t('Your mail address'),
    inputmode: 'email',
    autocomplete: 'username',
    required: true,
    max: 320,
    ...more,
  })
}

function passwordForm(to: string, screen: Screen): Html {
  const { t } = screen
  return form(
    screen,
    { action: '/sign-in/password', submit: t('Sign in with the password'), label: t('Sign in with the password') },
    [
      addressField(screen),
      textField({
        name: 'password',
        label: t('Password'),
        type: 'password',
        autocomplete: 'current-password',
        required: true,
        max: passwordLength.most,
      }),
      hidden('to', to),
    ],
  )
}

/** For people without a password: only the operator of the program can let them in. */
function wayInWithoutMail({ t }: Screen): Html {
  return html`<section class="part"><h2>${t('No password?')}</h2><p>${t('This site has no mail server, so it can’t mail you a link. The people who run it can make one with this command, on the machine it runs on:')}</p><pre class="letter-text" tabindex="0"><code>bin/guildhall signin --email ${t('you@example.org')}</code></pre></section>`
}

/** What the page for the code shows. */
export interface CodeView {
  readonly attempt: string
  readonly way: Attempt['way']
  readonly address: string
}

/** `/sign-in/code`: where one waits for the mail. */
export function codePage(view: CodeView, screen: Screen): Html {
  const { t, mail } = screen
  const address = html`<b dir="ltr">${shownAddress(view.address)}</b>`
  if (mail === 'waits')
    return barePage(screen, {
      title: t('No mail comes'),
      main: html`<h1>${t('No mail comes')}</h1>
<p class="lead">${sentence(t('Nothing was mailed to {address}.', holes('address')), { address })}</p>
<div class="acts"><a class="button primary" href="/sign-in">${t('Sign in with the password')}</a></div>
${wayInWithoutMail(screen)}`,
    })
  return barePage(screen, {
    title: t('Look in your mail'),
    main: html`<h1>${t('Look in your mail')}</h1>
<p class="lead">${sentence(wayWords(view.way, screen), { address })}</p>
${view.way === 'code' ? codeForm(view, screen) : html`<div class="acts"><a class="button" href="/sign-in">${t('Use another address')}</a></div>`}`,
  })
}

/** What the reader should look for in their mail. It says the same whether or not anybody has the address. */
function wayWords(way: Attempt['way'], { t, mail }: Screen): string {
  const values = { ...holes('address'), n: askedMinutes }
  if (mail === 'stays')
    return way === 'code'
      ? t(
          'No mail leaves the demo. If {address} has an account here, the mail with link and code lies in its outbox, where the owner of the site finds it. Either works for {n, plural, one {# minute} other {# minutes}}.',
          values,
        )
      : t(
          'No mail leaves the demo. If {address} has an account here, the newest mail with a link lies in its outbox, where the owner of the site finds it. The link works for {n, plural, one {# minute} other {# minutes}}.',
          values,
        )
  if (way === 'code')
    return t(
      'If {address} has an account here, a mail is on its way to it: with a link, and with a code of six digits. Either works for {n, plural, one {# minute} other {# minutes}}.',
      values,
    )
  if (way === 'link')
    return t(
      'If {address} has an account here, a mail is on its way to it. Open the link in it: it works for {n, plural, one {# minute} other {# minutes}}.',
      values,
    )
  return t(
    'Several mails were asked for {address} today. If it has an account here, the newest of them works again: open its link within {n, plural, one {# minute} other {# minutes}}.',
    values,
  )
}

function codeForm(view: CodeView, screen: Screen): Html {
  const { t } = screen
  return afresh(
    form(
      screen,
      {
        action: '/sign-in/code',
        submit: t('Sign in'),
        beside: html`<a class="quiet" href="/sign-in">${t('Use another address')}</a>`,
      },
      [
        textField({
          name: 'code',
          label: t('The six digits'),
          inputmode: 'numeric',
          autocomplete: 'one-time-code',
          required: true,
          max: 40,
          autofocus: true,
        }),
        hidden('attempt', view.attempt),
      ],
    ),
  )
}

/** A person who signs in gets a new page as browsers load one: scrolled to where they go on, which a page put in place would not be. */
function afresh(signIn: Html): Html {
  return html`<div data-turbo="false">${signIn}</div>`
}

/** `/sign-in/:token`: the page a mailed link opens. Only its button signs in. */
export function passPage(view: PassView & { readonly token: string }, screen: Screen): Html {
  const { t, actor, mail } = screen
  if (view.name === null) {
    return barePage(screen, {
      title: t('This link no longer works'),
      main: html`<h1>${t('This link no longer works')}</h1>
${
  mail === 'waits'
    ? html`<p class="lead">${t('It was used already, or its time has passed.')}</p>
<div class="acts"><a class="button primary" href="/sign-in">${t('Sign in')}</a></div>`
    : html`<p class="lead">${t('It has expired or was used. You can get a new one by mail.')}</p>
<div class="acts"><a class="button primary" href="/sign-in">${t('Ask for a new one')}</a></div>`
}`,
    })
  }
  const { name } = view
  return barePage(screen, {
    title: t('Sign in as {name}', { name }),
    main: html`<h1>${t('Hello {name}', { name: name.split(' ')[0] ?? name })}</h1>
${actor.kind === 'person' ? html`<p class="lead">${t('In this browser you are signed in as {other}. This signs you in as {name} instead.', { other: actor.name, name })}</p>` : null}
${afresh(form(screen, { action: `/sign-in/${view.token}`, submit: t('Sign in as {name}', { name }) }, []))}
<p class="hint">${t('You stay signed in on this device for {n, plural, one {# day} other {# days}} after your last visit.', { n: 90 })}</p>`,
  })
}

/** `/first-owner/:key`: the first page of a site where nobody is yet. */
export function firstOwnerPage({ key, isNameSet }: { key: string; isNameSet: boolean }, screen: Screen): Html {
  const { t, site } = screen
  return barePage(screen, {
    title: t('Make this site yours'),
    main: html`<h1>${t('Make this site yours')}</h1>
<p class="lead">${t('Nobody is here yet. You will own the site: you can set it up, make communities and add people.')}</p>
${form(screen, { action: `/first-owner/${key}`, submit: t('Start') }, [
  textField({ name: 'name', label: t('Your name'), autocomplete: 'name', required: true, max: 200, autofocus: true }),
  addressField(screen),
  firstPassword(screen),
  // A name that is set from outside changes only there.
  isNameSet
    ? null
    : textField({
        name: 'site',
        label: t('What the site is called'),
        hint: t('In the head of every page, and in every mail. You can change it later.'),
        value: site.name,
        max: 120,
      }),
  localeAndZoneFields({ locale: screen.actor.locale, zone: screen.actor.zone, isNew: true }, screen),
])}`,
  })
}

/** The password of somebody who begins a site: their only way back in while no mail leaves it, and then in plain sight. */
export function firstPassword(screen: Screen): FormPart {
  const { t, mail } = screen
  const field = (hint: string) =>
    textField({
      name: 'password',
      label: t('Password'),
      type: 'password',
      autocomplete: 'new-password',
      max: passwordLength.most,
      hint,
    })
  const n = passwordLength.least
  return mail === 'leaves'
    ? more(t('Set a password'), [field(t('At least {n, number} characters. Without one you sign in by mail.', { n }))])
    : field(
        t(
          'At least {n, number} characters. With it you come back in: no mail leaves this site until it has a mail server.',
          {
            n,
          },
        ),
      )
}
