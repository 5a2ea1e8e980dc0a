/** Replies as Gmail writes them: on the web and on phones. */
import { answers } from './answers.ts'
import { cited, escaped, mailto, ourMail, type Recorded, sender, wrapped } from './our-mail.ts'
import { rawMail } from './raw-mail.ts'

const { name, address } = sender
/** The line above the quoted mail; `@` stands for the sender. */
const above: Readonly<Record<string, string>> = {
  en: 'On Tue, Dec 1, 2026 at 10:00 AM @ wrote:',
  de: 'Am Di., 1. Dez. 2026 um 10:00 Uhr schrieb @:',
  fr: 'Le mar. 1 déc. 2026 à 10:00, @ a écrit :',
  es: 'El mar, 1 dic 2026 a las 10:00, @ escribió:',
  it: 'Il giorno mar 1 dic 2026 alle ore 10:00 @ ha scritto:',
  nl: 'Op di 1 dec 2026 om 10:00 schreef @:',
  da: 'Den tirs. 1. dec. 2026 kl. 10.00 skrev @:',
  sv: 'Den tis 1 dec. 2026 kl 10:00 skrev @:',
  pl: 'wt., 1 gru 2026 o 10:00 @ napisał(a):',
  pt: 'Em ter., 1 de dez. de 2026 às 10:00, @ escreveu:',
  ru: 'вт, 1 дек. 2026 г. в 10:00, @:',
  zh: '@ 于2026年12月1日周二 10:00写道：',
  ja: '2026年12月1日(火) 10:00 @:',
}

const quoteStyle = 'margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex'

function quotedHtml(language: string, inside = ourMail(language).body): string {
  const line = escaped(above[language] ?? '').replace('@', `${name} ${mailto}`)
  return `<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${line}<br></div><blockquote class="gmail_quote" style="${quoteStyle}">${inside}</blockquote></div>`
}

function quotedText(language: string): string {
  const line = wrapped((above[language] ?? '').replace('@', `${name} <${address}>`), 78)
  return `${line}\n\n${cited(wrapped(ourMail(language).text, 76))}\n`
}

function reply(
  label: string,
  language: string,
  { html, text, ...said }: { html: string; text: string; says: string; asText?: string },
): Recorded {
  const program = `Gmail, ${label}, ${language}`
  return { name: program, raw: rawMail({ program, html, text }), ...said, sent: ourMail(language) }
}

const onTheWeb = Object.entries(answers).map(([language, [first, second]]) =>
  reply('web', language, {
    html: `<div dir="ltr">${escaped(first)}<div><br></div><div>${escaped(second)}</div></div>${quotedHtml(language)}\n`,
    text: `${wrapped(first, 76)}\n\n${second}\n\n${quotedText(language)}`,
    says: `${first}\n\n${second}`,
  }),
)

const part = (words: string) => `<blockquote class="gmail_quote" style="${quoteStyle}"><div>${words}</div></blockquote>`

/** Replies of Gmail. */
export const gmail: readonly Recorded[] = [
  ...onTheWeb,
  reply('web with a list, a link and a signature', 'en', {
    html: `<div dir="ltr">Three things, <b>in this order</b>:<div><ol><li>a question</li><li>the <a href="https://people.example/agenda">agenda</a></li><li>2 * 3 * 4 minutes each</li></ol><div>I use snake_case and _this_.</div></div><br clear="all"><div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature"><div dir="ltr">Ben Okafor<div>Head of Looms</div></div></div></div>${quotedHtml('en')}`,
    text: `Three things, *in this order*:\n\n   1. a question\n   2. the agenda <https://people.example/agenda>\n   3. 2 * 3 * 4 minutes each\n\nI use snake_case and _this_.\n\n-- \nBen Okafor\nHead of Looms\n\n\n${quotedText('en')}`,
    says: 'Three things, **in this order**:\n\n1. a question\n2. the [agenda](https://people.example/agenda)\n3. 2 \\* 3 \\* 4 minutes each\n\nI use snake_case and \\_this\\_.',
    asText:
      'Three things, *in this order*:\n\n   1. a question\n   2. the agenda <https://people.example/agenda>\n   3. 2 * 3 * 4 minutes each\n\nI use snake_case and _this_.',
  }),
  reply('web, below the quotation', 'en', {
    html: `<div dir="ltr"><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Tue, Dec 1, 2026 at 10:00 AM ${name} ${mailto} wrote:<br></div>${part(ourMail('en').body)}<div><br></div><div>I keep them this time.</div></div></div>`,
    text: `${quotedText('en')}\nI keep them this time.\n`,
    says: 'I keep them this time.',
  }),
  reply('web, between the lines', 'de', {
    html: `<div dir="ltr">Gern, Ada.<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Am Di., 1. Dez. 2026 um 10:00 Uhr schrieb ${name} ${mailto}:</div>${part('I begin with a question that everybody answers.')}<div>Ich auch.</div>${part('Then we look at the agenda.<br><br>Who keeps the minutes?')}<div>Diesmal ich.</div>${part('You can answer this mail.')}</div></div>`,
    text: `Gern, Ada.\n\nAm Di., 1. Dez. 2026 um 10:00 Uhr schrieb ${name} <${address}>:\n\n> I begin with a question that everybody answers.\n>\nIch auch.\n\n> Then we look at the agenda.\n>\n> Who keeps the minutes?\n>\nDiesmal ich.\n\n> You can answer this mail.\n`,
    says: 'Gern, Ada.\n\n> I begin with a question that everybody answers.\n\nIch auch.\n\n> Who keeps the minutes?\n\nDiesmal ich.',
  }),
  reply('phone', 'es', {
    html: `<p dir="ltr">Sí, claro 🙂</p>\n<p dir="ltr">Mañana.</p>\n${quotedHtml('es')}`,
    text: `Sí, claro 🙂\n\nMañana.\n\n${quotedText('es')}`,
    says: 'Sí, claro 🙂\n\nMañana.',
  }),
  reply('a mail passed on', 'en', {
    html: `<div dir="ltr">Have a look.<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>From: <b>Eve</b> &lt;eve@people.example&gt;<br>Date: Tue, Dec 1, 2026 at 9:00 AM<br>Subject: Looms<br>To: Ben<br></div><br><br>We sell looms.</div></div>`,
    text: 'Have a look.\n\n---------- Forwarded message ---------\nFrom: Eve <eve@people.example>\nDate: Tue, Dec 1, 2026 at 9:00 AM\nSubject: Looms\nTo: Ben\n\n\nWe sell looms.\n',
    says: 'Have a look.',
  }),
]
