/**
 * The address under which one kind of mail of one community is turned off: derived, never stored, good for nothing else.
 * A mail's `List-Unsubscribe` names it; a mail program's one-click POST (RFC 8058) and the page's button both lead there.
 */
import { longId, shortId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/work.ts'

/** One person's choice of one kind of mail in one community. */
export interface Unsubscription {
  readonly personId: string
  readonly communityId: string
  readonly kind: string
}

const purpose = 'unsubscribe'

/** The full address for a mail. */
export function unsubscribeAddress(platform: Platform, about: Unsubscription): string {
  const { personId, communityId, kind } = about
  const proof = platform.secrets.derive(`${purpose} ${kind} ${communityId}`, personId, 1)
  return `${platform.config.publicUrl}/u/${shortId(personId)}.${shortId(communityId)}.${kind}.${proof}`
}

/** What an address's last part stands for, or null where it is forged or cut. Costs no query. */
export function readUnsubscribe(platform: Platform, token: string): Unsubscription | null {
  const [person = '', community = '', kind = '', proof = ''] = token.split('.')
  const personId = longId(person)
  const communityId = longId(community)
  if (!personId || !communityId || !/^[a-z_]{1,20}$/.test(kind)) return null
  return platform.secrets.check(`${purpose} ${kind} ${communityId}`, personId, 1, proof)
    ? { personId, communityId, kind }
    : null
}
