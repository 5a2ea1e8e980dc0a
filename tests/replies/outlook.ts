/** Replies as Outlook writes them: on Windows, in the browser, on phones. It marks no line that it quotes. */
import { answers } from './answers.ts'
import { asOutlookText, escaped, mailto, ourMail, type Recorded, sender, subject } from './our-mail.ts'
import { rawMail } from './raw-mail.ts'

const { name, address } = sender
/** From, sent, to, subject, and the moment. */
const heads: Readonly<Record<string, readonly [string, string, string, string, string]>> = {
  en: ['From:', 'Sent:', 'To:', 'Subject:', 'Tuesday, December 1, 2026 10:00 AM'],
  de: ['Von:', 'Gesendet:', 'An:', 'Betreff:', 'Dienstag, 1. Dezember 2026 10:00'],
  fr: ['De :', 'Envoyé :', 'À :', 'Objet :', 'mardi 1 décembre 2026 10:00'],
  es: ['De:', 'Enviado el:', 'Para:', 'Asunto:', 'martes, 1 de diciembre de 2026 10:00'],
  it: ['Da:', 'Inviato:', 'A:', 'Oggetto:', 'martedì 1 dicembre 2026 10:00'],
  nl: ['Van:', 'Verzonden:', 'Aan:', 'Onderwerp:', 'dinsdag 1 december 2026 10:00'],
  da: ['Fra:', 'Sendt:', 'Til:', 'Emne:', '1. december 2026 10:00'],
  sv: ['Från:', 'Skickat:', 'Till:', 'Ämne:', 'den 1 december 2026 10:00'],
  pl: ['Od:', 'Wysłane:', 'Do:', 'Temat:', 'wtorek, 1 grudnia 2026 10:00'],
  pt: ['De:', 'Enviada em:', 'Para:', 'Assunto:', 'terça-feira, 1 de dezembro de 2026 10:00'],
  ru: ['От:', 'Отправлено:', 'Кому:', 'Тема:', '1 декабря 2026 г. 10:00'],
  zh: ['发件人:', '发送时间:', '收件人:', '主题:', '2026年12月1日 10:00'],
  ja: ['差出人:', '送信日時:', '宛先:', '件名:', '2026年12月1日 10:00'],
}

function headOf(language: string): readonly (readonly [string, string])[] {
  const [from, sent, to, about, moment] = heads[language] ?? ['', '', '', '', '']
  return [
    [from, `${name} <${address}>`],
    [sent, moment],
    [to, 'Ben Okafor <ben@people.example>'],
    [about, subject],
  ]
}

const headText = (language: string) =>
  headOf(language)
    .map((line) => line.join(' '))
    .join('\n')
const headHtml = (language: string) =>
  headOf(language)
    .map(([label, value]) => `<b>${label}</b> ${escaped(value)}`)
    .join('<br>')

const normal = (words: string) => `<p class=MsoNormal>${words}<o:p></o:p></p>\n`
const empty = normal('&nbsp;')

function reply(
  label: string,
  language: string,
  { says, needsSent, ...given }: { html?: string; text?: string; says: string; needsSent?: true },
): Recorded {
  const program = `Outlook, ${label}, ${language}`
  return { name: program, raw: rawMail({ program, ...given }), says, needsSent, sent: ourMail(language) }
}

const onWindows = Object.entries(answers).map(([language, [first, second]]) =>
  reply('Windows', language, {
    html: `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0cm} --></style></head><body lang=EN-GB><div class=WordSection1>${normal(escaped(first))}${empty}${normal(escaped(second))}${empty}<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>${headHtml(language)}<o:p></o:p></p></div></div>${empty}${ourMail(language).body}</div></body></html>`,
    text: `${first}\n\n \n\n${second}\n\n \n\n${headText(language)}\n\n \n\n${asOutlookText(language)}`,
    says: `${first}\n\n${second}`,
  }),
)

