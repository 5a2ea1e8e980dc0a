/** What the elements of a mail's HTML say about whose words they hold, in the ways of the common mail programs. Pure. */

type Attributes = Readonly<Record<string, string>>

/** What an element says about everything inside it. */
export interface ElementMarks {
  readonly isHidden?: true
  readonly isQuote?: true
  readonly marked?: 'foreign' | 'signature' | 'attribution'
  /** From its beginning to the end of the mail nothing is the author's. */
  readonly opens?: true
}

/** Not `x_divRplyFwdMsg` alone: Outlook puts `x_` before the ids of what it quotes. */
const opening = /^(?:x_)*(?:divRplyFwdMsg|appendonsend)$/
const foreign =
  /(?:^|\s)(?:x_)*(?:yahoo_quoted\S*|ydp\S*yahoo_quoted|mail-editor-reference-message-container|moz-forward-container|isForwardContent|zmail_extra_forward)(?:\s|$)/
const attribution = /(?:^|\s)(?:gmail_attr|moz-cite-prefix|moz-email-headers-table)(?:\s|$)/
const signature = /(?<!Apple(?:Mail)?)signature|(?:^|\s)Zm-_Id_-Sgn(?:\s|$)/i
const citing = /(?:^|\s)(?:gmail_quote|protonmail_quote|blockquote_zmail|isReplyContent|mail_quote_\S*|x-quote)(?:\s|$)/

/** Reads what an element says. */
export function marksOf(tag: string, given: Attributes): ElementMarks {
  const { id = '', class: classes = '', name = '', style = '' } = given
  const named = `${id} ${classes.replace(/\bm_-?\d+/g, '')}`.trim()
  if (/display:\s*none|mso-hide:\s*all/i.test(style)) return { isHidden: true }
  if (opening.test(id)) return { opens: true }
  if (foreign.test(named) || name === 'quote' || name === 'quoted-content') return { marked: 'foreign' }
  if (attribution.test(named)) return { marked: 'attribution' }
  if (signature.test(named) || given['data-smartmail'] === 'gmail_signature') return { marked: 'signature' }
  if (tag === 'blockquote' && isCited(named, given, style)) return { isQuote: true }
  return {}
}

/** Gmail indents the author's own lines by a blockquote without a border; every other one quotes. */
function isCited(named: string, given: Attributes, style: string): boolean {
  if (given.type === 'cite' || given.cite || citing.test(named)) return true
  return !/border:\s*(?:none|0)|border-width:\s*0/i.test(style) || /border-left:\s*[^;]*(?:solid|dotted)/i.test(style)
}
