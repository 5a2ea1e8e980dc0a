/**
 * The reader's own account, in three pages: their profile, how they sign in, and their API tokens.
 */
import { languageNames } from '#server/identity/languages.ts'
import { ownLocaleAndZone } from '#server/identity/locale-fields.ts'
import { mailCodeForm, passwordForm } from '#server/identity/password-pages.ts'
import { customFields } from '#server/identity/profile-fields/fields.ts'
import type { ProfileView, SignInView, TokensView } from '#server/identity/views.ts'
import { copyable } from '#server/platform/html/copyable.ts'
import { face } from '#server/platform/html/face.ts'
import { checkbox, choice, fileField, select, textArea, textField } from '#server/platform/html/field.ts'
import { actButton, fieldRow, form, group } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { badge, emptyState, pageTitle, section, tabs } from '#server/platform/html/parts.ts'
import { timeTag, timeText } from '#server/platform/html/time.ts'
import { shownAddress } from '#server/platform/mail-address.ts'
import { pictureTypes } from '#server/platform/pictures/picture.ts'
import type { Screen } from '#server/platform/screen.ts'

/** Largest photo one may send, in bytes; it is made small on arrival. */
export const photoLimit = 10_000_000

/** How long an API token may last. */
export const tokenDays = [7, 30, 90, 365] as const

type Tab = 'profile' | 'sign-in' | 'tokens' | 'blocked'

/** A page of the reader's own account, on one of its tabs. */
export function accountPage(screen: Screen, tab: Tab, title: string, main: Piece): Html {
  const { t } = screen
  const items: [Tab, string, string][] = [
    ['profile', '/account', t('Profile')],
    ['sign-in', '/account/sign-in', t('Signing in')],
    ['blocked', '/account/blocked', t('Blocked people')],
    ['tokens', '/account/tokens', t('API tokens')],
  ]
  return sitePage(screen, {
    title,
    main: html`${pageTitle({ title: t('Your account') })}
${tabs(
  t('Your account'),
  items.map(([key, href, label]) => ({ href, label, current: key === tab })),
)}
${main}`,
  })
}

/** `/account`: the reader's profile. */
export function profilePage(view: ProfileView, screen: Screen): Html {
  const { t } = screen
  return accountPage(
    screen,
    'profile',
    t('Your account'),
    html`${section({ id: 'photo', title: t('Photo'), inside: photoForms(view, screen) })}
${section({
  id: 'profile',
  title: t('About you'),
  more: html`<a class="quiet" href="/people/${view.id}">${t('See it as others see it')}</a>`,
  inside: profileForm(view, screen),
})}
${section({
  id: 'data',
  title: t('What this site keeps of you'),
  inside: html`<p class="hint">${t('Your profile, memberships, courses, posts, pages and votes, and the files you uploaded, as one file (ZIP).')}</p>
<p class="acts"><a class="button" href="/account/data.zip" download data-turbo="false">${t('Download your data')}</a><a class="quiet" href="/account/erasure">${t('Erase your account')}</a></p>`,
})}`,
  )
}

function photoForms(view: ProfileView, screen: Screen): Html {
  const { t } = screen
  return html`<div class="profile">${face({ name: view.name, photo: view.photo }, 'huge')}<div>${form(
    screen,
    { action: '/account/photo', submit: t('Use this photo'), files: true, label: t('Photo') },
    [
      fileField({
        name: 'photo',
        label: t('Your photo'),
        required: true,
        accept: pictureTypes,
        maxBytes: photoLimit,
        hint: t('It is cropped to a square. Where it was taken is not stored.'),
      }),
    ],
  )}${view.photo ? actButton(screen, { action: '/account/photo/removal', label: t('Remove the photo'), look: 'quiet' }) : null}</div></div>`
}

function profileForm(view: ProfileView, screen: Screen): Html {
  const { t } = screen
  return form(screen, { action: '/account', submit: t('Save') }, [
    textField({ name: 'name', label: t('Name'), value: view.name, required: true, max: 200, autocomplete: 'name' }),
    fieldRow([
      textField({
        name: 'title',
        label: t('What you do'),
        value: view.title,
        max: 120,
        autocomplete: 'organization-title',
      }),
      textField({ name: 'location', label: t('Place'), value: view.location, max: 120 }),
    ]),
    textArea({ name: 'bio', label: t('In a few sentences'), value: view.bio, max: 2000, rows: 4 }),
    textField({
      name: 'askMeAbout',
      label: t('Ask me about'),
      value: view.askMeAbout,
      max: 300,
      hint: t('What others can learn from you.'),
    }),
    textField({ name: 'wantToLearn', label: t('I want to learn'), value: view.wantToLearn, max: 300 }),
    textField({
      name: 'languages',
      label: t('Languages you speak'),
      value: languageNames(view.languages, t.locale),
      max: 300,
      hint: t('Between commas. Others find you by them.'),
    }),
    customFields(
      view.custom.filter(({ changedBy }) => changedBy === 'person'),
      t,
    ),
    group(t('Language and time'), [ownLocaleAndZone(view, t)]),
    checkbox({
      name: 'emailShown',
      label: t('Show {address} to people in my communities', { address: shownAddress(view.email) }),
      checked: !view.emailHidden,
    }),
  ])
}

