/**
 * Delivery: the job that makes a mail's words and hands it over, once.
 */
import { z } from 'zod'
import type { Job } from '#server/platform/room.ts'
import type { Platform } from '#server/platform/work.ts'
import { composeMail, digestOfWords } from './compose-mail.ts'
import { replyToOf } from './incoming/reply-address.ts'
import {
  type AnyMailKind,
  type Composed,
  type Dropped,
  type MailKinds,
  type MailPriority,
  mailKinds,
  mailTasks,
} from './mail-kind.ts'
import { mailServerOf } from './mail-server.ts'
import { asMessage, readSender } from './message.ts'
import { pauseAfter } from './retry-schedule.ts'
import { holdMail, releaseMail, type StoredMail, settleMail, tryWhenLetGo } from './store.ts'
import { type Handing, openTransport, type Transport } from './transport.ts'

const payload = z.object({ mailId: z.uuid() })

/** The job, and the pool of connections it opened. */
export type SendMailJob = Job<typeof payload> & {
  /** Closes the connections to the SMTP server; mails that wait for it stay. */
  close(): void
}

/** How a worker pool hands mails over. */
export interface WorkerPoolTerms {
  readonly priority: MailPriority
  /** To the SMTP server, at most. */
  readonly connections: number
  /** For how many ms a server that takes nothing is left alone. */
  readonly restMs?: number
}

/**
 * The job that sends the mails of one priority. Run twice it sends once: the row is held while it is handed over, and settled after.
 * Only a crash between the two can send again, under the same Message-ID. A mail that could not be handed over gets a new job.
 */
export function sendMailJob(platform: Platform, kinds: readonly AnyMailKind[], terms: WorkerPoolTerms): SendMailJob {
  const { smtpUrl, smtpTls } = platform.config
  const transport = smtpUrl ? openTransport(mailServerOf(smtpUrl, smtpTls), terms) : null
  const way: Way = { platform, kinds: mailKinds(kinds), transport, priority: terms.priority }
  return {
    task: mailTasks[terms.priority],
    payload,
    run: (_, { mailId }) => sendMail(way, mailId),
    close: () => transport?.close(),
  }
}

/** What the mails of one worker pool are sent with. */
interface Way {
  readonly platform: Platform
  readonly kinds: MailKinds
  readonly transport: Transport | null
  readonly priority: MailPriority
}

async function sendMail(way: Way, mailId: string): Promise<void> {
  const { platform, kinds, transport, priority } = way
  await transport?.rested()
  const db = platform.database.write
  const mail = await holdMail(db, mailId, readSender(platform.config.mailFrom).domain)
  if (mail === 'settled') return
  if (mail === 'held') return tryWhenLetGo(db, mailId, priority)

  const composed = await tryToCompose(platform, kinds, mail)
  if (!composed) return waitOrGiveUp(way, mail, { outcome: 'busy', reason: 'It could not be composed.' })
  if ('dropped' in composed) return settleMail(db, mail.id, { state: 'dropped', why: composed.dropped })
  if (!transport || mail.isDemo || mail.isOfCopy) return settleMail(db, mail.id, { state: 'kept' })

  const handing = await transport.hand(asMessage(composed, envelopeOf(way, mail)))
  if (handing.outcome === 'taken')
    return settleMail(db, mail.id, { state: 'handed_over', digest: digestOfWords(composed) })
  tellOperator(platform, mail, handing)
  if (handing.outcome === 'no_such_address')
    return settleMail(db, mail.id, { state: 'failed', why: handing.outcome, lastError: handing.reason })
  await waitOrGiveUp(way, mail, handing)
}

/** The server's words go to the log; addresses do not. */
function tellOperator(platform: Platform, mail: StoredMail, { outcome, reason }: Refused): void {
  const said = reason.replace(/<[^<>]*@[^<>]*>|\S+@\S+/g, '…')
  platform.log.warn({ mailId: mail.id, outcome, said }, 'the mail server did not take a mail')
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

type Refused = Exclude<Handing, { outcome: 'taken' }>

/** Lets the mail wait for its next attempt, or ends it where it was tried for three days. */
async function waitOrGiveUp({ platform, kinds }: Way, mail: StoredMail, { outcome, reason }: Refused): Promise<void> {
  const db = platform.database.write
  const pause = pauseAfter(mail.attempts, outcome)
  if (pause === null) return settleMail(db, mail.id, { state: 'failed', why: 'gave_up', lastError: reason })
  const priority = kinds.get(mail.kind)?.priority ?? 'bulk'
  await releaseMail(db, mail, { priority, pause, lastError: reason, counts: outcome !== 'closed' })
}

function envelopeOf({ platform, kinds }: Way, mail: StoredMail) {
  const answersTo = replyToOf(platform, mail)?.address ?? null
  const address = (kinds.get(mail.kind)?.comesBack && answersTo) || mail.address
  return {
    to: { name: mail.name, address },
    messageId: mail.messageId as string,
    siteName: mail.siteName,
    communityName: mail.community?.name ?? null,
    mailFrom: platform.config.mailFrom,
    optOutAddress: answersTo,
  }
}
