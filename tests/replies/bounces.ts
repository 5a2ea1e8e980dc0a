/** Bounces in the formats of common servers, with a report and without one. */
import { daemon, gone, mail, original, type Reported, report, status } from './machine-mail.ts'

/** Bounces that have a machine-readable part. */
export const withReport: readonly Reported[] = [
  {
    name: 'Google, no such account',
    sort: 'bounce',
    verdict: 'no_such_address',
    raw: report(
      daemon,
      'Delivery Status Notification (Failure)',
      'Address not found',
      status(
        'failed',
        '5.1.1',
        '550-5.1.1 The email account that you tried to reach does not exist. Please try\n 550-5.1.1 double-checking the recipient’s email address.',
      ),
    ),
  },
  {
    name: 'Exchange Online, recipient not found',
    sort: 'bounce',
    verdict: 'no_such_address',
    raw: report(
      'Microsoft Outlook <postmaster@outlook.example>',
      'Undeliverable: Re: How do you begin',
      'wasn’t found',
      status(
        'failed',
        '5.1.10',
        '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
      ),
    ),
  },
  {
    name: 'Postfix, user unknown',
    sort: 'bounce',
    verdict: 'no_such_address',
    raw: report(
      daemon,
      'Undelivered Mail Returned to Sender',
      'I’m sorry',
      status(
        'failed',
        '5.1.1',
        '550 5.1.1 <gone@people.example>: Recipient address rejected: User unknown in virtual mailbox table',
      ),
    ),
  },
  {
    name: 'a report without the words of a server',
    sort: 'bounce',
    verdict: 'no_such_address',
    raw: report(
      daemon,
      'Failure',
      'x',
      `Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822; ${gone}\nAction: failed\nStatus: 5.1.1`,
    ),
  },
  {
    name: 'full mailbox',
    sort: 'bounce',
    verdict: 'refused',
    raw: report(
      daemon,
      'Undelivered Mail',
      'x',
      status('failed', '5.2.2', '552 5.2.2 The email account that you tried to reach is over quota and inactive'),
    ),
  },
  {
    name: 'delay',
    sort: 'bounce',
    verdict: 'busy',
    raw: report(
      daemon,
      'Delayed Mail (still being retried)',
      'x',
      status('delayed', '4.4.1', 'connect to mx.people.example: Connection timed out'),
    ),
  },
  {
    name: 'given up after days',
    sort: 'bounce',
    verdict: 'busy',
    raw: report(
      daemon,
      'Undelivered Mail',
      'x',
      status('failed', '4.4.1', 'connect to mx.people.example: Connection timed out'),
    ),
  },
  {
    name: 'about us: DMARC',
    sort: 'bounce',
    verdict: 'refused',
    raw: report(
      daemon,
      'Undelivered',
      'x',
      status(
        'failed',
        '5.7.26',
        '550 5.7.26 Unauthenticated email from guild.example is not accepted due to domain’s DMARC policy',
      ),
    ),
  },
  {
    name: 'about us: listed',
    sort: 'bounce',
    verdict: 'refused',
    raw: report(
      daemon,
      'Undelivered',
      'x',
      status('failed', '5.1.1', '550 5.1.1 Mail from your IP is listed at a blocklist'),
    ),
  },
]

/** Bounces in words alone. */
export const inWords: readonly Reported[] = [
  {
    name: 'Exim',
    sort: 'bounce',
    verdict: 'no_such_address',
    raw: mail(
      `From: Mail Delivery System <Mailer-Daemon@mx.example>\nX-Failed-Recipients: ${gone}\nAuto-Submitted: auto-replied\nSubject: Mail delivery failed: returning message to sender`,
      `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ${gone}\n    host mx.people.example [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<${gone}>:\n    550 5.1.1 <${gone}>: User does not exist\n\n------ This is a copy of the message, including all the headers. ------\n\n${original}`,
    ),
  },
  {
    name: 'qmail',
    sort: 'bounce',
    verdict: 'no_such_address',
    raw: mail(
      'From: MAILER-DAEMON@mx.example\nSubject: failure notice',
      `Hi. This is the qmail-send program at mx.example.\nI’m afraid I wasn’t able to deliver your message to the following addresses.\n\n<${gone}>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 unknown user\nGiving up on 192.0.2.1.\n\n--- Below this line is a copy of the message.\n\n${original}`,
    ),
  },
  {
    name: 'Yahoo',
    sort: 'bounce',
    verdict: 'no_such_address',
    raw: mail(
      'From: MAILER-DAEMON@yahoo.example\nSubject: Failure Notice',
      `Sorry, we were unable to deliver your message to the following address.\n\n<${gone}>:\n552: 1 Requested mail action aborted, mailbox not found\n\n--- Below this line is a copy of the message.\n\n${original}`,
    ).replace('552: 1', '550: 5.1.1'),
  },
  {
    name: 'GMX',
    sort: 'bounce',
    verdict: 'no_such_address',
    raw: mail(
      'From: GMX Mailer Daemon <mailer-daemon@gmx.example>\nSubject: Mail delivery failed: returning message to sender',
      `Diese Nachricht wurde automatisch erzeugt.\n\nDie folgende Adresse konnte nicht erreicht werden:\n\n${gone}:\nDie Adresse des Empfängers existiert nicht.\n\n--- Der Header der ursprünglichen Nachricht folgt (Kopie) ---\n\n${original}`,
    ),
  },
  {
    name: 'QQ',
    sort: 'bounce',
    verdict: 'no_such_address',
    raw: mail(
      'From: PostMaster@qq.example\nSubject: =?utf-8?B?57O757uf6YCA5L+h?=',
      `抱歉，您的邮件被退回来了……\n收件人邮件地址（${gone}）不存在，邮件无法送达。\n收件人不存在`,
    ),
  },
  {
    name: 'Mail.ru',
    sort: 'bounce',
    verdict: 'no_such_address',
    raw: mail(
      'From: mailer-daemon@mail.example\nSubject: Mail failure.',
      `Это письмо создано автоматически сервером.\nВаше письмо не может быть доставлено:\n\n${gone}\n550 Message was not accepted -- invalid mailbox. Local mailbox ${gone} is unavailable: user not found\n\n${original}`,
    ),
  },
  {
    name: 'full, in words',
    sort: 'bounce',
    verdict: 'refused',
    raw: mail('From: mailer-daemon@mx.example\nSubject: Returned mail', `<${gone}>: 550 5.2.2 Mailbox full`),
  },
  {
    name: 'voll, auf Deutsch',
    sort: 'bounce',
    verdict: 'refused',
    raw: mail(
      'From: postmaster@mx.example\nSubject: Unzustellbar: Re: Treffen',
      `Das Postfach des Empfängers ${gone} ist voll.`,
    ),
  },
  {
    name: 'spam, in words',
    sort: 'bounce',
    verdict: 'refused',
    raw: mail(
      'From: mailer-daemon@mx.example\nSubject: Undeliverable',
      `<${gone}>: 554 5.7.1 Message rejected as spam. The user does not exist on our allow list.`,
    ),
  },
  {
    name: 'delay, in words',
    sort: 'bounce',
    verdict: 'busy',
    raw: mail(
      'From: mailer-daemon@mx.example\nSubject: Warning: message delayed 24 hours',
      `The message has not yet been delivered to ${gone}.\nNo action is required on your part. Delivery attempts will continue.\n550 5.1.1 is not said here.`,
    ),
  },
  {
    name: 'nothing that can be read',
    sort: 'bounce',
    verdict: 'refused',
    raw: mail('From: postmaster@mx.example\nSubject: Undeliverable mail', 'Something went wrong.'),
  },
]
