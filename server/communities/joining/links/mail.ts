/**
 * The mail to somebody who asked for an account with an invitation link.
 */
import { joinEmail } from '#server/communities/joining/links/emails.ts'
import { joinMailLink, linkStateOf } from '#server/communities/joining/links/link.ts'
import { readLink } from '#server/communities/joining/links/reads-links.ts'
import { isLeaving, mailKind } from '#server/platform/mail/mail-kind.ts'
import { mailName, mailPurpose } from '#server/platform/mail/mail-name.ts'
import { sealedAs } from '#server/platform/secrets.ts'

/** Who asked, and by which link: sealed, as nobody has confirmed that the address is theirs. */
export const joinMailWords = sealedAs<{ readonly linkId: string; readonly name: string; readonly address: string }>(
  'join mail',
)

/** While the link lets somebody in. */
export const joinMail = mailKind<{ readonly sealed: string }>({
  kind: 'join_link',
  priority: 'person-waits',
  name: (t) => t('Joining with an invitation link'),
  unsubscribe: 'none',
  async compose(look, mail) {
    const { community, aboutId } = mail
    const link = await readLink(look, aboutId, null)
    if (!community || !link) return { dropped: 'gone' }
    if (isLeaving(mail) && linkStateOf(link, look.now) !== 'open') return { dropped: 'over' }
    const { publicUrl } = look.platform.config
    return joinEmail(mail, {
      community,
      purpose: mailPurpose(link.purpose),
      maker: link.maker && mailName(link.maker),
      joinUrl: `${publicUrl}${joinMailLink.address(look.platform.secrets, { id: mail.id, version: 0 })}`,
      publicUrl,
    })
  },
})
