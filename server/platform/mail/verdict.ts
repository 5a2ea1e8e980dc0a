/**
 * What a mail server's no is about: the address, the mail or its sender, this moment, or everything we bring. Only the first
 * concerns the recipient; if we took another no for it, we would cut people off for a fault of ours. Pure.
 *
 * Codes: RFC 5321 4.2 (replies), RFC 3463 and its registry (enhanced status codes, `5.1.1`).
 */

/**
 * `no_such_address`: nobody is reached there, now or later. `refused`: a no for another reason, which may be put right: policy, lists,
 * records of our domain, a full mailbox. `busy`: not now. `closed`: the server could not be reached, or takes nothing from us.
 */
export type Verdict = 'no_such_address' | 'refused' | 'busy' | 'closed'

/** What is known of a failed delivery; the shape of nodemailer's errors. */
export interface Failure {
  /** The library's own word, such as `ECONNECTION` or `EENVELOPE`. */
  readonly code?: string
  /** The last command sent: `CONN`, `EHLO`, `AUTH PLAIN`, `MAIL FROM`, `RCPT TO`, `DATA`; `API` where it was not asked. */
  readonly command?: string
  readonly responseCode?: number
  /** The answer, all its lines. */
  readonly response?: string
}

/** Bad mailbox, host, syntax; ambiguous; moved; null MX; and the disabled mailbox. 5.1.7 and 5.1.8 are about the sender. */
const aboutAddress = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.4', '5.1.6', '5.1.10', '5.2.1'])

/** Other words for "user unknown", where a server gives no enhanced code, or one that leaves it open. */
const unknown =
  /\b(?:user|recipient|mailbox|account|address)(?: \S+){0,3}? (?:is )?(?:unknown|not found|invalid|(?:was |could )?not (?:be )?found|(?:does ?n[o']t|does not) exist|(?:is |has been )?(?:disabled|closed|deactivated))\b|\b(?:unknown|invalid|no such|not an?(?: valid)?|non-?existent) (?:local |virtual |mail )?(?:user|recipient|mailbox|account|address|person|domain)\b|\bno (?:mailbox|account|user)\b.*\b(?:here|by that name)\b|\bdoes(?: not|n't) have an? \S+ account\b|\bno such (?:user|person)\b/i

/** Words that are about us: then nothing in the answer counts as being about the address. */
const aboutUs =
  /\b(?:spf|dkim|dmarc|spam|sender|policy|policies|blocked|blocklist(?:ed)?|blacklist(?:ed)?|listed|reputation|rbl|dnsbl|relay(?:ing)?|rate|limit|authenticat\w*|access denied|quota|full|too (?:large|big|many)|virus|content|reverse|ptr|greylist\w*|suspicious|abuse|helo|ehlo|client|ip|hostname|dns|mail from|from domain|too quickly|your (?:\S+ )?(?:host|server|domain|address))\b/i

/** Reads one failure. */
export function verdictOf(failure: Failure): Verdict {
  const { code = '', command = '', responseCode = 0 } = failure
  if (!/^(MAIL FROM|RCPT TO|DATA)/.test(command) || responseCode === 0 || responseCode === 421)
    return responseCode === 0 && isOwnMind(code) ? 'refused' : 'closed'
  const isTooLarge = responseCode === 552
  if (/^MAIL FROM/.test(command) && !isTooLarge) return 'closed'
  if (responseCode < 500) return 'busy'
  return isAboutAddress(failure) ? 'no_such_address' : 'refused'
}

/** Did the library refuse the mail itself, before the server was asked? Letters outside ASCII for a server without SMTPUTF8, or too large. */
function isOwnMind(code: string): boolean {
  return code === 'EENVELOPE' || code === 'EMESSAGE'
}

function isAboutAddress({ responseCode = 0, response = '' }: Failure): boolean {
  // Addresses and links in the answer are not read as words,
  // and neither is the name of the table in which Postfix found no address.
  const words = response.replace(/<[^<>]*>|\S+@\S+|https?:\S+|in relay recipient table/g, ' ').replace(/\s+/g, ' ')
  if (responseCode === 552 || aboutUs.test(words)) return false
  const [, enhanced] = /^\d{3}[ -]#?(\d\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(response) ?? []
  if (enhanced && aboutAddress.has(enhanced)) return true
  const leavesOpen = !enhanced || enhanced === '5.0.0' || enhanced === '5.1.0'
  return leavesOpen && unknown.test(words)
}
