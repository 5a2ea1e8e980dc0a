/** The mail to a person whose answer by mail did nothing. */
import { button, mailLayout, paragraph } from '#server/platform/mail/layout.ts'
import { mailKind } from '#server/platform/mail/mail-kind.ts'
import { linesOfFiles } from './left-files-mail.ts'

/** `files`: those that came with it, as JSON. It comes at most once a day, so that two programs that answer each other end at once. */
export const answerRefusedMail = mailKind<{ says: string; values: string; files: string }>({
  kind: 'answer_refused',
  priority: 'bulk',
  name: (t) => t('An answer that was not posted'),
  unsubscribe: 'none',
  compose({ platform }, { t, community, payload, siteName, siteHue }) {
    const { publicUrl } = platform.config
    const subject = t('Your answer was not posted')
    return Promise.resolve(
      mailLayout({
        t,
        community: community ?? undefined,
        preheader: t(payload.says, JSON.parse(payload.values)),
        subject,
        blocks: [
          paragraph(t(payload.says, JSON.parse(payload.values))),
          ...linesOfFiles(payload.files ?? '[]', t).map(paragraph),
          button(t('Open the site'), community ? `${publicUrl}/c/${community.slug}` : publicUrl),
        ],
        why: t(
          'You get this because a mail came in at an address that was made for you. We write so at most once a day.',
        ),
        site: { name: siteName, url: publicUrl, hue: siteHue },
      }),
    )
  },
})
