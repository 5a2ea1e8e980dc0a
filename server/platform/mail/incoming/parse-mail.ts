/** The bytes of a mail as what the rest reads: who, to whom, what it says, what it reports. Character sets are read as declared. */
import { type Attachment, simpleParser } from 'mailparser'
import type { MailParts } from './read-reply.ts'

/** A mail that came in. */
export interface IncomingMail extends Required<MailParts> {
  /** With its brackets. */
  readonly messageId: string | null
  /** The one address of `From`, in lower case; null where there is none or several. */
  readonly from: string | null
  readonly subject: string
  /** By their names in lower case; each may stand there several times. */
  readonly headers: ReadonlyMap<string, readonly string[]>
  /** The machine-readable parts of a report, and what it says of the mail that it is about. */
  readonly reports: { readonly delivery: string; readonly feedback: string; readonly original: string }
  readonly files: readonly IncomingFile[]
}

/** A file that came with a mail. */
export interface IncomingFile {
  readonly name: string
  readonly type: string
  readonly content: Buffer
  /** The name by which the HTML shows it, without brackets. */
  readonly cid: string | null
  /** Does it stand within the text? */
  readonly isInline: boolean
}

const ofReports =
  /^(?:message\/(?:global-)?(?:delivery-status|feedback-report|rfc822)|text\/rfc822-headers|message\/global(?:-headers)?)$/

/** Parses a mail. Bytes that are no mail are one without headers, whose text they are. */
export async function parseMail(raw: Buffer): Promise<IncomingMail> {
  const mail = await simpleParser(raw, {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
    keepDeliveryStatus: true,
  })
  const headers = new Map<string, string[]>()
  for (const { key, line } of mail.headerLines) {
    const value = line
      .slice(line.indexOf(':') + 1)
      .replace(/\s+/g, ' ')
      .trim()
    headers.set(key, [...(headers.get(key) ?? []), value])
  }
  const senders = mail.from?.value ?? []
  const report = (type: RegExp) =>
    mail.attachments
      .filter(({ contentType }) => type.test(contentType))
      .map(({ content }) => content.toString('utf8'))
      .join('\n')
  const isReport = mail.attachments.some(({ contentType }) => /(?:delivery-status|feedback-report)$/.test(contentType))
  return {
    messageId: mail.messageId ?? null,
    from: senders.length === 1 ? (senders[0]?.address?.toLowerCase() ?? null) : null,
    subject: mail.subject ?? '',
    headers,
    text: mail.text ?? '',
    html: mail.html || '',
    reports: {
      delivery: report(/delivery-status$/),
      feedback: report(/feedback-report$/),
      original: report(/rfc822|^message\/global(?:-headers)?$/) || (isReport ? bodyOf(raw) : ''),
    },
    files: mail.attachments.filter(({ contentType }) => !ofReports.test(contentType)).map(asFile),
  }
}

/** Behind its own headers: there a report has those of the mail it is about, which the parser takes for more text. */
function bodyOf(raw: Buffer): string {
  const body = raw.subarray(0, 262_144).toString('latin1')
  return body.slice(body.search(/\r?\n\r?\n/))
}

function asFile({ filename, contentType, content, cid, related, contentDisposition }: Attachment): IncomingFile {
  return {
    cid: cid ?? null,
    name: filename ?? '',
    type: contentType,
    content,
    isInline: related || contentDisposition === 'inline',
  }
}
