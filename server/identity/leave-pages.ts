/**
 * The page that asks before somebody signs out who could not come back.
 */
import { newPasswordField, ownUsername } from '#server/identity/password-fields.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { barePage } from '#server/platform/html/layout.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/sign-out`. */
export function signOutPage(_view: unknown, screen: Screen): Html {
  const { t } = screen
  return barePage(screen, {
    title: t('Set a password first'),
    main: html`<h1>${t('Set a password first')}</h1>
<p class="lead">${t('This site has no mail server, so no sign-in mail can reach you. Without a password you can’t come back by yourself.')}</p>
${form(screen, { action: '/sign-out/password', submit: t('Set it and sign out') }, [
  ownUsername(screen),
  newPasswordField(screen, { autofocus: true }),
])}
<div class="acts">${actButton(screen, {
      action: '/sign-out',
      label: t('Sign out without one'),
      look: 'quiet',
      fields: { anyway: 'yes' },
    })}<a class="quiet" href="/">${t('Stay signed in')}</a></div>`,
  })
}
