/** The link in a discussion's mail by which its reader mutes that discussion. */
import { longId, shortId } from '#server/platform/ids.ts'
import type { MailLink } from '#server/platform/mail/acts/mail-link.ts'
import { notFound } from '#server/platform/refuse.ts'

/** Who mutes what; the version is the person's `mail_version`, which ends the links in their mails as it is raised. */
export interface MuteKey {
  readonly threadId: string
  readonly personId: string
  readonly version: number
}

const purposeOf = (threadId: string) => `mute thread ${threadId}`

export const muteLink: MailLink<MuteKey> = {
  path: '/mute',
  unknown: notFound,
  address(secrets, { threadId, personId, version }) {
    const proof = secrets.derive(purposeOf(threadId), personId, version)
    return `/mute/${shortId(threadId)}.${shortId(personId)}.${version.toString(36)}.${proof}`
  },
  open(secrets, token) {
    const [thread = '', person = '', written = '', proof = ''] = token.split('.')
    const threadId = longId(thread)
    const personId = longId(person)
    if (!threadId || !personId || !/^[0-9a-z]{1,6}$/.test(written)) return null
    const version = Number.parseInt(written, 36)
    return secrets.check(purposeOf(threadId), personId, version, proof) ? { threadId, personId, version } : null
  },
}
