/** How answers by mail stand, in a real browser: on a phone, by day and by night, in German, and without script. */
import { after, test } from 'node:test'
import { inBrowser, isSoundDayAndNight } from '#tests/support/in-browser.ts'
import { sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openSite } from '#tests/support/site.ts'

const relay = await openMailbox()
after(() => relay.close())
const site = await openSite({
  SMTP_URL: relay.url,
  MAIL_IN: '0',
  IMAP_URL: 'imaps://guild:secret@a-rather-long-name.mail.example.org/INBOX',
  MAIL_REPLY_TO: 'reply+*@a-rather-long-name.guild.example.org',
})
const open = await inBrowser(site)
await site.database.db.write
  .updateTable('person')
  .set({ locale: 'de' })
  .where('id', '=', site.cast.people.owen.id)
  .execute()

test('the page is sound on a phone in German, and the test is sent without script', async () => {
  const phone = { viewport: { width: 360, height: 740 } }
  const owen = await open('owen', '/site/answers-by-mail', { ...phone, javaScriptEnabled: false })
  await owen.getByRole('button', { name: 'Test senden' }).click()
  await owen.getByText('ist unterwegs. Lade diese Seite').first().waitFor()
  await sendMails(site)
  await site.shiftClock('6 minutes')
  const later = await open('owen', '/site/answers-by-mail', phone)
  await later.getByText('kam nicht innerhalb von 5 Minuten zurück').waitFor()
  await isSoundDayAndNight(later)
})
