/** Automatic answers, complaints, mails that go round; and mails of people that look like them. */
import { mail, type Reported, report } from './machine-mail.ts'

/** Other mails of machines. */
export const automatic: readonly Reported[] = [
  {
    name: 'Exchange, out of office',
    sort: 'auto_reply',
    raw: mail(
      'From: ben@people.example\nSubject: Automatic reply: How do you begin\nAuto-Submitted: auto-generated\nX-Auto-Response-Suppress: All',
      'I am away.',
    ),
  },
  {
    name: 'Gmail, vacation',
    sort: 'auto_reply',
    raw: mail(
      'From: ben@people.example\nSubject: Away Re: How do you begin\nPrecedence: bulk\nX-Autoreply: yes\nAuto-Submitted: auto-replied',
      'I am away.',
    ),
  },
  {
    name: 'a server that sets no header',
    sort: 'auto_reply',
    raw: mail(
      'From: ben@people.example\nSubject: =?utf-8?B?QWJ3ZXNlbmhlaXRzbm90aXo6IFRyZWZmZW4=?=',
      'Ich bin nicht da.',
    ),
  },
  {
    name: 'French, without a header',
    sort: 'auto_reply',
    raw: mail(
      'From: ben@people.example\nSubject: =?utf-8?Q?R=C3=A9ponse_automatique=C2=A0:_Réunion?=',
      'Je suis absent.',
    ),
  },
  {
    name: 'Japanese, without a header',
    sort: 'auto_reply',
    raw: mail(
      `From: ben@people.example\nSubject: =?utf-8?B?${Buffer.from('自動応答: 会議').toString('base64')}?=`,
      '不在です。',
    ),
  },
  {
    name: 'the sender of machines',
    sort: 'auto_reply',
    envelopeFrom: '',
    raw: mail('From: ben@people.example\nSubject: Re: hello', 'We got your mail, number 7.'),
  },
  {
    name: 'a mailing list',
    sort: 'auto_reply',
    raw: mail('From: ben@people.example\nSubject: [list] hello\nList-Id: <list.people.example>', 'Hello all.'),
  },
  {
    name: 'a mail of our own that comes back',
    sort: 'loop',
    raw: mail('From: Guildhall <guildhall@guild.example>\nSubject: hello', 'x'),
  },
  {
    name: 'a mail that goes round',
    sort: 'loop',
    raw: mail(
      `${'Received: from a by b; Tue, 1 Dec 2026 10:00:00 +0000\n'.repeat(41)}From: ben@people.example\nSubject: hello`,
      'x',
    ),
  },
  {
    name: 'a complaint',
    sort: 'complaint',
    raw: report(
      '<feedback@isp.example>',
      'FW: complaint',
      'This is an email abuse report.',
      'Feedback-Type: abuse\nUser-Agent: Isp/1.0\nVersion: 1',
      'feedback-report',
    ),
  },
  {
    name: 'a person who writes about delivery',
    sort: 'reply',
    raw: mail(
      'From: ben@people.example\nSubject: Re: mail delivery on Mondays',
      'The user does not exist who reads it at 550 5.1.1 in the morning.',
    ),
  },
  {
    name: 'a person whose subject speaks of an office',
    sort: 'reply',
    raw: mail('From: ben@people.example\nSubject: Re: Out of office days\nAuto-Submitted: no', 'Tuesday.'),
  },
  {
    name: 'a mail that says nothing',
    sort: 'no_text',
    raw: mail('From: ben@people.example\nSubject: Re: hello', '> quoted'),
  },
  {
    name: 'a mail of three million letters',
    sort: 'too_large',
    raw: mail('From: ben@people.example\nSubject: Re: hello', 'word '.repeat(600_000)),
  },
  { name: 'bytes that are no mail', sort: 'no_text', raw: '\u0000\u0001\u0002' },
]
