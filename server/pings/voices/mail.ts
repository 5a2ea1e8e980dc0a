/**
 * The kind of mail that asks somebody in front for their voice.
 */
import { consentEmail } from '#server/pings/emails.ts'
import { consentToken } from '#server/pings/voices/consent.ts'
import { readConsentQuestion } from '#server/pings/voices/views.ts'
import { mailKind } from '#server/platform/mail/mail-kind.ts'
import { mailName } from '#server/platform/mail/mail-name.ts'

/** To the one in whose name a Ping is to be asked. */
export const consentMail = mailKind<{ consentId: string }>({
  kind: 'ping_consent',
  priority: 'person-waits',
  unsubscribe: 'none',
  async compose(look, mail) {
    const { community } = mail
    const asked = community && (await readConsentQuestion(look, mail.payload.consentId))
    const isLeaving = (mail.state ?? 'waiting') === 'waiting'
    if (!asked || asked.personId !== mail.personId) return { dropped: 'gone' }
    if (isLeaving && (asked.isSent || asked.given === 'no')) return { dropped: 'over' }
    if (isLeaving && asked.given) return { dropped: 'done' }
    const { publicUrl } = look.platform.config
    const address = `${publicUrl}/consent/${consentToken(look.platform.secrets, asked.id, mail.mailVersion)}`
    return consentEmail(
      {
        community,
        asker: asked.ping.asker && mailName(asked.ping.asker),
        question: asked.ping.question,
        options: asked.ping.options,
        address,
      },
      { t: mail.t, site: { name: mail.siteName, url: publicUrl } },
    )
  },
})
