/** Answers as real mail servers give them, and what each is about. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Failure, type Verdict, verdictOf } from './verdict.ts'

/** The answer to `RCPT TO`, unless told otherwise. */
function answered(response: string, command = 'RCPT TO'): Failure {
  return { code: 'EENVELOPE', command, responseCode: Number(response.slice(0, 3)), response }
}

const table: Record<string, Record<Exclude<Verdict, 'closed'>, readonly string[]>> = {
  Postfix: {
    no_such_address: [
      '550 5.1.1 <ada@example.org>: Recipient address rejected: User unknown in local recipient table',
      '550 5.1.1 <ada@example.org>: Recipient address rejected: User unknown in virtual mailbox table',
      '550 5.1.1 <ada@example.org>: Recipient address rejected: example.org',
      '550 5.1.1 <ada@example.org>: Recipient address rejected: User unknown in relay recipient table',
      '550 user <ada@example.org> unknown',
    ],
    refused: [
      '554 5.7.1 <ada@example.org>: Recipient address rejected: Access denied',
      '554 5.7.1 <ada@example.org>: Relay access denied',
      '550 Client host rejected: cannot find your hostname, address unknown',
      '550 Your IP address was not found',
      '550 IP address is invalid',
      '550 HELO: address not found',
      '550 MAIL FROM domain: unknown domain',
      '550 5.2.1 The user you are trying to contact is receiving mail too quickly',
      '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
      '550 5.1.8 <post@guild.example>: Sender address rejected: Domain not found',
      '550 5.1.7 <post@guild.example>: Sender address rejected: undeliverable address',
      '550 5.7.23 <ada@example.org>: Recipient address rejected: Message rejected due to: SPF fail - not authorized',
      '552 5.2.2 <ada@example.org>: Recipient address rejected: mailbox full',
      '552 5.3.4 Message size exceeds fixed limit',
    ],
    busy: [
      '450 4.1.1 <ada@example.org>: Recipient address rejected: unverified address',
      '450 4.2.0 <ada@example.org>: Recipient address rejected: Greylisted',
      '452 4.2.2 <ada@example.org>: Recipient address rejected: over quota',
    ],
  },
  'Exchange and Microsoft 365': {
    no_such_address: [
      '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ada@example.org not found by SMTP address lookup',
      '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found',
      '550 5.2.1 RESOLVER.RST.RecipientDisabled; mailbox disabled',
    ],
    refused: [
      '550 5.4.1 Recipient address rejected: Access denied. AS(201806281) [x.prod.protection.outlook.com]',
      '550 5.7.1 Unfortunately, messages from [192.0.2.1] were not sent. Please contact your Internet service provider since part of their network is on our block list (S3140).',
      '550 5.7.509 Access denied, sending domain guild.example does not pass DMARC verification',
      '550 5.1.8 Access denied, bad outbound sender AS(42003)',
      '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded',
      '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required',
    ],
    busy: [
      '451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (S77719)',
      '432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded',
    ],
  },
  Gmail: {
    no_such_address: [
      "550-5.1.1 The email account that you tried to reach does not exist. Please try\n550-5.1.1 double-checking the recipient's email address for typos or\n550-5.1.1 unnecessary spaces. For more information, go to\n550 5.1.1  https://support.google.com/mail/?p=NoSuchUser x - gsmtp",
      '550 5.2.1 The email account that you tried to reach is inactive. For more information, go to https://support.google.com/mail/?p=DisabledUser x - gsmtp',
    ],
    refused: [
      '550-5.7.26 This mail has been blocked because the sender is unauthenticated.\n550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.\n550 5.7.26 x - gsmtp',
      '550-5.7.1 [192.0.2.1] Our system has detected that this message is likely\n550-5.7.1 unsolicited mail. To reduce the amount of spam sent to Gmail, this message has been blocked.\n550 5.7.1 x - gsmtp',
      "552-5.2.2 The recipient's inbox is out of storage space and inactive.\n552 5.2.2 https://support.google.com/mail/?p=OverQuotaPerm x - gsmtp",
    ],
    busy: [
      '450-4.2.1 The user you are trying to contact is receiving mail at a rate that\n450 4.2.1 prevents additional messages from being delivered. x - gsmtp',
    ],
  },
  'Amazon SES': {
    no_such_address: [],
    refused: [
      '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: ada@example.org',
      '554 Access denied: User `arn:aws:iam::1:user/x` is not authorized to perform `ses:SendRawEmail`',
    ],
    busy: [
      '454 Throttling failure: Maximum sending rate exceeded.',
      '454 Throttling failure: Daily message quota exceeded.',
    ],
  },
  'Yahoo, iCloud and others': {
    no_such_address: [
      "554 delivery error: dd This user doesn't have a yahoo.com account (ada@yahoo.com) [0] - mta1",
      '554 30 Sorry, your message to ada@yahoo.com cannot be delivered. This mailbox is disabled (554.30).',
      '550 5.1.1 <ada@icloud.com>: user does not exist',
      '550 #5.1.0 Address rejected. No such user here',
      '550 User unknown',
      '550 No such user here',
      '550 No such person here',
      '550 unknown user',
      '550 Invalid recipient ada@example.org',
      '511 sorry, no mailbox here by that name (#5.1.1 - chkuser)',
    ],
    refused: [
      "553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.1, because the ip is in Spamhaus's list",
      '554 5.7.9 Message not accepted for policy reasons. See https://postmaster.yahooinc.com/error-codes',
      '550 5.7.1 sender listed',
      '554 5.7.1 SPF check failed',
      '550 Requested action not taken: mailbox unavailable. For explanation visit https://postmaster.gmx.net/en/case?c=r0401',
      '550 5.1.1 sender rejected, user unknown',
      '550 5.1.0 sender rejected',
      '550 spam message rejected',
      '550 User unknown: blocked by our list',
      '550 192.0.2.1 is not allowed to send from guild.example',
      '571 message refused',
      '550',
      '550 5.3.0 other mail system problem',
      '550 5.6.0 message header syntax',
      '554 transaction failed',
      '551 user not local; we do not relay',
    ],
    busy: ['451 4.3.0 try again later', '450 mailbox busy'],
  },
}

