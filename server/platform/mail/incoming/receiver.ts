/**
 * The SMTP server at which mail comes in (`MAIL_IN`). It takes mail to addresses of this site alone, and says that it has a mail
 * only once that is kept. It stands behind the mail server of the domain.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { readSender } from '#server/platform/mail/message.ts'
import type { OpenedToken } from '#server/platform/secrets.ts'
import { doWork, type Platform } from '#server/platform/work.ts'
import { saveIncoming } from './incoming-store.ts'
import { isRelay } from './relays.ts'
import { openReplyAddress } from './reply-address.ts'
import { takeInTask } from './take-in-task.ts'
import { isVouchedFor } from './vouched-for.ts'

/** In bytes: what a mail may have with all its files. */
const largestMail = 20_000_000

/** A receiver that listens. */
export interface Receiver {
  readonly port: number
  close(): Promise<void>
}

/** Listens where `MAIL_IN` says. */
export async function openReceiver(platform: Platform): Promise<Receiver | null> {
  const { mailIn } = platform.config
  if (!mailIn) return null
  const server = new SMTPServer({
    size: largestMail,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    hideSTARTTLS: true,
    disableReverseLookup: true,
    maxClients: 50,
    closeTimeout: 2000,
    onRcptTo: ({ address }, _session, next) =>
      recipientOf(platform, address) ? next() : next(refusedBy(550, '5.1.1 Nobody has this address here')),
    onData: (stream, session, next) => {
      takeMail(platform, stream, session).then(
        (problem) => next(problem),
        (err) => {
          platform.log.error({ err }, 'a mail that came in could not be kept')
          next(refusedBy(451, '4.3.0 Try again later'))
        },
      )
    },
  })
  server.on('error', (err) => platform.log.debug({ err }, 'a connection of mail that comes in broke off'))
  server.listen(mailIn.port, mailIn.host)
  await once(server.server, 'listening')
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((closed) => server.close(() => closed())),
  }
}

/** Whom an address is for: a person who answers a mail, or the site itself, which gets the bounces of its mails. */
function recipientOf({ config, secrets }: Platform, address: string): OpenedToken | 'site' | null {
  if (address.toLowerCase() === readSender(config.mailFrom).address.toLowerCase()) return 'site'
  return config.mailReplyTo ? openReplyAddress(secrets, config.mailReplyTo, address) : null
}

async function takeMail(
  platform: Platform,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<Error | null> {
  const chunks: Buffer[] = []
  // What is too much is read to its end, and forgotten.
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk as Buffer)
  if (stream.sizeExceeded) return refusedBy(552, `5.3.4 A mail may have ${largestMail / 1_000_000} MB`)
  const raw = Buffer.concat(chunks)
  const envelopeFrom = session.envelope.mailFrom ? session.envelope.mailFrom.address : ''
  const connection = {
    ip: session.remoteAddress,
    helo: session.hostNameAppearsAs || '',
    envelopeFrom,
    isRelayed: isRelay(session.remoteAddress, platform.config.trustedProxies),
  }
  const vouched = await isVouchedFor(raw, connection).catch(() => false)
  const messageId = /^message-id:\s*(<[^<>\s]{1,990}>)/im.exec(raw.subarray(0, 65_536).toString('latin1'))?.[1]
  const known = {
    messageId: messageId ?? createHash('sha256').update(raw).digest('hex'),
    envelopeFrom,
    isVouchedFor: vouched,
    raw,
  }
  await doWork(platform, async (work) => {
    for (const { address } of session.envelope.rcptTo) {
      const recipient = recipientOf(platform, address)
      const answered = recipient === 'site' ? null : recipient
      const id = await saveIncoming(work, {
        ...known,
        answeredId: answered?.id ?? null,
        answeredVersion: answered?.version ?? null,
      })
      if (id) await work.enqueue(takeInTask, { incomingId: id })
    }
  })
  return null
}

function refusedBy(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode })
}
