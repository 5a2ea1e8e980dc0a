/**
 * To those who run the site: a file of a feed waits for them, or could not be used.
 */
import { feedAddress, mostMissing } from '#server/people/feeds/feed.ts'
import { readFileOfFeed } from '#server/people/feeds/reads-mail.ts'
import { button, mailLayout, paragraph } from '#server/platform/mail/layout.ts'
import { isLeaving, mailKind } from '#server/platform/mail/mail-kind.ts'

export const feedMail = mailKind<{ readonly importId: string; readonly is: 'held' | 'failed' }>({
  kind: 'people_feed',
  priority: 'bulk',
  name: (t) => t('About a people feed'),
  unsubscribe: 'none',
  async compose(look, mail) {
    const { t, siteName } = mail
    const file = await readFileOfFeed(look, mail.payload.importId, mail.personId)
    if (!file) return { dropped: 'gone' }
    if (isLeaving(mail) && !file.isForThem) return { dropped: 'left' }
    const { feed, fileName, gone, brought, problem, values } = file
    if (isLeaving(mail) && (file.state === 'running' || file.state === 'done')) return { dropped: 'done' }
    const isHeld = mail.payload.is === 'held'
    const { publicUrl } = look.platform.config
    const says = isHeld
      ? t(
          '{gone, plural, one {# person} other {# people}} of the {brought, number} whom the people feed “{feed}” brought are no longer in its file “{file}”. Up to {most, number} leave without a question, so nothing was changed. Look at who they are, and say whether the file goes on.',
          { gone, brought, feed, file: fileName, most: mostMissing(brought) },
        )
      : t(
          'The file “{file}” of the people feed “{feed}” could not be used. Nobody was changed, and nobody lost anything.',
          {
            file: fileName,
            feed,
          },
        )
    return mailLayout({
      t,
      subject: isHeld
        ? t('{feed}: {gone, plural, one {# person is} other {# people are}} missing from the file', { feed, gone })
        : t('{feed}: its file could not be used', { feed }),
      preheader: says,
      blocks: [
        paragraph(says),
        ...(isHeld
          ? []
          : [paragraph(problem === null ? t('Its columns, or its letters, need a look.') : t(problem, values))]),
        button(
          isHeld ? t('Look at who they are') : t('Open the feed'),
          `${publicUrl}${feedAddress({ id: file.feedId, name: feed })}`,
        ),
      ],
      why: t('You get this because you run {site}.', { site: siteName }),
      site: { name: siteName, url: publicUrl, hue: mail.siteHue },
    })
  },
})
