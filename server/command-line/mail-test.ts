/**
 * guildhall mail test --to somebody@example.org
 */
import { randomUUID } from 'node:crypto'
import type { Command } from 'commander'
import { addressOf } from '#server/command-line/address.ts'
import { type Config, readConfig } from '#server/platform/config.ts'
import { translator } from '#server/platform/i18n.ts'
import { mailLayout, note, paragraph } from '#server/platform/mail/layout.ts'
import { type MailServer, mailServerOf } from '#server/platform/mail/mail-server.ts'
import { asMessage, readSender } from '#server/platform/mail/message.ts'
import { offersTls, openTransport } from '#server/platform/mail/transport.ts'
import type { Verdict } from '#server/platform/mail/verdict.ts'

/** Adds `mail test`. It asks neither the database nor a running site: only SMTP_URL, MAIL_FROM and PUBLIC_URL. */
export function addMailTest(guildhall: Command): void {
  guildhall
    .command('mail')
    .description('Try how mail leaves.')
    .command('test')
    .description('Send one mail through SMTP_URL, at once, and say what the server answered.')
    .requiredOption('--to <address>', 'who gets it', addressOf)
    .action(async ({ to }: { to: string }) => {
      console.log(await sendTestMail(readConfig(process.env), to))
    })
}

/**
 * Hands one mail to the server of SMTP_URL.
 * @returns a sentence that says so
 * @throws a sentence where no server is set, or it did not take the mail
 */
export async function sendTestMail(config: Config, to: string): Promise<string> {
  if (!config.smtpUrl) {
    throw new Error('SMTP_URL is not set, so no mail leaves this site. Mails are kept in its outbox, at /outbox.')
  }
  const server = mailServerOf(config.smtpUrl, config.smtpTls)
  const transport = openTransport(server, { connections: 1 })
  try {
    const handing = await transport.hand(testMessage(config, to))
    if (handing.outcome === 'taken')
      return `The mail server took a mail from ${config.mailFrom} to ${to}. ${await howItWent(server)}`
    const hope = hopes[handing.outcome]
    throw new Error(`The mail server did not take the mail. ${hope}: ${handing.reason}`)
  } finally {
    transport.close()
  }
}

/** Encrypted or not, signed in or not. */
async function howItWent(server: MailServer): Promise<string> {
  const isEncrypted = server.tls === 'required' || (server.tls === 'offered' && (await offersTls(server)))
  const way = isEncrypted
    ? 'It went encrypted'
    : server.tls === 'off'
      ? 'It went in clear, as SMTP_TLS is off'
      : 'It went in clear, as the server offers no TLS'
  return `${way}, ${server.signsIn ? 'signed in as the user of SMTP_URL' : 'without signing in'}.`
}

const hopes: Record<Verdict, string> = {
  no_such_address: 'Nobody has this address there, so it will not take it',
  refused: 'It will not take it as things are',
  busy: 'It may take it later',
  closed: 'It could not be reached, or takes nothing from this site',
}

function testMessage(config: Config, to: string) {
  const siteName = config.siteName ?? 'Guildhall'
  const words = mailLayout({
    t: translator('en'),
    preheader: 'Mail leaves this site.',
    subject: `Test from ${siteName}`,
    heading: `Mail from ${siteName} arrives`,
    blocks: [
      paragraph('If you read this, the site can send mail.'),
      note(
        'Look whether it lies in your inbox and not in the spam folder. There, SPF, DKIM and DMARC of the sender’s domain need a look.',
      ),
    ],
    why: 'You get this because somebody who runs the site tried its mail with your address.',
    site: { name: siteName, url: config.publicUrl },
  })
  return asMessage(words, {
    to: { name: null, address: to },
    messageId: `<${randomUUID()}@${readSender(config.mailFrom).domain}>`,
    siteName,
    communityName: null,
    optOutAddress: null,
    mailFrom: config.mailFrom,
  })
}
