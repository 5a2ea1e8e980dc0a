/**
 * Reads a mail that says that another one did not arrive: by its machine-readable part (RFC 3464), or, as half of them have none,
 * by what servers write. Pure.
 */
import { type Verdict, verdictOf } from '../verdict.ts'
import type { IncomingMail } from './parse-mail.ts'

export interface Bounce {
  /** Only `no_such_address` says something about the recipient; `busy` says that the server goes on trying, or may be asked again. */
  readonly verdict: Exclude<Verdict, 'closed'>
  /** The Message-ID of the mail that did not arrive. */
  readonly of: string | null
  /** The address it was for, in lower case. */
  readonly recipient: string | null
}

const fromMachines =
  /^(?:mailer-?daemon|postmaster|mail-?delivery(?:-?(?:system|subsystem))?|bounces?|noreply-dmarc|mailerdaemon)@/
const aboutDelivery =
  /undeliver|delivery (?:status|has failed|failure|failed|problem|incomplete)|delivery.{0,20}(?:delay|notification)|returned (?:mail|to sender)|mail delivery|failure notice|could not be delivered|nicht zustellbar|unzustellbar|zustellung|non remis|échec de (?:la )?(?:remise|distribution)|no se puede entregar|no entregado|mancata consegna|non recapitabile|onbestelbaar|niet bezorgd|kunne ikke leveres|kan inte levereras|olevererbart|niedostarcz|não entreg|недоставлен|не доставлено|退信|无法投递|系统退信|配信不能|配信できません/i

/** The bounce that a mail is, or null for another mail. */
export function readBounce(mail: IncomingMail, envelopeFrom: string): Bounce | null {
  const { reports, headers, from, subject } = mail
  const isReport =
    reports.delivery !== '' || /report-type="?delivery-status/i.test(headers.get('content-type')?.[0] ?? '')
  const failed = headers.get('x-failed-recipients')?.[0] ?? null
  const isOfServer = fromMachines.test(from ?? '') || (envelopeFrom === '' && aboutDelivery.test(subject))
  if (!isReport && !failed && !(isOfServer && (envelopeFrom === '' || aboutDelivery.test(subject)))) return null
  const told = reports.delivery
    ? byReport(reports.delivery)
    : byWords(`${subject}\n${mail.text || withoutTags(mail.html)}`)
  return { ...told, recipient: told.recipient ?? failed?.toLowerCase() ?? null, of: originalOf(mail) }
}

function originalOf({ reports, text, headers }: IncomingMail): string | null {
  const named = /^[>\s]*message-id:\s*(<[^<>\s]+>)/im
  const answered = `${headers.get('in-reply-to')?.[0] ?? ''} ${headers.get('references')?.[0] ?? ''}`
  return named.exec(reports.original)?.[1] ?? named.exec(text)?.[1] ?? /<[^<>\s]+@[^<>\s]+>/.exec(answered)?.[0] ?? null
}

type Told = Pick<Bounce, 'verdict' | 'recipient'>

function byReport(report: string): Told {
  const field = (name: string) =>
    new RegExp(`^${name}:\\s*((?:.|\\r?\\n[ \\t])*)`, 'im').exec(report)?.[1]?.replace(/\s+/g, ' ').trim() ?? ''
  const recipient = addressIn(field('original-recipient')) ?? addressIn(field('final-recipient'))
  const action = field('action').toLowerCase()
  if (action && action !== 'failed') return { verdict: 'busy', recipient }
  const status = /\d\.\d{1,3}\.\d{1,3}/.exec(field('status'))?.[0] ?? ''
  const said = field('diagnostic-code').replace(/^[\w-]+\s*;\s*/, '')
  return { verdict: verdictOfWords(said || status, status), recipient }
}

