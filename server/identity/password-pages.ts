/**
 * The form in which somebody sets their password, the first or another.
 */
import { newPasswordField, ownUsername } from '#server/identity/password-fields.ts'
import type { SignInView } from '#server/identity/views.ts'
import { checkbox, textField } from '#server/platform/html/field.ts'
import { form, hidden } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import type { Screen } from '#server/platform/screen.ts'

/** The text depends on whether they have a password, and on whether a mail can prove who they are. */
export function passwordForm(view: SignInView, screen: Screen): Html {
  const { t } = screen
  const says = view.hasPassword
    ? t('When you change it, all other browsers are signed out.')
    : screen.mail === 'waits'
      ? t(
          'You have none. No mail leaves this site, so no link can be mailed to you: with a password you can come back.',
        )
      : t(
          'You have none, and need none: a link or a code by mail signs you in. With one you can sign in without waiting for a mail.',
        )
  const isProofNeeded = !view.can.setAnew
  const byOperator = html`<p>${t('Forgotten it? The people who run the site can make you a sign-in link; then you can set another.')}</p>`
  const mailCode =
    screen.mail === 'waits'
      ? byOperator
      : html`<p>${
          view.hasPassword
            ? t('Forgotten it? We mail you a code, and you come back here to set another.')
            : t('To set one, show once more that it is you: we mail you a code, and you come back here.')
        }</p>${mailCodeForm(screen, '/account/sign-in')}`
  if (isProofNeeded && !view.hasPassword) return html`<p>${says}</p>${mailCode}`
  return html`<p>${says}</p>${form(
    screen,
    {
      action: '/account/password',
      submit: view.hasPassword ? t('Change the password') : t('Set a password'),
      label: t('Password'),
    },
    [
      ownUsername(screen),
      view.hasPassword
        ? textField({
            name: 'current',
            label: t('Current password'),
            type: 'password',
            autocomplete: 'current-password',
            required: !view.can.setAnew,
            hint: view.can.setAnew ? t('You have just signed in, so you can leave this empty.') : undefined,
          })
        : null,
      newPasswordField(screen),
      view.tokens > 0
        ? checkbox({
            name: 'endsTokens',
            label: t('End my API tokens too ({n, number})', { n: view.tokens }),
            hint: t('Programs that act for you stop until you give them new ones.'),
          })
        : null,
    ],
  )}${isProofNeeded ? mailCode : null}`
}

/** A signed-in person gets a code by mail, and comes back to `to` freshly signed in. */
export function mailCodeForm(screen: Screen, to: string): Html {
  const { t, actor } = screen
  return form(screen, { action: '/sign-in', submit: t('Mail me a code'), label: t('Mail me a code') }, [
    hidden('email', actor.kind === 'person' ? actor.email : ''),
    hidden('to', to),
  ])
}
