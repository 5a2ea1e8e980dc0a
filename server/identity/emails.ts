/**
 * The mails of this room: the way in that somebody asked for, and what happened to a password.
 */

import { mailHelps } from '#server/identity/sign-in-help.ts'
import { askedMinutes, passAddress } from '#server/identity/sign-in-pass.ts'
import { passHolds } from '#server/identity/views.ts'
import { button, code, mailLayout, note, paragraph } from '#server/platform/mail/layout.ts'
import { mailKind } from '#server/platform/mail/mail-kind.ts'

/** Link and code are sealed until the mail is sent; the code is null where none is offered. */
export type SignInPayload = { readonly token: string; readonly code: string | null; readonly isGuessed: boolean }

export const signInMail = mailKind<SignInPayload>({
  kind: 'sign_in',
  name: (t) => t('Signing in'),
  priority: 'person-waits',
  unsubscribe: 'none',
  async compose(look, { t, payload, aboutId, siteName, siteHue, name }) {
    const { config, secrets } = look.platform
    const token = secrets.unseal('sign-in link', payload.token)
    const figures = payload.code === null ? null : secrets.unseal('sign-in code', payload.code)
    if (!token || (payload.code !== null && !figures) || !(await passHolds(look, aboutId))) return { dropped: 'over' }
    const subject = t('Sign in to {site}', { site: siteName })
    const minutes = { n: askedMinutes }
    return mailLayout({
      t,
      subject,
      preheader: figures
        ? t('A link and a code, good for {n, plural, one {# minute} other {# minutes}}.', minutes)
        : t('A link, good for {n, plural, one {# minute} other {# minutes}}.', minutes),
      blocks: [
        paragraph(
          t('Hello {name}, this is your sign-in link. Open it and press the button there:', { name: name ?? '' }),
        ),
        button(t('Sign in'), passAddress(config.publicUrl, token)),
        ...(figures ? [paragraph(t('Or type this code on the page where you asked for it:')), code(figures)] : []),
        ...(payload.isGuessed
          ? [
              note(
                t(
                  'There is no code in this mail: wrong ones were typed for your address too often. Once you have signed in with the link, codes come again.',
                ),
              ),
            ]
          : []),
        note(
          figures
            ? t(
                'Either one works once, for {n, plural, one {# minute} other {# minutes}} from when you asked.',
                minutes,
              )
            : t('It works once, for {n, plural, one {# minute} other {# minutes}} from when you asked.', minutes),
        ),
      ],
      why: t(
        'You get this because somebody asked to sign in with your address. If that was not you, do nothing: nobody gets in without this mail.',
      ),
      site: { name: siteName, url: config.publicUrl, hue: siteHue },
    })
  },
})

/** A hundred wrong passwords in a row. */
export const passwordOffMail = mailKind<Record<string, never>>({
  kind: 'password_off',
  priority: 'bulk',
  unsubscribe: 'none',
  async compose(look, { t, siteName, siteHue, name }) {
    const { publicUrl } = look.platform.config
    const subject = t('Somebody is guessing your password for {site}', { site: siteName })
    return mailLayout({
      t,
      subject,
      preheader: t('They did not get in. Your password is switched off for strangers.'),
      blocks: [
        paragraph(
          t(
            'Hello {name}, a wrong password was typed for your address a hundred times in a row. Nobody got in that way. So that nobody goes on guessing, your password is now off, except in browsers you have signed in with before.',
            { name: name ?? '' },
          ),
        ),
        paragraph(
          mailHelps(look)
            ? t('To switch it on again, sign in once with a link or a code by mail.')
            : t(
                'To switch it on again, sign in once with a link. No mail leaves this site, so ask the people who run it for one.',
              ),
        ),
        button(t('Sign in'), `${publicUrl}/sign-in`),
      ],
      why: t('You get this because you have a password on {site}.', { site: siteName }),
      site: { name: siteName, url: publicUrl, hue: siteHue },
    })
  },
})

export const passwordSetMail = mailKind<{ readonly isFirst: boolean }>({
  kind: 'password_set',
  priority: 'bulk',
  unsubscribe: 'none',
  async compose(look, { t, payload, siteName, siteHue, name }) {
    const { publicUrl } = look.platform.config
    const subject = payload.isFirst
      ? t('You have a password for {site} now', { site: siteName })
      : t('Your password for {site} was changed', { site: siteName })
    return mailLayout({
      t,
      subject,
      preheader: t('If that was you, there is nothing to do.'),
      blocks: [
        paragraph(
          payload.isFirst
            ? t('Hello {name}, a password was set for your account. If that was you, there is nothing to do.', {
                name: name ?? '',
              })
            : t('Hello {name}, the password of your account was changed. If that was you, there is nothing to do.', {
                name: name ?? '',
              }),
        ),
        paragraph(
          mailHelps(look)
            ? t(
                'If it was not you: sign in with a link by mail, set another password at once, and end what you do not know under “Signing in” and “API tokens”.',
              )
            : t(
                'If it was not you: ask the people who run this site for a link, set another password at once, and end what you do not know under “Signing in” and “API tokens”.',
              ),
        ),
        button(t('Look at how I sign in'), `${publicUrl}/account/sign-in`),
      ],
      why: t('You get this because it is about the safety of your account on {site}.', { site: siteName }),
      site: { name: siteName, url: publicUrl, hue: siteHue },
    })
  },
})
