/** Replies as Thunderbird writes them, as text and as HTML, above, below and between. */
import { answers } from './answers.ts'
import { cited, escaped, ourMail, type Recorded, wrapped } from './our-mail.ts'
import { rawMail } from './raw-mail.ts'

const above: Readonly<Record<string, string>> = {
  en: 'On 01/12/2026 10:00, Ada Lindqvist, Weavers wrote:',
  de: 'Am 01.12.26 um 10:00 schrieb Ada Lindqvist, Weavers:',
  fr: 'Le 01/12/2026 à 10:00, Ada Lindqvist, Weavers a écrit :',
  es: 'El 1/12/26 a las 10:00, Ada Lindqvist, Weavers escribió:',
  it: 'Il 01/12/2026 10:00, Ada Lindqvist, Weavers ha scritto:',
  nl: 'Op 01-12-2026 om 10:00 schreef Ada Lindqvist, Weavers:',
  da: 'Den 01-12-2026 kl. 10:00 skrev Ada Lindqvist, Weavers:',
  sv: 'Den 2026-12-01 kl. 10:00, skrev Ada Lindqvist, Weavers:',
  pl: 'W dniu 1.12.2026 o 10:00, Ada Lindqvist, Weavers pisze:',
  pt: 'Em 01/12/2026 10:00, Ada Lindqvist, Weavers escreveu:',
  ru: '01.12.2026 10:00, Ada Lindqvist, Weavers пишет:',
  zh: '在 2026/12/1 10:00, Ada Lindqvist, Weavers 写道:',
  ja: 'On 2026/12/01 10:00, Ada Lindqvist, Weavers wrote:',
}

interface Given {
  readonly html?: string
  readonly text?: string
  readonly says: string
  readonly charset?: string
  readonly textType?: string
}

function reply(label: string, language: string, given: Given): Recorded {
  const program = `Thunderbird, ${label}, ${language}`
  return { name: program, raw: rawMail({ program, ...given }), says: given.says, sent: ourMail(language) }
}

/** Lines that flow: each that goes on ends with a blank. */
const flowed = (text: string) => wrapped(text, 70).replace(/(?<=\S)\n(?=\S)/g, ' \n')

const charsets: Readonly<Record<string, string>> = {
  de: 'iso-8859-1',
  fr: 'windows-1252',
  pl: 'iso-8859-2',
  ru: 'koi8-r',
  zh: 'gb18030',
  ja: 'iso-2022-jp',
}

const asText = Object.entries(answers).map(([language, [first, second]]) => {
  const charset = charsets[language] ?? 'utf-8'
  // Letters that these encodings lack are typed otherwise.
  const plain = (text: string) =>
    charset.startsWith('iso-8859') ? text.replaceAll('’', "'").replaceAll('—', '-') : text
  return reply(`text, below, ${charset}`, language, {
    textType: 'text/plain; format=flowed',
    charset,
    text: `${above[language]}\n${cited(plain(ourMail(language).text))}\n\n${flowed(plain(first))}\n\n${plain(second)}\n\n-- \nBen Okafor\nhttps://people.example\n`,
    says: `${plain(first)}\n\n${plain(second)}`,
  })
})

const asHtml = (['en', 'de', 'ru', 'sv'] as const).map((language) =>
  reply('HTML, above', language, {
    html: `<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body><p>${escaped(answers[language]?.[0] ?? '')}</p><p>${escaped(answers[language]?.[1] ?? '')}<br></p><pre class="moz-signature" cols="72">-- \nBen Okafor\nHead of Looms</pre><div class="moz-cite-prefix">${above[language]}<br></div><blockquote type="cite" cite="mid:1@guild.example">${ourMail(language).body}</blockquote></body></html>`,
    says: answers[language]?.join('\n\n') ?? '',
  }),
)

/** Replies of Thunderbird. */
export const thunderbird: readonly Recorded[] = [
  ...asText,
  ...asHtml,
  reply('text, between', 'en', {
    text: `${above.en}\n> I begin with a question that everybody answers.\n\nSo do we:\n\n    loom.start()\n\n> Then we look at the agenda.\n>> > Who keeps the minutes?\n\nI do.\n`,
    says: '> I begin with a question that everybody answers.\n\nSo do we:\n\n    loom.start()\n\n> Then we look at the agenda.\n> Who keeps the minutes?\n\nI do.',
  }),
  reply('text, broken at a width', 'en', {
    text: `I have always thought that the first minute of a meeting is the one in\nwhich people decide whether they are in it.\n\n- short\n- lines\nstay\n\n${above.en}\n${cited(ourMail('en').text)}\n`,
    says: 'I have always thought that the first minute of a meeting is the one in which people decide whether they are in it.\n\n- short\n- lines\nstay',
  }),
  reply('HTML, pre of a text', 'en', {
    html: `<html><body><p>Yes.</p><div class="moz-cite-prefix">${above.en}</div><blockquote type="cite"><pre class="moz-quote-pre" wrap="">${escaped(ourMail('en').text)}</pre></blockquote><p>And no.</p></body></html>`,
    says: `Yes.\n\n> Guildhall\n> https://guild.example\n\nAnd no.`,
  }),
]
