/**
 * Where mails go in the bench.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A mail that was handed over. */
export interface TakenMail {
  readonly to: string
  /** As it stands in the header: only its ASCII beginning can be relied on. */
  readonly subject: string
  readonly messageId: string
  /** When it was taken, in ms since 1970. */
  readonly at: number
}

export interface MailSink {
  /** For SMTP_URL. */
  readonly url: string
  /** What was taken since it was asked last. */
  taken(): Promise<TakenMail[]>
  stop(): void
}

/** Starts a sink in a process of its own. */
export async function startMailSink(): Promise<MailSink> {
  const child = fork(fileURLToPath(new URL('mail-sink-server.ts', import.meta.url)), { serialization: 'advanced' })
  const [url] = (await once(child, 'message')) as [string]
  return {
    url,
    async taken() {
      const answer = once(child, 'message')
      child.send('tell')
      const [taken] = (await answer) as [TakenMail[]]
      return taken
    },
    stop: () => child.disconnect(),
  }
}
