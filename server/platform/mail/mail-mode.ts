/**
 * What happens to a mail that is made now. Every button, sentence and page about mails goes by this one answer.
 */
import type { Actor } from '#server/platform/actor.ts'
import type { Config } from '#server/platform/config.ts'
import { refusal } from '#server/platform/refuse.ts'

/**
 * `leaves`: it is handed to the site's mail server. `waits`: no server is set, or this is a restored copy, so the mail is
 * kept until it can leave and a person sends the kept mails. `stays`: this is the demo, whose mails are read in its outbox.
 */
export type MailMode = 'leaves' | 'waits' | 'stays'

/** The mode of this site's mails. Costs no query. */
export function mailMode({ smtpUrl }: Pick<Config, 'smtpUrl'>, { isDemo, copyOf }: Actor['site']): MailMode {
  if (smtpUrl && !copyOf) return 'leaves'
  return isDemo ? 'stays' : 'waits'
}

export const mailWaits = refusal(
  'mail_waits',
  409,
  'No mail can leave this site yet, so nothing was sent. What waits is kept until there is a mail server.',
)
