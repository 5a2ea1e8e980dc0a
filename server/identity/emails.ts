/**
 * The mails of this room: the way in that somebody asked for.
 */
import { askedMinutes, passAddress } from '#server/identity/sign-in-pass.ts'
import { passHolds } from '#server/identity/views.ts'
import { button, code, mailLayout, note, paragraph } from '#server/platform/mail/layout.ts'
import { mailKind } from '#server/platform/mail/mail-kind.ts'

/** Both sealed until the mail is sent. */
export type SignInPayload = { readonly token: string; readonly code: string }

export const signInMail = mailKind<SignInPayload>({
  kind: 'sign_in',
  priority: 'person-waits',
  unsubscribe: 'none',
  async compose(look, { t, payload, aboutId, siteName, name }) {
    const { config, secrets } = look.platform
    const token = secrets.unseal('sign-in link', payload.token)
    const figures = secrets.unseal('sign-in code', payload.code)
    if (!token || !figures || !(await passHolds(look, aboutId))) return { dropped: 'over' }
    const subject = t('Sign in to {site}', { site: siteName })
    return {
      subject,
      ...mailLayout({
        t,
        preheader: t('A link and a code, good for {n, plural, one {# minute} other {# minutes}}.', { n: askedMinutes }),
        heading: subject,
        blocks: [
          paragraph(
            t('Hello {name}, here is your way in. Open the link and press the button there:', { name: name ?? '' }),
          ),
          button(t('Sign in'), passAddress(config.publicUrl, token)),
          paragraph(t('Or type this code on the page where you asked for it:')),
          code(figures),
          note(
            t('Either one works once, for {n, plural, one {# minute} other {# minutes}} from when you asked.', {
              n: askedMinutes,
            }),
          ),
        ],
        why: t(
          'You get this because somebody asked to sign in with your address. If that was not you, do nothing: nobody gets in without this mail.',
        ),
        site: { name: siteName, url: config.publicUrl },
      }),
    }
  },
})
