/** The kind of mail of this room, and what it needs when it is sent or shown. */
import { announcementAddress } from '#server/announcements/announcement.ts'
import { confirmLink } from '#server/announcements/confirming/confirm-link.ts'
import { announcementEmail, type WhyMailed } from '#server/announcements/emails.ts'
import { isAsked } from '#server/announcements/policy.ts'
import { readMailedCopy } from '#server/announcements/reads-mailing.ts'
import { answerBelowEntry } from '#server/discussions/room.ts'
import { replyToOf } from '#server/platform/mail/incoming/reply-address.ts'
import { type Composed, type Dropped, isLeaving, type Mail, mailKind } from '#server/platform/mail/mail-kind.ts'
import { mailName } from '#server/platform/mail/mail-name.ts'
import { unsubscribeAddress } from '#server/platform/mail/unsubscribe.ts'
import type { Look } from '#server/platform/work.ts'

export type { WhyMailed } from '#server/announcements/emails.ts'

/** An announcement to one member. */
export const announcementMail = mailKind<{ why: WhyMailed }>({
  kind: 'announcement',
  priority: 'bulk',
  name: (t) => t('Announcement'),
  unsubscribe: {
    place: 15,
    byDefault: 'at_once',
    inDigest: 'announcement',
    name: (t) => t('Announcements'),
    hint: (t) => t('News from those who lead, mailed as it is published.'),
    stops: (t, at) =>
      t('You will get no more announcements of {community} by mail. You still find them on the site.', at),
    stopped: (t, at) => t('Announcements of {community} no longer come to you by mail. You find them on the site.', at),
  },
  compose,
  answer: answerBelowEntry,
})

async function compose(look: Look, mail: Mail<{ why: WhyMailed }>): Promise<Composed | Dropped> {
  const { personId, community, mailVersion: version } = mail
  const { why } = mail.payload
  if (!personId || !community) return { dropped: 'gone' }
  const one = await readMailedCopy(look, mail.aboutId, personId)
  if (!one || one.isGone || !one.publishedAt) return { dropped: 'gone' }
  if (!one.isForReader) return { dropped: 'left' }
  // A kept mail is shown as it was; before a mail leaves, its reader must still want it, and it must still be out.
  if (isLeaving(mail)) {
    if (one.isOptedOut) return { dropped: 'opted_out' }
    if (one.state !== 'published') return { dropped: 'over' }
    if (why === 'reminder' && (one.hasConfirmed || !one.asksConfirmation)) return { dropped: 'done' }
  }
  const { secrets, config } = look.platform
  const link = `${config.publicUrl}${confirmLink.address(secrets, { announcementId: one.id, personId, version })}`
  const asks = one.asksConfirmation && isAsked(one, personId)
  const name = one.from && mailName(one.from.name)
  const address = asks ? `${link}/site` : `${config.publicUrl}${announcementAddress(community.slug, one)}`
  const composed = announcementEmail(
    {
      why,
      community,
      title: one.title,
      html: one.html,
      from: name ? { name, title: mailName(one.from?.title ?? '') ?? '' } : null,
      cohorts: one.readers?.flatMap((cohort) => mailName(cohort) ?? []) ?? null,
      address,
      confirmAddress: asks ? link : null,
      hasDiscussion: one.hasDiscussion,
    },
    {
      t: mail.t,
      site: { name: mail.siteName, url: config.publicUrl },
      replyTo: one.hasDiscussion ? replyToOf(look.platform, mail) : undefined,
      unsubscribeUrl: unsubscribeAddress(look.platform, { personId, communityId: community.id, kind: 'announcement' }),
    },
  )
  const says = mail.t('{name} announces: {title}', { name: name ?? mail.t('Somebody'), title: one.title })
  return { ...composed, inShort: [{ says, address }] }
}
