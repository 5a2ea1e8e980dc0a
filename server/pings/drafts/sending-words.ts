/**
 * The message after a Ping or its test was sent; it depends on what becomes of the mails.
 */
import type { MailMode } from '#server/platform/mail/mail-mode.ts'

interface FlashFields {
  readonly flash: string
}

/** After sending; `n` is how many mails it has. */
export function flashOfSending(mail: MailMode): FlashFields {
  return {
    leaves: { flash: 'Your Ping is open, and on its way to {n, plural, one {# person} other {# people}}.' },
    waits: {
      flash:
        'Your Ping is open on this site. Nobody was mailed: {n, plural, one {# mail waits} other {# mails wait}} for a mail server.',
    },
    stays: {
      flash:
        'Your Ping is open. No mail leaves the demo: read {n, plural, one {its mail} other {its # mails}} under “Outbox”.',
    },
  }[mail]
}

/** After a test. */
export function flashOfTest(mail: MailMode): FlashFields {
  return mail === 'leaves'
    ? { flash: 'A test is on its way to you.' }
    : { flash: 'No mail leaves this site: the test lies under “Outbox”.' }
}
