/** Builds mails of machines, in the formats of common servers. */

/** What a mail is, and what must be read from it. */
export interface Reported {
  readonly name: string
  readonly raw: string
  readonly sort: string
  readonly verdict?: string
  readonly envelopeFrom?: string
}

const id = '<0197f0aa-0000-7000-8000-000000000001@guild.example>'
/** The address that did not get the mail. */
export const gone = 'gone@people.example'
export const original = `Message-ID: ${id}\nFrom: Guildhall <guildhall@guild.example>\nTo: ${gone}\nSubject: Re: How do you begin a meeting?`

/** A mail in words. */
export function mail(head: string, text: string): string {
  return `${head}\nTo: guildhall@guild.example\nMessage-ID: <r1@server.example>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${text}\n`.replace(
    /\n/g,
    '\r\n',
  )
}

/** A mail with a report and the head of the mail that it is about. */
export function report(from: string, subject: string, text: string, fields: string, type = 'delivery-status'): string {
  const parts = [
    `Content-Type: text/plain; charset=utf-8\n\n${text}`,
    `Content-Type: message/${type}\n\n${fields}`,
    `Content-Type: text/rfc822-headers\n\n${original}`,
  ]
  return `From: ${from}\nTo: guildhall@guild.example\nSubject: ${subject}\nMessage-ID: <r2@server.example>\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=${type === 'delivery-status' ? type : 'feedback-report'}; boundary="edge"\n\n${parts.map((part) => `--edge\n${part}\n`).join('\n')}\n--edge--\n`.replace(
    /\n/g,
    '\r\n',
  )
}

export const daemon = 'Mail Delivery Subsystem <mailer-daemon@server.example>'
export const status = (action: string, code: string, said: string) =>
  `Reporting-MTA: dns; mx.server.example\n\nFinal-Recipient: rfc822; ${gone}\nAction: ${action}\nStatus: ${code}\nDiagnostic-Code: smtp; ${said}`

/** The Message-ID of the mail that the reports are about. */
export const reportedId = id
