/** The words of an announcement's mail. Pure. */
import { whoSees } from '#server/announcements/confirming/page.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { button, mailLayout, note, paragraph } from '#server/platform/mail/layout.ts'
import type { Composed, MailCommunity } from '#server/platform/mail/mail-kind.ts'
import { mailText } from '#server/platform/markdown/mail-text.ts'
import { excerpt } from '#server/platform/markdown/markdown.ts'

/** Why it goes out: the first time, again as it was changed, or to those who have not confirmed. */
export type WhyMailed = 'published' | 'again' | 'reminder'

/** The same, or as a test to one who may publish it. */
type WhyShown = WhyMailed | 'test'

/** The mail of one announcement, to one member. */
export interface AnnouncementMailView {
  readonly why: WhyShown
  readonly community: MailCommunity
  readonly title: string
  /** As the site shows it. */
  readonly html: string
  readonly from: { readonly name: string; readonly title: string } | null
  /** The cohorts it is for; null for everybody in the community. */
  readonly cohorts: readonly string[] | null
  /** The full addresses of the page on the site, and of the page that confirms; null where there is nothing to confirm. */
  readonly address: string
  readonly confirmAddress: string | null
  readonly hasDiscussion: boolean
}

interface Terms {
  readonly t: Translate
  readonly site: { readonly name: string; readonly url: string }
  readonly unsubscribeUrl?: string
  /** Where an answer by mail goes; left out, nobody can answer it. */
  readonly replyTo?: Composed['replyTo']
}

/** Its title is subject and heading, then comes all of its text, the way to it on the site and, last, the button that confirms. */
export function announcementEmail(view: AnnouncementMailView, { t, site, unsubscribeUrl, replyTo }: Terms): Composed {
  const { community, title, html, from, address, confirmAddress } = view
  const name = from?.name ?? t('Somebody')
  const text = mailText(html, site.url)
  const go = view.hasDiscussion ? t('Read and discuss it on the site') : t('Read it on the site')
  const confirming = confirmAddress
    ? [
        note(t('Please confirm that you have read this. A page opens; press the button there.')),
        button(t('I have read this'), confirmAddress),
        note(whoSees(from && name, t)),
      ]
    : []
  return {
    from: `${name}, ${community.name}`,
    replyTo,
    listId: `${community.slug}.announcements`,
    ...mailLayout({
      t,
      subject: subjectOf(view, t),
      heading: title,
      community,
      above: aboveOf(view, t),
      preheader: excerpt(text, 120),
      blocks: [
        paragraph(text),
        // A scanner that opens what lies in a mail in its order opens this one first, which tells it from a person.
        confirmAddress ? note(`${go}\n${address}`) : button(go, address),
        ...confirming,
        ...(replyTo ? [note(t('Answer this mail, and your answer stands in the discussion, under your name.'))] : []),
      ],
      why: whyMailed(view, t),
      unsubscribeUrl,
      isAnswered: replyTo !== undefined,
      site,
    }),
  }
}

function subjectOf({ why, title }: AnnouncementMailView, t: Translate): string {
  if (why === 'again') return t('Changed: {title}', { title })
  if (why === 'test') return t('Test: {title}', { title })
  return why === 'reminder' ? t('Please confirm: {title}', { title }) : title
}

function aboveOf({ why, from }: AnnouncementMailView, t: Translate): string {
  if (why === 'reminder') return t('You have not confirmed yet that you have read this')
  const name = from?.name
  if (!name) return t('Announcement')
  if (why === 'again') return t('Announcement from {name}, changed and sent again', { name })
  return from.title
    ? t('Announcement from {name}, {title}', { name, title: from.title })
    : t('Announcement from {name}', { name })
}

function whyMailed({ community, cohorts }: AnnouncementMailView, t: Translate): string {
  const where = { community: community.name }
  return cohorts?.length
    ? t('You get this because you are in {cohorts} of {community}: this announcement is for these people alone.', {
        ...where,
        cohorts: cohorts.join(', '),
      })
    : t('You get this because you are a member of {community}: its announcements are mailed to every member.', where)
}
