/**
 * The page on which people erase themselves, and the form that those who look after accounts use too.
 */
import type { ErasureView } from '#server/identity/erasing/erasing.ts'
import { mailCodeForm } from '#server/identity/password-pages.ts'
import { choice, textField } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { breadcrumbs, notice, pageTitle } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/account/erasure`. */
export function erasurePage(view: ErasureView, screen: Screen): Html {
  const { t } = screen
  return sitePage(screen, {
    title: t('Erase your account'),
    main: html`${breadcrumbs(screen, [{ label: t('Your account'), href: '/account' }])}
${pageTitle({
  title: t('Erase your account'),
  lead: t(
    'Your profile, your memberships and your votes go for good, and you are signed out everywhere. To leave one community, open its members and press Leave.',
  ),
  acts: html`<a class="button" href="/account/data.zip" download data-turbo="false">${t('Download your data')}</a>`,
})}
${
  view.can.erase
    ? erasureForm(view, screen, { action: '/account/erasure', cancel: '/account' })
    : screen.mail === 'waits'
      ? html`<p>${t('To do it, sign out, and sign in again.')}</p>`
      : html`<p>${t('First show once more that it is you: we mail you a code, and you come back here.')}</p>${mailCodeForm(screen, '/account/erasure')}`
}`,
  })
}

/** What becomes of posts, and the name to confirm. */
export function erasureForm(view: ErasureView, screen: Screen, to: { action: string; cancel: string }): Html {
  const { t } = screen
  const { ledAlone, name } = view
  return html`${ledAlone.length > 0 ? notice(t('Nobody else leads {names}. Make somebody else a leader there.', { names: ledAlone.join(', ') }), 'warn') : null}
${
  view.isLastOwner
    ? notice(t('Nobody else owns this site. Make somebody else an owner first.'), 'warn')
    : form(screen, { action: to.action, submit: t('Erase for good'), danger: true, cancel: to.cancel }, [
        choice({
          name: 'posts',
          label: t('{n, plural, one {# post} other {# posts}} in discussions', { n: view.posts }),
          required: true,
          choices: [
            {
              value: 'stay',
              label: t('Stay, under “Former member”'),
              hint: t('What others answered still makes sense.'),
            },
            {
              value: 'go',
              label: t('Go too'),
              hint: t(
                'Where others answered, an empty place stays. Discussions in which nobody else wrote go whole; pages and resources stay, under “Former member”.',
              ),
            },
          ],
        }),
        textField({
          name: 'confirm',
          label: t('Type {name} to confirm', { name }),
          required: true,
          max: 400,
          autocomplete: 'off',
        }),
        html`<p class="hint">${t('This cannot be taken back.')}</p>`,
      ])
}`
}
