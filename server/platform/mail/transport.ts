/**
 * The way out: a pool of connections to the site's SMTP server.
 */
import { createTransport, type SendMailOptions } from 'nodemailer'
import type { Secret } from '#server/platform/log.ts'

/** How a delivery ended: taken; refused for good, for this recipient; or not now. `reason` is the server's answer, shortened. */
type Handing = { outcome: 'taken' } | { outcome: 'refused' | 'later'; reason: string }

export interface Transport {
  hand(message: SendMailOptions): Promise<Handing>
  /** Has the server just not answered? Then nothing is tried for some seconds, so that jobs do not queue up behind it. */
  isResting(): boolean
  /** Closes the connections; what is under way is finished first. */
  close(): void
}

const restMs = 10_000

/**
 * Opens a pool of at most so many connections, which are made as they are needed. What the address says in its query (`?maxConnections=2`) comes before what is set here.
 */
export function openTransport(smtpUrl: Secret, connections: number): Transport {
  const pool = createTransport({
    pool: true,
    url: smtpUrl.reveal(),
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
  let restsUntil = 0
  return {
    async hand(message) {
      try {
        await pool.sendMail(message)
        return { outcome: 'taken' }
      } catch (problem) {
        const handing = judge(problem)
        if (handing.outcome === 'later' && !isAnswer(problem)) restsUntil = performance.now() + restMs
        return handing
      }
    },
    isResting: () => performance.now() < restsUntil,
    close: () => pool.close(),
  }
}

interface SmtpProblem {
  readonly command?: string
  readonly responseCode?: number
}

/** A 5xx to the recipient or the contents is for good; everything else, a refused sender or sign-in included, may be put right. */
function judge(problem: unknown): Exclude<Handing, { outcome: 'taken' }> {
  const { command = '', responseCode = 0 } = problem as SmtpProblem
  const reason = (problem instanceof Error ? problem.message : String(problem)).replace(/\s+/g, ' ').slice(0, 300)
  const isFinal = responseCode >= 500 && responseCode < 600 && /^(RCPT TO|DATA)/.test(command)
  return { outcome: isFinal ? 'refused' : 'later', reason }
}

/** Did the server answer at all, once the session stood? */
function isAnswer(problem: unknown): boolean {
  const { command = '', responseCode = 0 } = problem as SmtpProblem
  return responseCode > 0 && /^(MAIL FROM|RCPT TO|DATA)/.test(command)
}
