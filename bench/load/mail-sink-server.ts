/**
 * A fast relay, a process of its own: a real SMTP server that takes every mail and remembers its recipient.
 */
import { SMTPServer } from 'smtp-server'
import type { TakenMail } from './mail-sink.ts'

const taken: TakenMail[] = []

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  hideSTARTTLS: true,
  disableReverseLookup: true,
  onData(stream, session, next) {
    let head = ''
    stream.on('data', (chunk: Buffer) => {
      if (head.length < 4000) head += chunk.toString('latin1')
    })
    stream.on('end', () => {
      const header = (name: string) => new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1]?.trim() ?? ''
      taken.push({
        to: session.envelope.rcptTo.map(({ address }) => address).join(),
        subject: header('Subject'),
        messageId: header('Message-ID'),
        at: performance.timeOrigin + performance.now(),
      })
      next()
    })
  },
})

// A program that is killed breaks off its connections.
server.on('error', () => undefined)
server.listen(0, '127.0.0.1', () => {
  const { port } = server.server.address() as { port: number }
  process.send?.(`smtp://127.0.0.1:${port}`)
})
process.on('message', () => process.send?.(taken.splice(0)))
process.once('disconnect', () => process.exit(0))