/** What a server said of a recipient, with the status beside it where the words have no code of their own. */
function verdictOfWords(said: string, status: string): Bounce['verdict'] {
  const [, code, enhanced] = /(?<![\d.])([45]\d\d)(?!\d)[ -]?#?(?:\((?:#)?)?(\d\.\d{1,3}\.\d{1,3})?/.exec(said) ?? []
  const responseCode = Number(code ?? (status.startsWith('4') ? 450 : 550))
  const rest = code
    ? said.slice(said.indexOf(code) + code.length).replace(/^[\s#(-]*\d\.\d{1,3}\.\d{1,3}\)?/, '')
    : said
  const known = enhanced ?? (status || undefined)
  const response = [responseCode, known, rest.trim()].filter(Boolean).join(' ')
  const verdict = verdictOf({ command: 'RCPT TO', responseCode, response })
  if (verdict === 'refused' && !known && isUnknownElsewhere(said)) return 'no_such_address'
  return verdict === 'closed' ? 'busy' : verdict
}

/** "No such address" in other languages, as large providers write it. */
const unknownElsewhere =
  /(?:adresse|empfänger|postfach|konto|benutzer)\S*(?: \S+){0,4} (?:existiert nicht|nicht gefunden|unbekannt|ungültig|deaktiviert)|adresse (?:introuvable|inconnue)|(?:destinataire|utilisateur) inconnu|n['’]existe pas|(?:dirección|usuario|buzón)(?: \S+){0,4} (?:no existe|no encontrad[oa]|desconocid[oa])|(?:indirizzo|utente|casella)(?: \S+){0,4} (?:inesistente|sconosciut[oa]|non trovat[oa]|non esiste)|(?:adres|gebruiker|postvak)(?: \S+){0,4} (?:bestaat niet|onbekend|niet gevonden)|(?:adressen|brugeren|användaren|adressaten)(?: \S+){0,4} (?:findes ikke|finns inte|ukendt|okänd)|(?:adres|użytkownik|skrzynka)(?: \S+){0,4} (?:nie istnieje|nieznany)|(?:endereço|usuário|utilizador|caixa)(?: \S+){0,4} (?:não existe|não encontrad[oa]|desconhecid[oa])|(?:адрес|пользователь|ящик|пользователя|адреса)(?: \S+){0,4} (?:не существует|не найден|нет)|地址不存在|用户不存在|收件人不存在|無此(?:用戶|使用者)|宛先不明|存在しません|見つかりませんでした/i
const notTheAddress =
  /\b(?:spam|spf|dkim|dmarc|voll|full|quota|lleno|pieno|piena|vol|cheio|pełna|переполнен|满|一杯)\b/i

function isUnknownElsewhere(words: string): boolean {
  return unknownElsewhere.test(words) && !notTheAddress.test(words)
}

const delayed =
  /\b(?:delayed|will (?:be )?re-?tr(?:y|ied)|still trying|keep trying|not yet been delivered|warning: message|no action is required)\b|verzögert|weitere(?:r)? zustellversuch|retardé|retrasad|in ritardo|vertraagd|forsinket|försenat|opóźnion|atrasad|задерж|延迟|遅延/i

/** Half of the bounces have no report: what a server said is somewhere in the text. */
function byWords(words: string): Told {
  // The mail that did not arrive comes last, and its words say nothing.
  const own =
    words.split(
      /^[-_ ]*(?:-{3,}.*(?:copy|original|returned|below|headers|kopie|message).*|(?:Received|Return-Path|DKIM-Signature|Message-ID): .*)$/im,
    )[0] ?? ''
  const recipient = addressIn(own)
  if (delayed.test(own)) return { verdict: 'busy', recipient }
  const lines = own.split('\n')
  const at = lines.findIndex((line) =>
    /(?<![\d.])5\d\d(?:[ -]#?5?\.?|: )|\(#?5\.\d\.\d{1,3}\)|(?<![\d.])5\.\d\.\d{1,3}(?![\d.])/.test(line),
  )
  if (at < 0)
    return {
      verdict: /(?<!\d)4\d\d[ -]\d/.test(own) ? 'busy' : verdictOfWords(own.replace(/\s+/g, ' '), ''),
      recipient,
    }
  const said = paragraph(lines, at)
  const code = /(?<![\d.])5\d\d(?!\d)/.exec(said)
  const enhanced = /(?<![\d.])5\.\d\.\d{1,3}(?![\d.])/.exec(said)?.[0] ?? ''
  return { verdict: verdictOfWords(code ? said.slice(code.index) : said.replace(enhanced, ''), enhanced), recipient }
}

/** The line and those that go on with it. */
function paragraph(lines: readonly string[], at: number): string {
  const end = lines.findIndex((line, i) => i > at && line.trim() === '')
  return lines
    .slice(at, end < 0 ? at + 8 : end)
    .join(' ')
    .replace(/\s+/g, ' ')
}

function addressIn(text: string): string | null {
  return (/[^\s<>@;:"'()[\],]+@[^\s<>@;:"'()[\],]+\w/.exec(text)?.[0] ?? null)?.toLowerCase() ?? null
}

function withoutTags(html: string): string {
  return html.replace(/<(?:br|\/p|\/div|\/tr)[^>]*>/gi, '\n').replace(/<[^>]*>/g, ' ')
}
