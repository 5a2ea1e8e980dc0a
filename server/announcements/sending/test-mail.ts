/** An announcement that nobody has yet, by mail to one who may publish it. */
import { announcementAddress } from '#server/announcements/announcement.ts'
import { announcementEmail } from '#server/announcements/emails.ts'
import { readMailedCopy } from '#server/announcements/reads-mailing.ts'
import { mailKind } from '#server/platform/mail/mail-kind.ts'
import { mailName } from '#server/platform/mail/mail-name.ts'

export const announcementTestMail = mailKind<{ announcementId: string }>({
  kind: 'announcement_test',
  name: (t) => t('Test of an announcement'),
  priority: 'person-waits',
  unsubscribe: 'none',
  async compose(look, mail) {
    const { community, personId, payload, t } = mail
    const one = community && personId ? await readMailedCopy(look, payload.announcementId, personId) : null
    if (!community || !one || one.isGone) return { dropped: 'gone' }
    const { publicUrl } = look.platform.config
    // Its links lead to the draft, where nothing is confirmed.
    const draft = `${publicUrl}${announcementAddress(community.slug, one)}`
    const name = one.from && mailName(one.from.name)
    return announcementEmail(
      {
        why: 'test',
        community,
        title: one.title,
        html: one.html,
        from: name ? { name, title: mailName(one.from?.title ?? '') ?? '' } : null,
        cohorts: one.readers?.flatMap((cohort) => mailName(cohort) ?? []) ?? null,
        address: draft,
        confirmAddress: one.asksConfirmation ? draft : null,
        hasDiscussion: one.hasDiscussion,
      },
      { t, site: { name: mail.siteName, url: publicUrl } },
    )
  },
})
