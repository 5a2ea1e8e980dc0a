/**
 * The SMTP server at which mail comes in (`MAIL_IN`). It takes mail to addresses of this site alone, and says that it has a mail
 * only once that is kept. It stands behind the mail server of the domain.
 */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { doWork, type Platform } from '#server/platform/work.ts'
import { isRelay } from './relays.ts'
import { keepArrived, largestMail, recipientOf } from './taken-in.ts'
import { isVouchedFor } from './vouched-for.ts'

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
  const isVouched = await isVouchedFor(raw, connection).catch(() => false)
  const recipients = session.envelope.rcptTo.flatMap(({ address }) => recipientOf(platform, address) ?? [])
  await doWork(platform, (work) => keepArrived(work, { raw, envelopeFrom, isVouchedFor: isVouched }, recipients))
  return null
}

function refusedBy(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode })
}
