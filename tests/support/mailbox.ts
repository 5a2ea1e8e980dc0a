/**
 * A real SMTP server on loopback that keeps each mail it gets, for tests that check whether a mail left and what it said.
 */
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { waitLimit } from '#tests/support/wait-for.ts'

/** `refuse` says 550 to the recipient, `defer` 451; `hang` takes the connection and never says anything again. An answer such as `550 5.7.1 listed` is said to the recipient as it stands. */
type Behaviour = 'accept' | 'refuse' | 'defer' | 'hang' | `${number} ${string}`

export interface Mailbox {
  /** For `SMTP_URL`. */
  readonly url: string
  /** The accepted messages, in order. */
  readonly messages: readonly ParsedMail[]
  /** How many open connections it has fallen silent on. */
  readonly hanging: number
  /** How the server behaves from here on. */
  behave: Behaviour
  /** The recipients it treats so; it accepts mail to all others. */
  behavesTo: (address: string) => boolean
  /** Waited for between the last line of a message, which is kept by then, and the answer that it is accepted. */
  beforeAnswer: (message: ParsedMail) => Promise<void> | void
  /** The first message, already here or still to come, for which this is true. */
  waitFor(wanted: (message: ParsedMail) => boolean): Promise<ParsedMail>
  close(): Promise<void>
}

/** Opens a mailbox on a free port. `raw` keeps messages unparsed (only their number counts), for thousands of them. */
export async function openMailbox(keep: 'parsed' | 'raw' = 'parsed'): Promise<Mailbox> {
  const messages: ParsedMail[] = []
  const waiting = new Set<() => void>()
  const silent = new Set<string>()
  let close = async () => {}
  const mailbox: Mailbox = {
    url: '',
    messages,
    get hanging() {
      return silent.size
    },
    behave: 'accept',
    behavesTo: () => true,
    beforeAnswer: () => undefined,
    waitFor: (wanted) =>
      new Promise((found, lost) => {
        const giveUp = setTimeout(() => {
          waiting.delete(look)
          lost(
            new Error(
              `No such mail came; ${messages.length} are here: ${messages.map((one) => one.subject).join(' | ')}`,
            ),
          )
        }, waitLimit)
        const look = () => {
          const message = messages.find(wanted)
          if (!message) return
          clearTimeout(giveUp)
          waiting.delete(look)
          found(message)
        }
        waiting.add(look)
        look()
      }),
    close: () => close(),
  }
  function answer(to: string): Error {
    const said = { refuse: '550 No such person here', defer: '451 Come back later' }[mailbox.behave as string]
    const [, code, words = ''] = /^(\d+) (.*)$/.exec(said ?? mailbox.behave) ?? []
    return Object.assign(new Error(words.replaceAll('{to}', to)), { responseCode: Number(code) })
  }
  const server = new SMTPServer({
    authOptional: true,
    // Closing also ends the connections that are still open.
    closeTimeout: 200,
    disabledCommands: ['STARTTLS', 'AUTH'],
    hideSTARTTLS: true,
    onConnect({ id }, next) {
      if (mailbox.behave !== 'hang') return next()
      silent.add(id)
    },
    onClose: ({ id }) => void silent.delete(id),
    onRcptTo(address, { id }, next) {
      if (mailbox.behave === 'hang') return void silent.add(id)
      if (mailbox.behave === 'accept' || !mailbox.behavesTo(address.address)) return next()
      next(answer(address.address))
    },
    onData(stream, _session, next) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks)
        const message =
          keep === 'parsed' ? await simpleParser(raw) : ({ subject: '', text: raw.toString('latin1') } as ParsedMail)
        messages.push(message)
        await mailbox.beforeAnswer(message)
        next()
        for (const look of waiting) look()
      })
    },
  })
  // A program that is killed breaks off its connections.
  server.on('error', () => undefined)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.server.address()
  if (!address || typeof address === 'string') throw new Error('The mailbox has no port.')
  Object.assign(mailbox, { url: `smtp://127.0.0.1:${address.port}` })
  close = () => new Promise((closed) => server.close(() => closed()))
  return mailbox
}
