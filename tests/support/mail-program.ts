/**
 * The mail program of somebody who answers a mail of the site: it hands its answer to the site's receiver over SMTP, and its mail
 * server signs it. The name server of the test knows the key.
 */
import { generateKeyPairSync } from 'node:crypto'
import type { ParsedMail } from 'mailparser'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { runJobs } from '#tests/support/jobs.ts'
import { openNameServer } from '#tests/support/name-server.ts'
import type { Site } from '#tests/support/site.ts'

/** What an answer has that is not as usual. */
export interface MailedAnswer {
  /** The address of its author; without it whom the mail went to. */
  readonly from?: string
  /** Where it goes; without it where the mail asks for answers. */
  readonly to?: string
  readonly text?: string
  readonly html?: string
  /** False: its server vouches for nothing. */
  readonly isSigned?: boolean
  readonly headers?: Record<string, string>
  readonly messageId?: string
  readonly envelopeFrom?: string
  readonly subject?: string
  readonly attachments?: SendMailOptions['attachments']
}

/** Opens one for people at example.org. */
export async function openMailProgram() {
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const names = await openNameServer()
  names.records.set('key._domainkey.example.org', `v=DKIM1; k=rsa; p=${keys.publicKey.toString('base64')}`)
  names.records.set('_dmarc.example.org', 'v=DMARC1; p=reject')
  const signedBy = { domainName: 'example.org', keySelector: 'key', privateKey: keys.privateKey }

  /** What an answer to a mail is, with the mail quoted below it. */
  function written(mail: ParsedMail, given: MailedAnswer): SendMailOptions {
    const { from = addressOf(mail.to), to = addressOf(mail.replyTo), text = 'So do I.', isSigned = true } = given
    const cited = (mail.text ?? '').replace(/^/gm, '> ')
    return {
      from: `Somebody <${from}>`,
      to,
      envelope: { from: given.envelopeFrom ?? from, to },
      subject: given.subject ?? `Re: ${mail.subject}`,
      text: `${text}\n\nOn Tue, Dec 1, 2026 at 10:00 AM Cleo <${to}> wrote:\n${cited}`,
      ...(given.html ? { html: given.html } : {}),
      headers: given.headers ?? {},
      attachments: given.attachments ?? [],
      ...(given.messageId ? { messageId: given.messageId } : {}),
      ...(isSigned ? { dkim: signedBy } : {}),
    }
  }

  /** Answers a mail; the site reads what came. */
  async function answer(site: Site, mail: ParsedMail, given: MailedAnswer = {}): Promise<void> {
    const program = createTransport({ host: '127.0.0.1', port: site.mailInPort ?? 0, secure: false, ignoreTLS: true })
    try {
      await program.sendMail(written(mail, given))
    } finally {
      program.close()
    }
    await runJobs(site, 'take-in-mail')
  }

  /** The same answer as it lies in a mailbox. */
  async function onTheWire(mail: ParsedMail, given: MailedAnswer = {}): Promise<string> {
    const program = createTransport({ streamTransport: true, buffer: true })
    const { message } = await program.sendMail(written(mail, given))
    return String(message)
  }
  return { answer, onTheWire, records: names.records, close: () => names.close() }
}

/** The one address that a mail names there; `''` where there is none. */
export function addressOf(place: ParsedMail['to']): string {
  return [place].flat()[0]?.value[0]?.address ?? ''
}
