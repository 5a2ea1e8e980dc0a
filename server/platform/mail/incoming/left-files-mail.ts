/** The mail to a person whose answer was posted, but not every file that came with it. */

import type { Translate } from '#server/platform/i18n.ts'
import { button, mailLayout, paragraph } from '#server/platform/mail/layout.ts'
import { mailKind } from '#server/platform/mail/mail-kind.ts'
import type { LeftFile } from './attached-files.ts'

/** `files`: the files as JSON. */
export const leftFilesMail = mailKind<{ files: string }>({
  kind: 'answer_files',
  priority: 'bulk',
  name: (t) => t('Files of an answer'),
  unsubscribe: 'none',
  compose({ platform }, { t, community, payload, siteName, siteHue }) {
    const { publicUrl } = platform.config
    const says = t('Your answer was posted, but not every file that came with it.')
    return Promise.resolve(
      mailLayout({
        t,
        community: community ?? undefined,
        preheader: says,
        subject: t('Not every file was taken'),
        blocks: [
          paragraph(says),
          ...linesOfFiles(payload.files, t).map(paragraph),
          button(t('Open the site'), community ? `${publicUrl}/c/${community.slug}` : publicUrl),
        ],
        why: t('You get this because a mail came in at an address that was made for you.'),
        site: { name: siteName, url: publicUrl, hue: siteHue },
      }),
    )
  },
})

/** A line for each file: its name, and why it was not taken. */
export function linesOfFiles(files: string, t: Translate): string[] {
  return (JSON.parse(files) as LeftFile[]).map(({ name, says, values }) => `${name}: ${t(says, values)}`)
}
