/** Replies as Apple Mail writes them, on a Mac and on a phone. */
import { answers } from './answers.ts'
import { cited, escaped, mailto, ourMail, type Recorded, sender } from './our-mail.ts'
import { rawMail } from './raw-mail.ts'

const { name, address } = sender
const above: Readonly<Record<string, string>> = {
  en: 'On Dec 1, 2026, at 10:00 AM, @ wrote:',
  de: 'Am 01.12.2026 um 10:00 schrieb @:',
  fr: 'Le 1 déc. 2026 à 10:00, @ a écrit :',
  es: 'El 1 dic 2026, a las 10:00, @ escribió:',
  it: 'Il giorno 1 dic 2026, alle ore 10:00, @ ha scritto:',
  nl: 'Op 1 dec. 2026, om 10:00 heeft @ het volgende geschreven:',
  da: 'Den 1. dec. 2026 kl. 10.00 skrev @:',
  sv: '1 dec. 2026 kl. 10:00 skrev @:',
  pl: 'Wiadomość napisana przez @ w dniu 1 gru 2026, o godz. 10:00:',
  pt: 'No dia 1 de dez. de 2026, às 10:00, @ escreveu:',
  ru: '1 дек. 2026 г., в 10:00, @ написал(а):',
  zh: '2026年12月1日 上午10:00，@ 写道：',
  ja: '2026/12/01 10:00、@のメール:',
}
const sentFrom: Readonly<Record<string, string>> = {
  en: 'Sent from my iPhone',
  de: 'Von meinem iPhone gesendet',
  fr: 'Envoyé de mon iPhone',
  es: 'Enviado desde mi iPhone',
  it: 'Inviato da iPhone',
  nl: 'Verstuurd vanaf mijn iPhone',
  da: 'Sendt fra min iPhone',
  sv: 'Skickat från min iPhone',
  pl: 'Wysłane z iPhone’a',
  pt: 'Enviado do meu iPhone',
  ru: 'Отправлено с iPhone',
  zh: '发自我的iPhone',
  ja: 'iPhoneから送信',
}

const lineOf = (language: string) => (above[language] ?? '').replace('@', `${name} <${address}>`)
const htmlLineOf = (language: string) => escaped(above[language] ?? '').replace('@', `${name} ${mailto}`)

function reply(label: string, language: string, given: { html?: string; text: string; says: string }): Recorded {
  const program = `Apple Mail, ${label}, ${language}`
  return { name: program, raw: rawMail({ program, ...given }), says: given.says, sent: ourMail(language) }
}

const onAPhone = Object.entries(answers).map(([language, [first, second]]) =>
  reply('phone', language, {
    html: `<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body dir="auto"><div dir="ltr">${escaped(first)}</div><div dir="ltr"><br></div><div dir="ltr">${escaped(second)}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">${sentFrom[language]}</div><div dir="ltr"><br><blockquote type="cite">${htmlLineOf(language)}<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">﻿${ourMail(language).body}</div></blockquote></div></body></html>`,
    text: `${first}\n\n${second}\n${sentFrom[language]}\n\n> ${lineOf(language)}\n>\n> \ufeff\n${cited(ourMail(language).text)}\n`,
    says: `${first}\n\n${second}`,
  }),
)

const cite = (words: string) => `<blockquote type="cite"><div>${words}</div></blockquote>`

/** Replies of Apple Mail. */
export const appleMail: readonly Recorded[] = [
  ...onAPhone,
  ...(['en', 'nl', 'pl'] as const).map((language) =>
    reply('Mac, text alone', language, {
      text: `${answers[language]?.join('\n\n')}\n\n> ${lineOf(language).replace(/ (?=\S*@)/, '\n> ')}\n> \n${cited(ourMail(language).text)}\n\n`,
      says: answers[language]?.join('\n\n') ?? '',
    }),
  ),
  reply('Mac, a head of fields', 'en', {
    html: `<html><body style="overflow-wrap: break-word;">I do.<br><div><br><blockquote type="cite"><div>Begin forwarded message:</div><br class="Apple-interchange-newline"><div style="margin:0px"><b>From: </b>${name}<br></div><div style="margin:0px"><b>Subject: </b>How do you begin?<br></div><div style="margin:0px"><b>Date: </b>1 December 2026</div><br><div>${ourMail('en').body}</div></blockquote></div></body></html>`,
    text: `I do.\n\n> Begin forwarded message:\n> \n> From: ${name}\n> Subject: How do you begin?\n> \n${cited(ourMail('en').text)}\n`,
    says: 'I do.',
  }),
  reply('Mac, between the lines', 'en', {
    html: `<html><body>${htmlLineOf('en')}<br><div>${cite('I begin with a question that everybody answers.')}<div><br></div><div>So do we.</div><br>${cite('Who keeps the minutes?')}<div><br></div>I can, on Mondays.<br>${cite('You can answer this mail.')}</div></body></html>`,
    text: `${lineOf('en')}\n> I begin with a question that everybody answers.\n\nSo do we.\n\n> Who keeps the minutes?\n\nI can, on Mondays.\n\n> You can answer this mail.\n`,
    says: '> I begin with a question that everybody answers.\n\nSo do we.\n\n> Who keeps the minutes?\n\nI can, on Mondays.',
  }),
  reply('phone, written into the signature', 'en', {
    html: `<html><body dir="auto"><div dir="ltr"></div><div dir="ltr"><div id="AppleMailSignature" dir="ltr">I never begin. I continue.</div><div dir="ltr"><br>On Dec 1, 2026, at 10:00, ${name} ${mailto} wrote:<br><br></div><blockquote type="cite">${ourMail('en').body}</blockquote></div></body></html>`,
    text: `I never begin. I continue.\n\nOn Dec 1, 2026, at 10:00, ${name} <${address}> wrote:\n\n${cited(ourMail('en').text)}\n`,
    says: 'I never begin. I continue.',
  }),
]
