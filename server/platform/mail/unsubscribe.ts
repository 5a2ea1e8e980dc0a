/**
 * The address under which one kind of mail of one community is turned off: derived, never stored, good for nothing else.
 * A mail's `List-Unsubscribe` names it; a mail program's one-click POST (RFC 8058) and the page's button both lead there.
 */
import { longId, shortId } from '#server/platform/ids.ts'
import type { MailLink } from '#server/platform/mail/acts/mail-link.ts'
import { notFound } from '#server/platform/refuse.ts'
import type { Platform } from '#server/platform/work.ts'

/** One person's choice of one kind of mail in one community. */
export interface Unsubscription {
  readonly personId: string
  readonly communityId: string
  readonly kind: string
}

const purposeOf = ({ kind, communityId }: Unsubscription) => `unsubscribe ${kind} ${communityId}`

export const unsubscribeLink: MailLink<Unsubscription> = {
  path: '/u',
  unknown: notFound,
  address(secrets, about) {
    const { personId, communityId, kind } = about
    const proof = secrets.derive(purposeOf(about), personId, 1)
    return `/u/${shortId(personId)}.${shortId(communityId)}.${kind}.${proof}`
  },
  open(secrets, token) {
    const [person = '', community = '', kind = '', proof = ''] = token.split('.')
    const personId = longId(person)
    const communityId = longId(community)
    if (!personId || !communityId || !/^[a-z_]{1,20}$/.test(kind)) return null
    const about = { personId, communityId, kind }
    return secrets.check(purposeOf(about), personId, 1, proof) ? about : null
  },
}

/** The full address for a mail. */
export function unsubscribeAddress({ config, secrets }: Platform, about: Unsubscription): string {
  return `${config.publicUrl}${unsubscribeLink.address(secrets, about)}`
}
