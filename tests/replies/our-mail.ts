/** The mail that the recorded replies answer, made as the site makes it, and the ways in which programs quote it. */
import { translator } from '#server/platform/i18n.ts'
import { button, mailLayout, note, quote } from '#server/platform/mail/layout.ts'

/** What one recorded reply is, and what must come out of it. */
export interface Recorded {
  readonly name: string
  readonly raw: Buffer
  readonly says: string
  /** What its text part alone says, where that has no marks of what the HTML marks. */
  readonly asText?: string
  /** Only who knows the mail it answers can tell whose its lines are. */
  readonly needsSent?: true
  /** The mail it answers. */
  readonly sent: { readonly text: string; readonly html: string }
}

export const sender = { name: 'Ada Lindqvist, Weavers', address: 'reply+token@guild.example' }
export const subject = 'Re: How do you begin a meeting?'

const made = (locale: string) => {
  const { html, text } = mailLayout({
    t: translator(locale),
    isAnswered: true,
    community: { name: 'Weavers', hue: 162 },
    above: 'Ada Lindqvist answered you',
    preheader: 'I begin with a question',
    subject,
    heading: 'How do you begin a meeting?',
    blocks: [
      quote(
        'I begin with a question that everybody answers.\nThen we look at the agenda.\n\nWho keeps the minutes?',
        'Ada Lindqvist',
      ),
      button('Read and answer', 'https://guild.example/c/weavers/discussions/x'),
      note('You can answer this mail.'),
    ],
    why: 'You get this because you take part in this discussion in Weavers. You can mute a discussion on its page.',
    unsubscribeUrl: 'https://guild.example/u/x.y.replies.z',
    site: { name: 'Guildhall', url: 'https://guild.example' },
  })
  return { text, html: html.toString(), body: html.toString().replace(/[\s\S]*?<body[^>]*>|<\/body>[\s\S]*/g, '') }
}
const english = made('en')
const german = made('de')

/** The mail in the reader's language. */
export function ourMail(language: string) {
  return language === 'de' ? german : english
}

/** As `> ` before every line. */
export function cited(text: string): string {
  return text.trimEnd().replace(/^/gm, '> ').replace(/ +$/gm, '')
}

/** As Outlook turns the HTML of a mail into text: no marks, links behind their words. */
export function asOutlookText(language: string): string {
  return ourMail(language)
    .text.replace(/^(.+)\n(https:\S+)$/gm, '$1<$2>')
    .replace(/^> ?/gm, '')
}

/** Lines broken at a width, as programs break plain text. */
export function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => line.replace(new RegExp(`(?![^\\n]{1,${width}}$)([^\\n]{1,${width}}) `, 'g'), '$1\n'))
    .join('\n')
}

export const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

export const mailto = `&lt;<a href="mailto:${sender.address}">${sender.address}</a>&gt;`
