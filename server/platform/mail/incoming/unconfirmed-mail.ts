/** The mail to a person in whose name an answer came that nobody vouched for. */
import { button, mailLayout, note, paragraph } from '#server/platform/mail/layout.ts'
import { isLeaving, mailKind } from '#server/platform/mail/mail-kind.ts'
import { countUnconfirmed } from './reads-unconfirmed.ts'
import { daysUnconfirmed, unconfirmedLink } from './unconfirmed.ts'

/**
 * It comes at most once a day; the page behind its link lists all that wait. What came stands on that page alone, so that nobody
 * sends words to somebody through this site.
 */
export const unconfirmedMail = mailKind<Record<string, never>>({
  kind: 'answer_unconfirmed',
  priority: 'bulk',
  isSecretTo: 'its recipient',
  name: (t) => t('An answer that waits for you'),
  unsubscribe: 'none',
  async compose(look, mail) {
    const { t, personId, community, mailVersion, siteName, siteHue } = mail
    if (!personId) return { dropped: 'gone' }
    if (isLeaving(mail) && (await countUnconfirmed(look, personId)) === 0) return { dropped: 'done' }
    const { config, secrets } = look.platform
    const link = unconfirmedLink.address(secrets, { id: personId, version: mailVersion })
    const says = t(
      'An answer came by mail in your name. We could not make sure that it was you who wrote it, so it was not posted.',
    )
    return mailLayout({
      t,
      community: community ?? undefined,
      preheader: says,
      subject: t('Did you write this answer?'),
      blocks: [
        paragraph(says),
        button(t('Look at it'), `${config.publicUrl}${link}`),
        note(
          t(
            'If it is yours, one press posts it. If not, throw it away: nobody else has seen it. It waits for {days} days.',
            { days: daysUnconfirmed },
          ),
        ),
        note(
          t('An answer from the address that these mails come to is posted at once, where its mail server signs it.'),
        ),
      ],
      why: t(
        'You get this because a mail came in at an address that was made for you. We write so at most once a day.',
      ),
      site: { name: siteName, url: config.publicUrl, hue: siteHue },
    })
  },
})
