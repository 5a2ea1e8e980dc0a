import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { simpleParser } from 'mailparser'
import { appleMail } from '#tests/replies/apple-mail.ts'
import { gmail } from '#tests/replies/gmail.ts'
import { otherPrograms } from '#tests/replies/other-programs.ts'
import { asOutlookText, cited, ourMail, sender } from '#tests/replies/our-mail.ts'
import { outlook } from '#tests/replies/outlook.ts'
import { thunderbird } from '#tests/replies/thunderbird.ts'
import { pictureMark } from './picture-marks.ts'
import { type MailParts, readReply } from './read-reply.ts'

const recorded = [...gmail, ...appleMail, ...outlook, ...thunderbird, ...otherPrograms]
const sent = ourMail('en')
const above = `On Tue, Dec 1, 2026 at 10:00 AM ${sender.name} <${sender.address}> wrote:`
const quoted = `${above}\n${cited(sent.text)}`

async function partsOf(raw: Buffer): Promise<MailParts> {
  const read = { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true }
  const { text = '', html } = await simpleParser(raw, read)
  return { text, html: html || '' }
}

describe('an answer by mail comes out clean', () => {
  for (const { name, raw, says, asText = says, needsSent, sent } of recorded)
    test(name, async () => {
      const { text = '', html = '' } = await partsOf(raw)
      assert.equal(readReply({ text, html }, sent), says)
      if (!needsSent) assert.equal(readReply({ text, html }), says, 'without the mail it answers')
      if (text && html) assert.equal(readReply({ text }, sent), asText, 'its text part alone')
    })
})

/** What somebody wrote, as text or HTML, and what must come out where that is not the same. */
const authors: readonly (readonly [name: string, wrote: MailParts, says: string])[] = [
  [
    'a line that only looks like the one above a quotation',
    { text: 'On 1 Dec 2026 at 10:00 Ada <ada@people.example> wrote:\ncome at ten.\n\nI did.' },
    'On 1 Dec 2026 at 10:00 Ada <ada@people.example> wrote:\ncome at ten.\n\nI did.',
  ],
  [
    'a colon behind a date',
    { text: 'You said on 1.12.2026 at 10:00:\n\nnothing.' },
    'You said on 1.12.2026 at 10:00:\n\nnothing.',
  ],
  ['lines like the head of a mail', { text: 'Take:\nFrom: Ada\nTo: all\nthanks' }, 'Take:\nFrom: Ada\nTo: all\nthanks'],
  [
    'two dashes between two parts',
    { text: `Part one.\n--\nPart two is important, and it is long.\n\n${quoted}` },
    'Part one.\n--\nPart two is important, and it is long.',
  ],
  [
    'a sentence about a program',
    { text: `Outlook für Windows ist langsam.\n\n${quoted}` },
    'Outlook für Windows ist langsam.',
  ],
  [
    'a sentence that begins like a signature',
    { text: `Sent from my desk: the photo of the phone.\n\n${quoted}` },
    'Sent from my desk: the photo of the phone.',
  ],
  [
    'a quotation of their own',
    { text: `As the poet said:\n> Begin\n\nShe did.\n\n${quoted}` },
    'As the poet said:\n\n> Begin\n\nShe did.',
  ],
  [
    'lines within the quoted ones, marked like them',
    { text: quoted.replace('> Who keeps the minutes?', '> Who keeps the minutes?\n>\n> I do, as I always did.') },
    '> Who keeps the minutes?\n\nI do, as I always did.',
  ],
  [
    'lines within a mail that Yahoo quotes as a whole',
    {
      html: `<div>See below.</div><div class="yahoo_quoted"><div>On Tuesday, December 1, 2026, Ada wrote:</div>${sent.body.replace('Who keeps the minutes?', 'Who keeps the minutes?<br><br><span style="color:red">Ben keeps them.</span><br>')}</div>`,
    },
    'See below.\n\n> Who keeps the minutes?\n\nBen keeps them.',
  ],
  [
    'an answer below a mail without marks',
    {
      text: `From: Ada <${sender.address}>\nSent: Tuesday\nTo: Ben\nSubject: x\n\n${asOutlookText('en')}\n\nThis is my answer, below all of it.`,
    },
    'This is my answer, below all of it.',
  ],
  [
    'an answer in the place of the signature',
    {
      html: `<div class="gmail_signature">I wrote it here.</div><div class="gmail_quote"><div class="gmail_attr">On x wrote:</div><blockquote class="gmail_quote">${sent.body}</blockquote></div>`,
    },
    'I wrote it here.',
  ],
  [
    'lines that Gmail indents',
    {
      html: '<div>One<blockquote style="margin:0 0 0 40px;border:none;padding:0px"><div>two</div></blockquote>three</div>',
    },
    'One\ntwo\nthree',
  ],
  ['the text part where the HTML is empty', { text: 'Yes.', html: '<div><br></div>' }, 'Yes.'],
  ['a list in a list', { html: '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>' }, '- a\n   - b\n- c'],
  [
    'a picture that is a letter',
    { html: '<div>Fine <img alt="🙂" src="x"> <img alt="photo" src="cid:1"></div>' },
    `Fine 🙂 ${pictureMark('cid:1')}`,
  ],
  [
    'links to the web, and no others',
    {
      html: '<a href="https://a.example/x_y">https://a.example/x_y</a>, <a href="https://a.example/(b)">there</a>, <a href="mailto:a@b.example">write</a>, <a href="javascript:alert(1)">no</a>',
    },
    'https://a.example/x_y, [there](https://a.example/%28b%29), write, no',
  ],
  [
    'signs that HTML writes otherwise',
    { html: '<p>a&nbsp;&lt;b&gt; &amp; c</p><pre>x  y\n  z</pre>' },
    'a <b> & c\n\nx  y\n  z',
  ],
]

describe('an author loses no sentence', () => {
  for (const [name, wrote, says] of authors) test(name, () => assert.equal(readReply(wrote, sent), says))
})

describe('what is no answer', () => {
  test('a mail that only its program signed says nothing', () => {
    assert.equal(readReply({ text: `Sent from my iPhone\n\n${quoted}` }, sent), '')
    assert.equal(readReply({ text: quoted, html: `<blockquote type="cite">${sent.body}</blockquote>` }, sent), '')
  })

  test('what a company puts below the quotation is left out', () => {
    const disclaimer =
      'This e-mail and its attachments are confidential and intended solely for the recipient. If you received it in error, please delete it.'
    assert.equal(readReply({ text: `Ja.\n\n${quoted}\n\n${disclaimer}` }, sent), 'Ja.')
  })

  test('hundreds of quoted levels are quoted, and any number of open tags is read', () => {
    const levels = Array.from({ length: 300 }, (_, i) => `${'>'.repeat(i + 1)} level ${i}`).join('\n')
    assert.equal(readReply({ text: `Deep.\n\n${above}\n${levels}` }), 'Deep.')
    for (const times of [300, 30_000])
      assert.equal(
        readReply({ html: `<div>Deep.</div>${'<blockquote type="cite"><div><ul><li>x'.repeat(times)}` }),
        'Deep.',
      )
  })
})
