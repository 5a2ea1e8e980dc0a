/**
 * The words of an invitation.
 */

import { invitationDays } from '#server/communities/invitation/invitation.ts'
import { button, mailLayout, note, paragraph, quote } from '#server/platform/mail/layout.ts'
import type { Composed, Mail, MailCommunity } from '#server/platform/mail/mail-kind.ts'

/** What an invitation says beside its community. */
export interface InvitationWords {
  readonly purpose: string
  /** The name of the person who added them, or null. */
  readonly inviter: string | null
  readonly community: MailCommunity
  /** Where one press lets them in. */
  readonly joinUrl: string
  readonly unsubscribeUrl: string
  readonly publicUrl: string
}

/** The mail that tells a person that they are a member, with the link to come in. */
export function invitationEmail({ t, siteName }: Pick<Mail, 't' | 'siteName'>, words: InvitationWords): Composed {
  const { community, inviter, purpose, joinUrl, unsubscribeUrl, publicUrl } = words
  const title = inviter
    ? t('{name} invites you to {community}', { name: inviter, community: community.name })
    : t('You are invited to {community}', { community: community.name })
  return {
    from: inviter ? `${inviter}, ${community.name}` : community.name,
    listId: `${community.slug}.invitations`,
    ...mailLayout({
      t,
      subject: title,
      community,
      preheader: purpose,
      blocks: [
        ...(purpose ? [quote(purpose, null)] : []),
        paragraph(
          t(
            'There you find what others found useful, talk about how it went, and now and then get a Ping: one question by mail, answered with one click.',
          ),
        ),
        button(t('Join {community}', { community: community.name }), joinUrl),
        note(
          t(
            'One press there lets you in, without a password. The button works once, for {n, number} days; afterwards your mail address is enough to sign in.',
            { n: invitationDays },
          ),
        ),
      ],
      why: inviter
        ? t('You get this one mail because {name} added you to {community}.', {
            name: inviter,
            community: community.name,
          })
        : t('You get this one mail because you were added to {community}.', { community: community.name }),
      unsubscribeUrl,
      site: { name: siteName, url: publicUrl },
    }),
  }
}
