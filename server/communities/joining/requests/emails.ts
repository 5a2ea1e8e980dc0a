/**
 * The words of the mails about requests to join.
 */
import { button, mailLayout, note, paragraph, quote } from '#server/platform/mail/layout.ts'
import type { Composed, Mail, MailCommunity } from '#server/platform/mail/mail-kind.ts'

type Writer = Pick<Mail, 't' | 'siteName'>

interface Words {
  readonly community: MailCommunity
  readonly publicUrl: string
}

export interface RequestWords extends Words {
  /** Who would like to join. */
  readonly name: string | null
  readonly title: string
  readonly question: string
  readonly answer: string
  readonly unsubscribeUrl: string
}

/** To whoever may answer: who asks, and what they say. */
export function requestEmail({ t, siteName }: Writer, words: RequestWords): Composed {
  const { community, title, question, answer, unsubscribeUrl, publicUrl } = words
  const name = words.name ?? t('Somebody')
  return {
    from: community.name,
    listId: `${community.slug}.requests`,
    ...mailLayout({
      t,
      subject: t('{name} would like to join {community}', { name, community: community.name }),
      community,
      preheader: answer || title,
      blocks: [
        ...(title ? [note(title)] : []),
        ...(question ? [paragraph(question)] : []),
        ...(answer ? [quote(answer, name)] : []),
        button(t('Answer the request'), `${publicUrl}/c/${community.slug}/members/requests`),
      ],
      why: t('You get this because you look after the members of {community}.', { community: community.name }),
      unsubscribeUrl,
      site: { name: siteName, url: publicUrl },
    }),
  }
}

/** To whoever asked: they are a member now. */
export function approvedEmail(
  { t, siteName }: Writer,
  { community, by, publicUrl }: Words & { readonly by: string | null },
): Composed {
  return {
    from: by ? `${by}, ${community.name}` : community.name,
    listId: `${community.slug}.requests`,
    ...mailLayout({
      t,
      subject: t('You are a member of {community} now', { community: community.name }),
      community,
      preheader: t('Your request to join was approved.'),
      blocks: [
        paragraph(
          by ? t('{name} approved your request to join.', { name: by }) : t('Your request to join was approved.'),
        ),
        button(t('Open {community}', { community: community.name }), `${publicUrl}/c/${community.slug}`),
      ],
      why: t('You get this one mail because you asked to join {community}.', { community: community.name }),
      site: { name: siteName, url: publicUrl },
    }),
  }
}

/** To whoever asked: it was declined, and why where somebody wrote that. */
export function declinedEmail(
  { t, siteName }: Writer,
  { community, by, reason, publicUrl }: Words & { readonly by: string | null; readonly reason: string },
): Composed {
  return {
    from: community.name,
    listId: `${community.slug}.requests`,
    ...mailLayout({
      t,
      subject: t('Your request to join {community} was declined', { community: community.name }),
      community,
      preheader: reason,
      blocks: [
        paragraph(t('The leaders of {community} declined your request to join.', { community: community.name })),
        ...(reason ? [quote(reason, by)] : []),
        button(t('See the community'), `${publicUrl}/c/${community.slug}/joining`),
      ],
      why: t('You get this one mail because you asked to join {community}.', { community: community.name }),
      site: { name: siteName, url: publicUrl },
    }),
  }
}