const inTheBrowser = (['en', 'fr', 'sv', 'pt'] as const).map((language) =>
  reply('web', language, {
    html: `<html><head></head><body dir="ltr"><div style="font-family: Aptos, sans-serif;" class="elementToProof">${escaped(answers[language]?.[0] ?? '')}</div><div class="elementToProof"><br></div><div id="Signature"><p>Ben Okafor</p><p>Head of Looms</p></div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri">${headHtml(language)}</font><div>&nbsp;</div></div><div>${ourMail(language).body}</div></body></html>`,
    text: `${answers[language]?.[0]}\n\n________________________________\n${headText(language)}\n\n${asOutlookText(language)}`,
    says: answers[language]?.[0] ?? '',
  }),
)

const phoneLines: Readonly<Record<string, string>> = {
  en: 'Get Outlook for iOS',
  de: 'Holen Sie sich Outlook für Android',
  it: 'Ottieni Outlook per Android',
  ja: 'iOS 用 Outlook を入手',
}
const onAPhone = Object.entries(phoneLines).map(([language, line]) =>
  reply('phone', language, {
    html: `<html><body><div dir="auto" style="font-family: Aptos;">${escaped(answers[language]?.[0] ?? '')}</div><div id="ms-outlook-mobile-body-separator-line" dir="ltr"><br></div><div id="ms-outlook-mobile-signature">${line.replace(/Outlook.*/, '<a href="https://aka.ms/o0ukef">$&</a>')}</div><div id="mail-editor-reference-message-container" class="ms-outlook-mobile-reference-message"><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg">${headHtml(language)}</div><br>${ourMail(language).body}</div></body></html>`,
    text: `${answers[language]?.[0]}\n\n${line}<https://aka.ms/o0ukef>\n________________________________\n${headText(language)}\n\n${asOutlookText(language)}`,
    says: answers[language]?.[0] ?? '',
  }),
)

/** Replies of Outlook. */
export const outlook: readonly Recorded[] = [
  ...onWindows,
  ...inTheBrowser,
  ...onAPhone,
  reply('Windows, a list and a signature', 'en', {
    html: `<html><body><div class=WordSection1>${normal('Three things:')}<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>a question<o:p></o:p></p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>the <b>agenda</b><o:p></o:p></p>${empty}${normal('-- ')}${normal('Ben Okafor, Head of Looms')}${empty}<div style='border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>${headHtml('en')}</p></div>${ourMail('en').body}</div></body></html>`,
    says: 'Three things:\n\n- a question\n\n- the **agenda**',
  }),
  reply('Windows, between the lines', 'en', {
    text: `Answers below.\n\n${headText('en')}\n\nCAUTION: This mail came from outside.\n\n${asOutlookText('en').replace('Who keeps the minutes?', 'Who keeps the minutes?\n\nBen: I do this time, and gladly.')}\n`,
    needsSent: true,
    says: 'Answers below.\n\n> Who keeps the minutes?\n\nBen: I do this time, and gladly.',
  }),
  reply('Mac', 'de', {
    html: `<html><body><div class="WordSection1">${normal('Gern.')}${empty}<div id="mail-editor-reference-message-container"><div><div style="border:none;border-top:solid #B5C4DF 1.0pt"><p class="MsoNormal" style="margin-bottom:12.0pt"><b>Von: </b>${name} ${mailto}<br><b>Datum: </b>Dienstag, 1. Dezember 2026 um 10:00<br><b>An: </b>Ben<br><b>Betreff: </b>${subject}</p></div>${ourMail('de').body}</div></div></div></body></html>`,
    text: `Gern.\n\nVon: ${name} <${address}>\nDatum: Dienstag, 1. Dezember 2026 um 10:00\nAn: Ben\nBetreff: ${subject}\n\n${asOutlookText('de')}`,
    says: 'Gern.',
  }),
  reply('Windows, text with an announcement', 'da', {
    text: `Gerne det.\n\n-----Oprindelig meddelelse-----\n${headText('da')}\n\n${asOutlookText('da')}`,
    says: 'Gerne det.',
  }),
]
