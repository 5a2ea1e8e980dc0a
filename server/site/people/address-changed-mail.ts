/**
 * To the former address of somebody whose account has another one now.
 */
import { mailLayout, paragraph } from '#server/platform/mail/layout.ts'
import { mailKind } from '#server/platform/mail/mail-kind.ts'

export const addressChangedMail = mailKind<Record<string, never>>({
  kind: 'address_changed',
  priority: 'bulk',
  unsubscribe: 'none',
  async compose(look, { t, siteName, siteHue }) {
    const subject = t('Your account on {site} has another mail address', { site: siteName })
    const says = t(
      'The people who run {site} gave your account another mail address. From now on you sign in with the new one, and you were signed out everywhere.',
      { site: siteName },
    )
    return mailLayout({
      t,
      subject,
      preheader: says,
      blocks: [paragraph(says), paragraph(t('If you know nothing of this, ask them about it.'))],
      why: t('You get this because your account on {site} had this address until now.', { site: siteName }),
      site: { name: siteName, url: look.platform.config.publicUrl, hue: siteHue },
    })
  },
})
