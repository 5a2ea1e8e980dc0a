/** Replies of Yahoo, Samsung, GMX, Zoho, Proton, Yandex, QQ, NetEase and programs that nobody listed. */
import { answers } from './answers.ts'
import { asOutlookText, cited, escaped, mailto, ourMail, type Recorded, sender, subject } from './our-mail.ts'
import { type RawMail, rawMail } from './raw-mail.ts'

const { name, address } = sender

function reply(
  program: string,
  language: string,
  { says, asText, ...given }: Omit<RawMail, 'program'> & { says: string; asText?: string },
): Recorded {
  return { name: `${program}, ${language}`, raw: rawMail({ program, ...given }), says, asText, sent: ourMail(language) }
}

const [hello, second] = answers.en as readonly [string, string]
const both = `${hello}\n\n${second}`
const body = ourMail('en').body

/** Replies of programs that have no file of their own. */
export const otherPrograms: readonly Recorded[] = [
  reply('Yahoo, web', 'en', {
    html: `<html><head></head><body><div class="ydp1yahoo-style-wrap" style="font-family:Helvetica"><div dir="ltr">${escaped(hello)}</div><div dir="ltr"><br></div><div dir="ltr">${second}</div><div><br></div></div><div id="ydp2yahoo_quoted_1" class="ydp2yahoo_quoted"><div><div>On Tuesday, December 1, 2026 at 10:00:00 AM GMT+1, ${name} ${mailto} wrote:</div><div><br></div><div>${body}</div></div></div></body></html>`,
    text: `${hello}\n\n${second}\n\n    On Tuesday, December 1, 2026 at 10:00:00 AM GMT+1, ${name} <${address}> wrote:  \n \n ${ourMail('en').text.replace(/^> ?/gm, '')}`,
    says: both,
  }),
  reply('Yahoo, phone', 'de', {
    html: `Gern am Dienstag.<br><br><div id="ymail_android_signature"><a id="ymail_android_signature_link" href="https://mail.onelink.me/1">Gesendet von Yahoo Mail auf Android</a></div><br><blockquote style="margin: 0 0 20px 0;"><div style="font-family:Roboto;color:#6D00F6;"><div>Am Di., Dez. 1, 2026 um 10:00 schrieb ${name}</div><div>${mailto}:</div></div><div style="padding: 10px 0 0 20px; border-left: 1px solid #6D00F6;">${ourMail('de').body}</div></blockquote>`,
    text: `Gern am Dienstag.\n\nGesendet von Yahoo Mail auf Android \n \n  Am Di., Dez. 1, 2026 um 10:00 schrieb ${name}<${address}>:   ${ourMail('de').text.replace(/^> ?/gm, '')}`,
    says: 'Gern am Dienstag.',
  }),
  reply('Samsung', 'en', {
    html: `<html><body dir="auto"><div dir="auto">${escaped(hello)}</div><div dir="auto"><br></div><div id="composer_signature" dir="auto"><div style="font-size:12px;color:#575757" dir="auto">Sent from my Galaxy</div></div><div dir="auto"><br></div><div><br></div><div align="left" dir="auto" style="font-size:100%;color:#000000"><div>-------- Original message --------</div><div>From: ${name} ${mailto} </div><div>Date: 01/12/2026  10:00  (GMT+01:00) </div><div>To: ben@people.example </div><div>Subject: ${subject} </div><div><br></div></div>${body}</body></html>`,
    text: `${hello}\n\nSent from my Galaxy\n\n-------- Original message --------\nFrom: ${name} <${address}> \nDate: 01/12/2026  10:00  (GMT+01:00) \nTo: ben@people.example \nSubject: ${subject} \n\n${asOutlookText('en')}`,
    says: hello,
  }),
  ...(
    [
      ['fr', 'Envoyé depuis mon appareil Galaxy', 'Message d’origine', 'De :', 'Date :', 'À :', 'Objet :'],
      ['ru', 'Отправлено с устройства Galaxy', 'Исходное сообщение', 'От:', 'Дата:', 'Кому:', 'Тема:'],
      ['nl', 'Verzonden vanaf mijn Galaxy', 'Oorspronkelijk bericht', 'Van:', 'Datum:', 'Aan:', 'Onderwerp:'],
    ] as const
  ).map(([language, sent, announced, from, date, to, about]) =>
    reply('Samsung, text', language, {
      text: `${answers[language]?.join('\n')}\n\n\n${sent}\n\n\n-------- ${announced} --------\n${from} ${name} <${address}> \n${date} 01/12/2026  10:00  (GMT+01:00) \n${to} ben@people.example \n${about} ${subject} \n\n${asOutlookText(language)}`,
      says: answers[language]?.join('\n') ?? '',
    }),
  ),
  reply('GMX, web', 'de', {
    html: `<html><head></head><body><div style="font-family: Verdana;font-size: 12.0px;"><div>Das machen wir auch so, <strong>immer</strong>.</div>\n<div>&nbsp;</div>\n<div class="signature">Ben Okafor</div>\n<div>&nbsp;</div>\n<div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px; border-left:2px solid #C3D9E5; word-wrap: break-word;">\n<div style="margin:0 0 10px 0;"><b>Gesendet:</b>&nbsp;Dienstag, 01. Dezember 2026 um 10:00 Uhr<br/>\n<b>Von:</b>&nbsp;&quot;${name}&quot; &lt;${address}&gt;<br/>\n<b>An:</b>&nbsp;ben@people.example<br/>\n<b>Betreff:</b>&nbsp;${subject}</div>\n<div name="quoted-content">${ourMail('de').body}</div>\n</div>\n</div></body></html>`,
    says: 'Das machen wir auch so, **immer**.',
  }),
  reply('GMX, phone', 'de', {
    text: `Ja.\n-- \nDiese Nachricht wurde von meinem Android Mobiltelefon mit GMX Mail gesendet.\nAm 01.12.26, 10:00 schrieb "${name}" <${address}>:\n${cited(ourMail('de').text)}\n`,
    says: 'Ja.',
  }),
  reply('Zoho', 'en', {
    html: `<!DOCTYPE html><html><body><div style="font-family: Verdana;"><div>${escaped(hello)}<br></div><div><br></div><div id="Zm-_Id_-Sgn" data-sigid="1" data-zbluepencil-ignore="false"><div>Ben Okafor<br></div></div><div><br></div><div class="zmail_extra_hr" style="border-top: 1px solid rgb(204, 204, 204); height: 0px;"><br></div><div class="zmail_extra" data-zbluepencil-ignore="true"><div><br></div><div id="Zm-_Id_-Sgn1">---- On Tue, 01 Dec 2026 10:00:00 +0100 <b>${name} ${mailto}</b> wrote ---<br></div><div><br></div><blockquote id="blockquote_zmail" style="margin: 0px;">${body}</blockquote></div></div></body></html>`,
    text: `${hello}\n\n\n\nBen Okafor\n\n\n\n\n\n---- On Tue, 01 Dec 2026 10:00:00 +0100 ${name} <${address}> wrote ---\n\n\n\n${ourMail('en').text}`,
    says: hello,
    asText: `${hello}\n\nBen Okafor`,
  }),
  reply('Zoho, text', 'en', {
    text: `${hello}\n\n---- On Tue, 01 Dec 2026 10:00:00 +0100 ${name} <${address}> wrote ---\n\n${ourMail('en').text.replace(/^> ?/gm, '')}`,
    says: hello,
  }),
  reply('Proton', 'en', {
    html: `<div style="font-family: Arial;">${escaped(hello)}</div><div class="protonmail_signature_block" style="font-family: Arial;"><div class="protonmail_signature_block-proton">Sent with <a href="https://proton.me/">Proton Mail</a> secure email.</div></div><div><br></div><div class="protonmail_quote">On Tuesday, December 1st, 2026 at 10:00, ${name} ${mailto} wrote:<br><br><blockquote class="protonmail_quote" type="cite">${body}</blockquote><br></div>`,
    text: `${hello}\n\nSent with [Proton Mail](https://proton.me/) secure email.\n\nOn Tuesday, December 1st, 2026 at 10:00, ${name} <${address}> wrote:\n\n${cited(ourMail('en').text)}`,
    says: hello,
  }),
  reply('Yandex', 'ru', {
    html: `<div>${answers.ru?.[0]}</div><div> </div><div>01.12.2026, 10:00, "${name}" ${mailto}:</div><blockquote><p>${body}</p></blockquote>`,
    says: answers.ru?.[0] ?? '',
  }),
  reply('Mail.ru', 'ru', {
    html: `<html><body><div>${answers.ru?.[0]}</div><div>&nbsp;</div><blockquote style="border-left:1px solid #0857A6; margin:10px; padding:0 0 0 10px;">Вторник, 1 декабря 2026, 10:00 +03:00 от ${name} ${mailto}:<br>&nbsp;<div>${body}</div></blockquote></body></html>`,
    says: answers.ru?.[0] ?? '',
  }),
  reply('QQ Mail', 'zh', {
    html: `<div>${answers.zh?.[0]}</div><div><br></div><div style="font-size: 12px;padding:2px 0;">------------------&nbsp;原始邮件&nbsp;------------------</div><div style="font-size: 12px;background:#efefef;padding:8px;"><div><b>发件人:</b> ${name} ${mailto};</div><div><b>发送时间:</b> 2026年12月1日(星期二) 上午10:00</div><div><b>收件人:</b> "Ben"&lt;ben@people.example&gt;;</div><div><b>主题:</b> ${subject}</div></div><div><br></div>${body}`,
    charset: 'gb18030',
    says: answers.zh?.[0] ?? '',
  }),
  reply('NetEase', 'zh', {
    html: `<div style="line-height:1.7;font-family:Arial"><div>${answers.zh?.[0]}</div><br><br><div style="position:relative;zoom:1"></div><div id="divNeteaseMailCard"></div><p>At 2026-12-01 10:00:00, "${name}" ${mailto} wrote:</p><blockquote id="isReplyContent" style="PADDING-LEFT: 1ex; MARGIN: 0px 0px 0px 0.8ex; BORDER-LEFT: #ccc 1px solid">${body}</blockquote></div>`,
    says: answers.zh?.[0] ?? '',
  }),
  reply('Outlook of Taiwan, text', 'zh', {
    text: `好的，明天見。\n\n寄件者: ${name} <${address}>\n寄件日期: 2026年12月1日 上午 10:00\n收件者: Ben\n主旨: ${subject}\n\n${asOutlookText('en')}`,
    charset: 'big5',
    says: '好的，明天見。',
  }),
  reply('Becky', 'ja', {
    text: `承知しました。\n\nOn Tue, 01 Dec 2026 10:00:00 +0900\n${name} <${address}> wrote:\n\n${cited(ourMail('en').text)}\n`,
    charset: 'shift_jis',
    says: '承知しました。',
  }),
  reply('A program in a language that is not listed', 'fi', {
    text: `Hyvä, sovitaan niin.\n\nti 1. jouluk. 2026 klo 10.00 ${name} (${address}) kirjoitti:\n\n${cited(ourMail('en').text)}\n`,
    says: 'Hyvä, sovitaan niin.',
  }),
  reply('A program that marks nothing', 'tr', {
    text: `Tamam, görüşürüz.\n\n1 Ara 2026 tarihinde ${name} şunu yazdı:\n\n${ourMail('en').text.replace(/^> ?/gm, '')}`,
    says: 'Tamam, görüşürüz.',
  }),
]
