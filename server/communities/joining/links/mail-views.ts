/**
 * What the mailed link that makes an account opens. Reading changes nothing: mail scanners open links.
 */
import { joinLink, linkStateOf } from '#server/communities/joining/links/link.ts'
import { joinMailWords } from '#server/communities/joining/links/mail.ts'
import { type FoundLink, readJoinMail, readLink } from '#server/communities/joining/links/reads-links.ts'
import type { OpenedToken } from '#server/platform/secrets.ts'
import type { Look } from '#server/platform/work.ts'

export interface JoinMail {
  readonly token: string
  /** `known`: the address has an account already. `over`: the mail is too old, or its link lets nobody in any more. */
  readonly state: 'open' | 'known' | 'over'
  readonly linkId: string
  /** The path of the invitation link behind it. */
  readonly link: string
  readonly name: string
  readonly address: string
  readonly community: Pick<FoundLink, 'slug' | 'name' | 'purpose' | 'hue'>
}

/** Null where it is gone. */
export async function readJoinMailPage(look: Look, key: OpenedToken, token: string): Promise<JoinMail | null> {
  const { secrets } = look.platform
  const mail = await readJoinMail(look, key.id)
  const words = mail && joinMailWords.open(secrets, mail.sealed)
  const found = words && (await readLink(look, words.linkId, null))
  if (!mail || !words || !found) return null
  const { slug, name, purpose, hue } = found
  const isOver = mail.isLate || linkStateOf(found, look.now) !== 'open'
  return {
    token,
    state: mail.isKnown ? 'known' : isOver ? 'over' : 'open',
    linkId: words.linkId,
    link: joinLink.address(secrets, { id: words.linkId, version: 0 }),
    name: words.name,
    address: mail.address,
    community: { slug, name, purpose, hue },
  }
}
