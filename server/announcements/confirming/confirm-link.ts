/** The link in an announcement's mail by which its reader confirms that they have read it. */
import { longId, shortId } from '#server/platform/ids.ts'
import type { MailLink } from '#server/platform/mail/acts/mail-link.ts'
import { refusal } from '#server/platform/refuse.ts'

export const confirmLinkUnknown = refusal(
  'confirm_link_unknown',
  404,
  'This link does not lead to an announcement any more. It may be gone, or the link was cut short.',
)

/** Who confirms what; the version is the person's `mail_version`, which ends the links in their mails as it is raised. */
export interface ConfirmKey {
  readonly announcementId: string
  readonly personId: string
  readonly version: number
}

const purposeOf = (announcementId: string) => `announcement confirm ${announcementId}`

export const confirmLink: MailLink<ConfirmKey> = {
  path: '/read',
  unknown: confirmLinkUnknown,
  address(secrets, { announcementId, personId, version }) {
    const proof = secrets.derive(purposeOf(announcementId), personId, version)
    return `/read/${shortId(announcementId)}.${shortId(personId)}.${version.toString(36)}.${proof}`
  },
  open(secrets, token) {
    const [announcement = '', person = '', written = '', proof = ''] = token.split('.')
    const announcementId = longId(announcement)
    const personId = longId(person)
    if (!announcementId || !personId || !/^[0-9a-z]{1,6}$/.test(written)) return null
    const version = Number.parseInt(written, 36)
    return secrets.check(purposeOf(announcementId), personId, version, proof)
      ? { announcementId, personId, version }
      : null
  },
}

/** What the openings of one mail's links are remembered by. */
export function openingsOfMail({ announcementId, personId }: Omit<ConfirmKey, 'version'>): string {
  return `announcement ${announcementId}/${personId}`
}
