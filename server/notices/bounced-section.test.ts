/** Somebody whose address no mail server knows any more reads that where they arrive, until it takes a mail again. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { addPerson } from '#tests/support/actors.ts'
import { runJobs, sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { clientOf, holding, openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url })
const { ben, owen } = site.cast.people
const says = /came back: its mail server says that nobody has this address/
const bounced = (id: string) =>
  site.database.db.write.updateTable('person').set({ bounced_at: new Date() }).where('id', '=', id).execute()

test('the first page says so to its person alone, with what they can do', async () => {
  await bounced(ben.id)
  const { text } = await site.as('ben').get('/')
  assert.match(text, says)
  assert.match(
    text,
    new RegExp(`<b>${ben.email}</b>.*the people who run this site can change it.*href="/inbox/settings"`, 's'),
  )
  assert.equal((await site.as('ben').json('/')).json.bounced, true)
  for (const who of ['ada', 'eve', 'owen'] as const) assert.doesNotMatch((await site.as(who).get('/')).text, says)
})

test('those who look after accounts are led to their own', async () => {
  await bounced(owen.id)
  assert.match((await site.as('owen').get('/')).text, new RegExp(`href="/site/people/${owen.id}">Change the address`))
})

test('once a mail is taken there, nothing is said any more', async () => {
  const { id, token } = await addPerson(site, 'Mila Back', 'write')
  await bounced(id)
  const mila = clientOf(site.server, holding(token))
  assert.match((await mila.get('/')).text, says)
  const { email } = await site.database.db.read
    .selectFrom('person')
    .select('email')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await site.as('visitor').post('/sign-in', { email })
  await runJobs(site, 'mail-sign-in')
  await sendMails(site)
  assert.doesNotMatch((await mila.get('/')).text, says)
})
