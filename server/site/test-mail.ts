/**
 * A mail that says mail arrives, to the person who asked for it.
 */

import type { Actor } from '#server/platform/actor.ts'
import { mailLayout, note, paragraph } from '#server/platform/mail/layout.ts'
import { mailKind } from '#server/platform/mail/mail-kind.ts'
import { mailMode, mailWaits } from '#server/platform/mail/mail-mode.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import { refuse, signInFirst } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** Its words depend only on its recipient. */
export const testMail = mailKind<Record<string, never>>({
  kind: 'mail_test',
  priority: 'person-waits',
  unsubscribe: 'none',
  async compose(look, { t, siteName, siteHue }) {
    const subject = t('Mail from {site} arrives', { site: siteName })
    return mailLayout({
      t,
      subject,
      preheader: t('If you read this, the site can send mail.'),
      blocks: [
        paragraph(t('If you read this, the site can send mail.')),
        note(
          t(
            'Look whether it lies in your inbox and not in the spam folder. There, SPF, DKIM and DMARC of the sender’s domain need a look.',
          ),
        ),
      ],
      why: t('You get this because you asked {site} for a test mail.', { site: siteName }),
      site: { name: siteName, url: look.platform.config.publicUrl, hue: siteHue },
    })
  },
})

/**
 * Queues a test mail to the actor. The caller checks whether they may ask for one.
 * @refuses sign_in_first · mail_waits where no mail leaves
 */
export async function sendTestMail(work: Work, actor: Actor): Promise<void> {
  if (actor.kind !== 'person') return refuse(signInFirst)
  if (mailMode(work.platform.config, actor.site) !== 'leaves') refuse(mailWaits)
  await queueMail(work, testMail, { personId: actor.personId }, { payload: {} })
}
