import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sendTestMail } from '#server/command-line/mail-test.ts'
import { readConfig } from '#server/platform/config.ts'
import { openMailbox } from '#tests/support/mailbox.ts'

const mailbox = await openMailbox()
const dataDir = mkdtempSync(join(tmpdir(), 'guildhall-mail-'))
after(async () => {
  await mailbox.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const configWith = (smtpUrl?: string) =>
  readConfig({
    DATA_DIR: dataDir,
    PUBLIC_URL: 'https://guild.example',
    MAIL_FROM: 'Guild <post@guild.example>',
    ...(smtpUrl ? { SMTP_URL: smtpUrl } : {}),
  })

test('a test mail arrives, in HTML and text', async () => {
  const said = await sendTestMail(configWith(mailbox.url), 'ada@example.org')
  assert.match(
    said,
    /took a mail from Guild <post@guild.example> to ada@example\.org\. It went in clear, as the server offers no TLS, without signing in\./,
  )
  const message = await mailbox.waitFor(() => true)
  assert.equal(message.subject, 'Test from Guildhall')
  assert.match(message.text ?? '', /the site can send mail/)
  assert.match(String(message.html), /the site can send mail/)
})

test('the answer of the mail server is printed, and whether another try may help', async () => {
  mailbox.behave = 'refuse'
  await assert.rejects(
    sendTestMail(configWith(mailbox.url), 'nobody@example.org'),
    /Nobody has this address there.*550/,
  )
  mailbox.behave = '554 5.7.1 SPF check failed'
  await assert.rejects(
    sendTestMail(configWith(mailbox.url), 'ada@example.org'),
    /will not take it as things are: .*SPF/,
  )
  mailbox.behave = 'defer'
  await assert.rejects(sendTestMail(configWith(mailbox.url), 'busy@example.org'), /may take it later.*451/)
})

test('without a mail server it says where the mails are', async () => {
  await assert.rejects(sendTestMail(configWith(), 'ada@example.org'), /SMTP_URL is not set/)
})
