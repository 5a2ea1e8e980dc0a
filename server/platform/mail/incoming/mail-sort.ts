/**
 * What a mail that comes in is: an answer of a person, or something that a machine wrote. Pure.
 *
 * Automatic answers: RFC 3834. Bounces: RFC 3464. Complaints: RFC 5965.
 */
import { type Bounce, readBounce } from './bounce.ts'
import type { IncomingMail } from './parse-mail.ts'
import { type MailParts, readReply } from './read-reply.ts'

/** Each way in which a mail is dealt with. */
export type MailSort =
  | { readonly sort: 'reply'; readonly says: string }
  /** Out of office, "we got your mail", and other answers of machines. */
  | { readonly sort: 'auto_reply' }
  /** A mail of this site that came back, or one that goes round. */
  | { readonly sort: 'loop' }
  | ({ readonly sort: 'bounce' } & Bounce)
  /** The recipient pressed "spam". `of` is the Message-ID of the mail. */
  | { readonly sort: 'complaint'; readonly of: string | null }
  | { readonly sort: 'too_large' }
  /** Nothing is left once quotations and signatures are taken away. */
  | { readonly sort: 'no_text' }

/** What its text may have. Nobody writes so much, and it would take seconds to read. */
const mostText = 2_000_000
/** A mail that passed more servers goes in a circle. */
const mostServers = 40

/** What is known beside the mail itself. */
export interface Arrival {
  /** The sender of the envelope; `''` is that of machines, which want no answer. */
  readonly envelopeFrom: string
  /** The site's own addresses, in lower case. */
  readonly ownAddresses: readonly string[]
  /** The mail it answers, if that still reads as it was sent; see `readReply`. */
  readonly sent?: MailParts | undefined
}

/** Sorts one mail. */
export function sortMail(mail: IncomingMail, { envelopeFrom, ownAddresses, sent }: Arrival): MailSort {
  if (mail.text.length > mostText || mail.html.length > mostText) return { sort: 'too_large' }
  if (isComplaint(mail))
    return { sort: 'complaint', of: firstId(mail.reports.original) ?? firstId(mail.reports.feedback) }
  const bounce = readBounce(mail, envelopeFrom)
  if (bounce) return { sort: 'bounce', ...bounce }
  if (isLoop(mail, ownAddresses)) return { sort: 'loop' }
  if (isAutomatic(mail, envelopeFrom)) return { sort: 'auto_reply' }
  const says = readReply(mail, sent)
  return says === '' && mail.files.length === 0 ? { sort: 'no_text' } : { sort: 'reply', says }
}

const first = ({ headers }: IncomingMail, name: string) => headers.get(name)?.[0]?.toLowerCase() ?? ''

function isComplaint(mail: IncomingMail): boolean {
  return mail.reports.feedback !== '' || /report-type="?feedback-report/.test(first(mail, 'content-type'))
}

function firstId(text: string): string | null {
  return /^message-id:\s*(<[^<>\s]+>)/im.exec(text)?.[1] ?? null
}

function isLoop(mail: IncomingMail, ownAddresses: readonly string[]): boolean {
  if ((mail.headers.get('received')?.length ?? 0) > mostServers) return true
  return mail.from !== null && ownAddresses.includes(mail.from.replace(/\+[^@]*(?=@)/, ''))
}

/** How the subjects of absent people begin, where their server sets no header. */
const absent =
  /^(?:auto(?:matic|matische|mated)?[ -]?(?:reply|response|antwort|svar|respuesta)|automatische? antwoord|automatisch antwoord|abwesenheits\S*|abwesend|out of (?:the )?office|réponse automatique|respuesta automática|risposta automatica|resposta automática|automatisk svar|automatiskt svar|autosvar|frånvaro|fravær\S*|odpowiedź automatyczna|автоматический ответ|автоответ|自动答复|自动回复|自動回覆|自動応答|自動返信|afwezig\S*|nieobecność|absence du bureau|fuera de (?:la )?oficina|fuori sede|fora do escritório)(?=[:：\s-]|$)/i

function isAutomatic(mail: IncomingMail, envelopeFrom: string): boolean {
  const submitted = first(mail, 'auto-submitted')
  if (submitted && !/^no\b/.test(submitted)) return true
  if (/^(?:bulk|junk|list|auto_reply)$/.test(first(mail, 'precedence'))) return true
  const marks = [
    'x-autoreply',
    'x-autorespond',
    'x-auto-reply',
    'x-autoresponder',
    'x-mail-autoreply',
    'x-auto-response-suppress',
    'list-id',
    'x-loop',
    'x-ms-exchange-inbox-rules-loop',
    'x-ms-exchange-generated-message-source',
  ]
  if (marks.some((name) => /^(?!no$)./.test(first(mail, name)))) return true
  return envelopeFrom === '' || absent.test(mail.subject.trim())
}
