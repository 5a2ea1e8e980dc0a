/**
 * A mail's words: made when it is sent, and in the same way when it is shown.
 */
import { createHash } from 'node:crypto'
import { dottedSecrets } from '#server/platform/secrets.ts'
import type { Look } from '#server/platform/work.ts'
import { type Composed, type Dropped, isLeaving, type MailKinds } from './mail-kind.ts'
import { readMail, type StoredMail } from './store.ts'

/** The words of a mail as they are true now, or the reason why it is not sent any more. */
export async function composeMail(look: Look, kinds: MailKinds, mail: StoredMail): Promise<Composed | Dropped> {
  const kind = kinds.get(mail.kind)
  if (!kind) throw new Error(`No room declares the kind of mail "${mail.kind}".`)
  if (mail.isRemoved || mail.isOfDeleted) return { dropped: 'gone' }
  // A mail that was kept or has left is shown as it was.
  if (isLeaving(mail)) {
    if (mail.hasBounced && kind.priority === 'bulk') return { dropped: 'bounced' }
    // Until a person was invited no other mail of that community goes to them: they may never have asked for any.
    if (mail.isUninvited && kind.priority === 'bulk' && kind.invites !== true) return { dropped: 'not_invited' }
    if (mail.isQuiet && kind.unsubscribe !== 'none') return { dropped: 'quiet' }
  }
  const composed = await kind.compose(look, mail)
  if ('dropped' in composed || kind.unsubscribe === 'none' || composed.unsubscribeUrl) return composed
  throw new Error(`A mail of the kind "${mail.kind}" must carry unsubscribeUrl.`)
}

/** Tells whether words made again are those that left. */
export function digestOfWords({ html, text }: Pick<Composed, 'html' | 'text'>): string {
  return createHash('sha256').update(`${text}\0${html}`).digest('base64url')
}

/** The words of a mail made again, and whether they are those that left; null where it would say nothing any more. */
export async function composeAgain(look: Look, kinds: MailKinds, mail: StoredMail) {
  const words = await composeMail(look, kinds, mail)
  return 'dropped' in words ? null : { words, isAsSent: digestOfWords(words) === mail.wordsDigest }
}

/** A mail as it would leave now. */
export interface ShownMail {
  readonly mail: StoredMail
  /** Its words, or why it would not go any more. */
  readonly words: Composed | Dropped
}

/**
 * A mail for showing on the site, made as it would be sent. The caller checks whether the reader may see it.
 * @param links `dotted` makes every secret in it unreadable, for readers it was not sent to
 * @returns null where there is none
 */
export async function showMail(look: Look, kinds: MailKinds, mailId: string, links: 'live' | 'dotted') {
  const mail = await readMail(look.db, mailId)
  if (!mail) return null
  const platform = links === 'live' ? look.platform : { ...look.platform, secrets: dottedSecrets }
  return { mail, words: await composeMail({ ...look, platform }, kinds, mail) }
}