for (const [server, verdicts] of Object.entries(table)) {
  describe(`what ${server} may answer`, () => {
    for (const [verdict, answers] of Object.entries(verdicts))
      for (const answer of answers)
        test(`${verdict}: ${answer}`, () => {
          assert.equal(verdictOf(answered(answer)), verdict)
          assert.equal(verdictOf(answered(answer, 'DATA')), verdict)
        })
  })
}

test('a server that refuses us altogether is left alone for a while, whatever its words', () => {
  const closed: Failure[] = [
    { code: 'ECONNECTION', command: 'CONN' },
    { code: 'EDNS', command: 'CONN' },
    { code: 'ETIMEDOUT', command: 'CONN' },
    { code: 'ETIMEDOUT', command: 'DATA' },
    { code: 'ETLS', command: 'STARTTLS', responseCode: 502, response: '502 5.5.1 not implemented' },
    { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535, response: '535 5.7.8 authentication failed' },
    { code: 'EPROTOCOL', command: 'CONN', responseCode: 554, response: '554 5.7.1 user unknown' },
    answered('550 5.1.1 user unknown', 'EHLO'),
    answered('530 5.7.0 Must issue a STARTTLS command first', 'MAIL FROM'),
    answered('550 5.1.1 <post@guild.example>: unknown user', 'MAIL FROM'),
    answered('451 4.7.1 slow down', 'MAIL FROM'),
    answered('421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred'),
    answered('421 too many messages in this connection', 'DATA'),
    {},
  ]
  for (const one of closed) assert.equal(verdictOf(one), 'closed', JSON.stringify(one))
})

test('an address that the library refuses to send to does not count as rejected, and closes no server', () => {
  assert.equal(verdictOf({ code: 'EENVELOPE', command: 'API' }), 'refused')
  assert.equal(verdictOf({ code: 'EMESSAGE', command: 'MAIL FROM' }), 'refused')
  assert.equal(verdictOf(answered('552 5.3.4 too big', 'MAIL FROM')), 'refused')
})
