/**
 * Delivery: the job that makes a mail's words and hands it over, once.
 */
import { z } from 'zod'
import type { Job } from '#server/platform/room.ts'
import type { Platform } from '#server/platform/work.ts'
import { composeMail } from './compose-mail.ts'
import {
  type AnyMailKind,
  type Composed,
  type Dropped,
  type MailKinds,
  type MailPriority,
  mailKinds,
  mailTasks,
} from './mail-kind.ts'
import { asMessage, readSender } from './message.ts'
import { holdMail, releaseMail, type StoredMail, settleMail } from './store.ts'
import { openTransport, type Transport } from './transport.ts'

const payload = z.object({ mailId: z.uuid() })
/** How long a mail is tried before it counts as failed. */
const patienceMs = 3 * 24 * 60 * 60 * 1000

/** The job, and the pool of connections it opened. */
export type SendMailJob = Job<typeof payload> & {
  /** Closes the connections to the SMTP server. */
  close(): void
}

/**
 * The job that sends the mails of one priority. Run twice it sends once: the row is held while it is handed over, and settled after.
 * Only a crash between the two can send again, under the same Message-ID.
 * @param terms the priority, and how many connections to the SMTP server at most
 * @throws for another attempt, when the server could not take it now
 */
export function sendMailJob(
  platform: Platform,
  kinds: readonly AnyMailKind[],
  { priority, connections }: { priority: MailPriority; connections: number },
): SendMailJob {
  const { smtpUrl } = platform.config
  const transport = smtpUrl ? openTransport(smtpUrl, connections) : null
  const known = mailKinds(kinds)
  return {
    task: mailTasks[priority],
    payload,
    run: (_, { mailId }) => sendMail(platform, known, transport, mailId),
    close: () => transport?.close(),
  }
}

async function sendMail(
  platform: Platform,
  kinds: MailKinds,
  transport: Transport | null,
  mailId: string,
): Promise<void> {
  if (transport?.isResting()) throw new Error('The SMTP server does not answer; the mail waits.')
  const db = platform.database.write
  const mail = await holdMail(db, mailId, readSender(platform.config.mailFrom).domain)
  if (mail === 'settled') return
  if (mail === 'held') throw new Error('Another worker holds this mail.')

  const composed = await tryToCompose(platform, kinds, mail)
  if (!composed) return wait(platform, mail, 'It could not be composed.')
  if ('dropped' in composed) return settleMail(db, mail.id, { state: 'dropped', why: composed.dropped })
  if (!transport || mail.isDemo) return settleMail(db, mail.id, { state: 'kept' })

  const handing = await transport.hand(asMessage(composed, envelopeOf(platform, mail)))
  if (handing.outcome === 'taken') return settleMail(db, mail.id, { state: 'handed_over' })
  if (handing.outcome === 'later') return wait(platform, mail, handing.reason)
  await settleMail(db, mail.id, { state: 'failed', why: 'refused', lastError: handing.reason })
}

async function tryToCompose(
  platform: Platform,
  kinds: MailKinds,
  mail: StoredMail,
): Promise<Composed | Dropped | null> {
  try {
    return await composeMail({ db: platform.database.read, now: mail.now, log: platform.log, platform }, kinds, mail)
  } catch (problem) {
    platform.log.error({ err: problem, kind: mail.kind, mailId: mail.id }, 'a mail could not be composed')
    return null
  }
}

/**
 * Lets the mail wait for another attempt, or ends it where it was tried for three days.
 * @throws where it waits, so that the job comes back later
 */
async function wait(platform: Platform, mail: StoredMail, reason: string): Promise<void> {
  const db = platform.database.write
  if (mail.now.getTime() - mail.queuedAt.getTime() > patienceMs)
    return settleMail(db, mail.id, { state: 'failed', why: 'gave_up', lastError: reason })
  await releaseMail(db, mail.id, reason)
  throw new Error(`Mail ${mail.id} was not handed over at attempt ${mail.attempts}.`)
}

function envelopeOf(platform: Platform, mail: StoredMail) {
  return {
    to: { name: mail.name, address: mail.address },
    messageId: mail.messageId as string,
    siteName: mail.siteName,
    communityName: mail.community?.name ?? null,
    mailFrom: platform.config.mailFrom,
  }
}
