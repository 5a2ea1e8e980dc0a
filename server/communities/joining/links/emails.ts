/**
 * The words of the mail to somebody who asked for an account with an invitation link.
 */
import { joinMailDays } from '#server/communities/joining/links/link.ts'
import { button, mailLayout, note, quote } from '#server/platform/mail/layout.ts'
import type { Composed, Mail, MailCommunity } from '#server/platform/mail/mail-kind.ts'

export interface JoinWords {
  readonly community: MailCommunity
  readonly purpose: string
  /** Whose invitation link it was, or null. */
  readonly maker: string | null
  /** Where one press makes the account. */
  readonly joinUrl: string
  readonly publicUrl: string
}

/** The mail whose button leads to the page that makes the account. */
export function joinEmail({ t, siteName }: Pick<Mail, 't' | 'siteName'>, words: JoinWords): Composed {
  const { community, purpose, maker, joinUrl, publicUrl } = words
  return {
    from: community.name,
    listId: `${community.slug}.invitations`,
    ...mailLayout({
      t,
      subject: t('Join {community}', { community: community.name }),
      community,
      preheader: purpose,
      blocks: [
        ...(purpose ? [quote(purpose, null)] : []),
        button(t('Join {community}', { community: community.name }), joinUrl),
        note(
          t(
            'One press there makes your account and lets you in, without a password. The button works once, for {n, number} days; afterwards your mail address is enough to sign in.',
            { n: joinMailDays },
          ),
        ),
        note(t('If you did not ask for this, leave it: without that press nothing is made.')),
      ],
      why: maker
        ? t('You get this one mail because somebody gave your address with an invitation link from {name}.', {
            name: maker,
          })
        : t('You get this one mail because somebody gave your address with an invitation link.'),
      site: { name: siteName, url: publicUrl },
    }),
  }
}
