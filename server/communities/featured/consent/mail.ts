/**
 * The kind of mail that asks a featured person for their name.
 */
import { consentLink } from '#server/communities/featured/consent/consent.ts'
import { consentEmail } from '#server/communities/featured/consent/emails.ts'
import { readConsentQuestion } from '#server/communities/featured/consent/views.ts'
import { isLeaving, mailKind } from '#server/platform/mail/mail-kind.ts'
import { mailName } from '#server/platform/mail/mail-name.ts'

/** Goes to the person in whose name an entry would go out. */
export const consentMail = mailKind<{ consentId: string }>({
  kind: 'ping_consent',
  name: (t) => t('Question for consent'),
  priority: 'person-waits',
  unsubscribe: 'none',
  async compose(look, mail) {
    const { community } = mail
    const question = community && (await readConsentQuestion(look, mail.payload.consentId))
    if (!question || question.personId !== mail.personId) return { dropped: 'gone' }
    if (isLeaving(mail) && (question.isSent || question.given === 'no')) return { dropped: 'over' }
    if (isLeaving(mail) && question.given) return { dropped: 'done' }
    const { publicUrl } = look.platform.config
    const { kind, asked } = question
    const inNameOf = look.platform.declared.kinds.get(kind)?.inNameOf
    if (!inNameOf) return { dropped: 'gone' }
    const asker = asked.asker && mailName(asked.asker)
    const names = {
      name: asked.name,
      asker: asker ?? mail.t('Somebody'),
      community: community.name,
      title: asked.question,
    }
    return consentEmail(
      {
        community,
        asker,
        question: asked.question,
        lines: inNameOf.lines(asked),
        words: inNameOf.asking(mail.t, names),
        address: `${publicUrl}${consentLink.address(look.platform.secrets, { id: question.id, version: mail.mailVersion })}`,
      },
      { t: mail.t, site: { name: mail.siteName, url: publicUrl } },
    )
  },
})
