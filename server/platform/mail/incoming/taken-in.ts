/** What every way does with a mail that comes in: whose it is, and keeping it once until a job reads it. */
import { createHash } from 'node:crypto'
import { cleanedText } from '#server/platform/http/clean-fields.ts'
import { readSender } from '#server/platform/mail/message.ts'
import type { OpenedToken } from '#server/platform/secrets.ts'
import type { Platform, Work } from '#server/platform/work.ts'
import { saveIncoming } from './incoming-store.ts'
import { openReplyAddress } from './reply-address.ts'
import { takeInTask } from './take-in-task.ts'

/** In bytes: what a mail may have with all its files. */
export const largestMail = 20_000_000

/** A person who answers a mail, or the site itself, which gets the bounces of its mails. */
export type IncomingRecipient = OpenedToken | 'site'

/** Whom an address is for; null for nobody here. */
export function recipientOf({ config, secrets }: Platform, address: string): IncomingRecipient | null {
  if (address.toLowerCase() === readSender(config.mailFrom).address.toLowerCase()) return 'site'
  return config.mailReplyTo ? openReplyAddress(secrets, config.mailReplyTo, address) : null
}

/** A mail as it came, by whatever way. */
export interface Arrived {
  readonly raw: Buffer
  /** `''` is the sender of machines. */
  readonly envelopeFrom: string
  readonly isVouchedFor: boolean
  /** Is only its beginning here, as it was too large? */
  readonly isCut?: boolean
}

/** Keeps it for each of its recipients, with a job that reads it; what is here already is passed over. */
export async function keepArrived(
  work: Work,
  { isCut = false, ...mail }: Arrived,
  recipients: readonly IncomingRecipient[],
): Promise<void> {
  const messageId = messageIdOf(mail.raw) ?? createHash('sha256').update(mail.raw).digest('hex')
  for (const recipient of recipients) {
    const answered = recipient === 'site' ? null : recipient
    const id = await saveIncoming(work, {
      ...mail,
      envelopeFrom: cleanedText(mail.envelopeFrom),
      isCut,
      messageId,
      answeredId: answered?.id ?? null,
      answeredVersion: answered?.version ?? null,
    })
    if (id) await work.enqueue(takeInTask, { incomingId: id })
  }
}

function messageIdOf(raw: Buffer): string | undefined {
  return /^message-id:\s*(<[^<>\s\0]{1,990}>)/im.exec(raw.subarray(0, 65_536).toString('latin1'))?.[1]
}
