/**
 * The way out: a pool of connections to the site's SMTP server.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { createTransport, type SendMailOptions } from 'nodemailer'
import type { MailServer } from '#server/platform/mail/mail-server.ts'
import { type Failure, type Verdict, verdictOf } from '#server/platform/mail/verdict.ts'

/** How a delivery ended: taken, or what the no is about. `reason` is the server's answer, shortened. */
export type Handing = { outcome: 'taken' } | { outcome: Verdict; reason: string }

export type Transport = ReturnType<typeof openTransport>

/** How long a server that was closed to us is left alone. */
const usualRestMs = 10_000

/**
 * Opens a pool of at most so many connections, which are made as they are needed. What the address says in its query (`?maxConnections=2`) comes before what is set here.
 */
export function openTransport(
  server: MailServer,
  { connections, restMs = usualRestMs }: { connections: number; restMs?: number },
) {
  const pool = createTransport({
    ...server.options,
    pool: true,
    maxConnections: connections,
    maxMessages: 500,
    // A connection lost in mid-message may have delivered it: the next attempt is ours, under the same Message-ID.
    maxRequeues: 0,
    idleTimeout: 5_000,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const ended = new AbortController()
  let restsUntil = 0
  return {
    async hand(message: SendMailOptions): Promise<Handing> {
      try {
        await pool.sendMail(message)
        return { outcome: 'taken' }
      } catch (problem) {
        const outcome = verdictOf(problem as Failure)
        if (outcome === 'closed') restsUntil = performance.now() + restMs
        return { outcome, reason: reasonOf(problem) }
      }
    },
    /**
     * Resolves once the server may be tried again: after a pause where it was closed to us a moment ago, otherwise at once. So
     * the mails in the queue stay where they are, and none uses up an attempt.
     * @throws where the transport is closed meanwhile
     */
    async rested(): Promise<void> {
      for (let left = 1; left > 0; ) {
        if (ended.signal.aborted) throw new Error('The program ends; the mail waits.')
        left = restsUntil - performance.now()
        if (left > 0) await sleep(left, undefined, { signal: ended.signal }).catch(() => {})
      }
    },
    /** Closes the connections; what is under way is finished first. */
    close(): void {
      ended.abort()
      pool.close()
    },
  }
}

/** Does the server encrypt, with a certificate that holds? Asked by connecting, signing in as usual; no mail is sent. */
export async function offersTls({ options }: MailServer): Promise<boolean> {
  const way = createTransport({ ...options, requireTLS: true, ignoreTLS: false, connectionTimeout: 10_000 })
  try {
    return await way.verify()
  } catch {
    return false
  } finally {
    way.close()
  }
}

function reasonOf(problem: unknown): string {
  return (problem instanceof Error ? problem.message : String(problem)).replace(/\s+/g, ' ').slice(0, 300)
}
