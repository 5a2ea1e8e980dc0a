/**
 * A mail that came in as it is dealt with: what it is, what its author wrote, and the files that came with it. It is read outside of
 * a transaction, as pictures take seconds.
 */
import { composeAgain } from '#server/platform/mail/compose-mail.ts'
import { readSender } from '#server/platform/mail/message.ts'
import { readMail, type StoredMail } from '#server/platform/mail/store.ts'
import type { Look } from '#server/platform/work.ts'
import { type AttachedFiles, noFiles, takeFiles } from './attached-files.ts'
import { readIncoming, type WaitingMail } from './incoming-store.ts'
import { type MailSort, sortMail } from './mail-sort.ts'
import { withoutOwnLinks } from './own-links.ts'
import { type IncomingMail, parseMail } from './parse-mail.ts'
import { countUnconfirmed } from './reads-unconfirmed.ts'
import { mostUnconfirmed } from './unconfirmed.ts'

export interface CameMail {
  readonly waiting: WaitingMail
  readonly mail: IncomingMail
  readonly sorted: MailSort
  /** What its author wrote, with marks where pictures stand; `''` where it is no answer. */
  readonly says: string
  readonly files: AttachedFiles
}

/** Reads it; null where it was dealt with. */
export async function readCameMail(look: Look, id: string): Promise<CameMail | null> {
  const waiting = await readIncoming(look, id)
  if (!waiting) return null
  const { declared, config } = look.platform
  const mail = await parseMail(waiting.raw)
  const answered = waiting.answeredId ? await readMail(look.db, waiting.answeredId) : null
  const again = answered && (await composeAgain(look, declared.mails, answered).catch(() => null))
  const sorted: MailSort = waiting.isCut
    ? { sort: 'too_large' }
    : sortMail(mail, {
        envelopeFrom: waiting.envelopeFrom,
        ownAddresses: [readSender(config.mailFrom).address.toLowerCase()],
        // What cannot be made again as it was is told by the marks of quotations alone.
        sent: again?.isAsSent ? { text: again.words.text, html: String(again.words.html) } : undefined,
      })
  const says = sorted.sort === 'reply' ? withoutOwnLinks(sorted.says, again?.words) : ''
  const isTaken = sorted.sort === 'reply' && answered && (await mayBePosted(look, waiting, answered))
  return { waiting, mail, sorted, says, files: isTaken ? await takeFiles(look.platform, mail, says) : noFiles }
}

/** Pictures of a mail that cannot be posted are not worth reading. */
async function mayBePosted(look: Look, waiting: WaitingMail, answered: StoredMail): Promise<boolean> {
  const kind = look.platform.declared.mails.get(answered.kind)
  if (!kind?.answer || !answered.personId || !answered.community) return false
  if (answered.isRemoved || answered.mailVersion !== waiting.answeredVersion) return false
  return waiting.isVouchedFor || (await countUnconfirmed(look, answered.personId)) < mostUnconfirmed
}