/** `/account/sign-in`: password and sessions. */
export function signInSettingsPage(view: SignInView, screen: Screen): Html {
  const { t } = screen
  const others = view.sessions.filter((one) => !one.isHere).length
  return accountPage(
    screen,
    'sign-in',
    t('Signing in'),
    html`${section({ id: 'password', title: t('Password'), inside: passwordForm(view, screen) })}
${section({
  id: 'sessions',
  title: t('Where you are signed in'),
  more:
    others > 0
      ? actButton(screen, {
          action: '/account/sessions/others/removal',
          label: t('Sign out everywhere else'),
          look: 'quiet',
        })
      : null,
  inside: html`<ul class="rows">${view.sessions.map((one) => sessionRow(one, screen))}</ul>`,
})}`,
  )
}

function sessionRow(one: SignInView['sessions'][number], screen: Screen): Html {
  const { t } = screen
  const device =
    one.browser && one.system
      ? t('{browser} on {system}', { browser: one.browser, system: one.system })
      : one.browser || one.system || t('A browser')
  const since = t('signed in {day}', { day: timeText(one.begunAt, screen, 'day') })
  return html`<li class="row"><div class="said-of"><span class="title">${device}</span>${one.isHere ? html` ${badge(t('this browser'), 'good')}` : null}<p class="about">${one.address ? html`${one.address} · ` : null}${since}</p></div><div class="after">${
    one.isHere
      ? null
      : html`${timeTag(one.usedAt, screen)} ${actButton(screen, { action: `/account/sessions/${one.id}/removal`, label: t('Sign out'), longLabel: t('Sign out {device}', { device }), look: 'quiet' })}`
  }</div></li>`
}

/** `/account/tokens`: API tokens. With `fresh`, the one that was just made, shown this once. */
export function tokensPage(view: TokensView, screen: Screen, fresh?: { token: string; name: string }): Html {
  const { t } = screen
  return accountPage(
    screen,
    'tokens',
    t('API tokens'),
    html`${fresh ? freshToken(fresh, screen) : null}
<p>${t('With a token a program acts as you: it sees what you see and may do what you may do. Every page of this site answers it in JSON.')} <a href="/openapi.json">${t('The API')}</a></p>
${
  view.tokens.length > 0
    ? section({
        id: 'tokens',
        title: t('Active tokens'),
        inside: html`<ul class="rows">${view.tokens.map((one) => tokenRow(one, screen))}</ul>`,
      })
    : emptyState({ title: t('You have no tokens') })
}
${section({ id: 'new', title: t('New token'), inside: view.can.make ? tokenForm(screen) : signInForToken(screen) })}`,
  )
}

function freshToken({ token, name }: { token: string; name: string }, screen: Screen): Html {
  const { t } = screen
  return html`<div class="notice good" role="status"><div><p>${t('This is the token “{name}”. Copy it now: it is shown only here, and only once.', { name })}</p>${copyable(token, t('Copy the token'), screen)}<div class="acts"><a class="button" href="/account/tokens">${t('I have the code')}</a></div></div></div>`
}

function tokenRow(one: TokensView['tokens'][number], screen: Screen): Html {
  const { t } = screen
  const scope = one.scope === 'read' ? t('reads') : t('reads and writes')
  const about = t('{scope}, until {day}', { scope, day: timeText(one.expiresAt, screen, 'day') })
  const end = actButton(screen, {
    action: `/account/tokens/${one.id}/removal`,
    label: t('End'),
    longLabel: t('End the token {name}', { name: one.name }),
    look: 'quiet',
  })
  return html`<li class="row"><div class="said-of"><span class="title">${one.name}</span><p class="about">${about}</p></div><div class="after">${end}</div></li>`
}

/** A token outlives the session: a person who finds a browser open must not be able to make one. */
function signInForToken(screen: Screen): Html {
  const { t } = screen
  if (screen.mail === 'waits') return html`<p>${t('To make one, sign out, and sign in again.')}</p>`
  return html`<p>${t('To make one, show once more that it is you: we mail you a code, and you come back here.')}</p>${mailCodeForm(screen, '/account/tokens')}`
}

function tokenForm(screen: Screen): Html {
  const { t } = screen
  // The answer to this form is the page with the token itself, which must not be an address one could come back to.
  return html`<div data-turbo="false">${form(screen, { action: '/account/tokens', submit: t('Create the token') }, [
    textField({ name: 'name', label: t('What it is for'), required: true, max: 120 }),
    choice({
      name: 'scope',
      label: t('It may'),
      required: true,
      value: 'read',
      shape: 'line',
      choices: [
        { value: 'read', label: t('read') },
        { value: 'write', label: t('read and write') },
      ],
    }),
    select({
      name: 'days',
      label: t('It works for'),
      required: true,
      value: '90',
      options: tokenDays.map((n) => ({ value: String(n), label: t('{n, plural, one {# day} other {# days}}', { n }) })),
    }),
  ])}</div>`
}
