/** A mail that can't leave when it is made waits until a person sends it, even if the site can send mail a moment later. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailTasks } from '#server/platform/mail/mail-kind.ts'
import { waitingJobs } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { sendOne } from '#tests/support/pings.ts'
import { openSite, type Site } from '#tests/support/site.ts'

const mailbox = await openMailbox()
const [without, withServer] = await Promise.all([openSite(), openSite({ SMTP_URL: mailbox.url })])
await mailbox.close()

/** The states of the mails of a Ping that was just sent, no worker having looked at them, and how many jobs they have. */
async function afterSending(site: Site): Promise<{ states: string[]; jobs: number }> {
  const { id } = await sendOne(site)
  const rows = await site.database.db.write.selectFrom('mail').select('state').where('about_id', '=', id).execute()
  const jobs = await waitingJobs(site, mailTasks.bulk)
  return { states: [...new Set(rows.map(({ state }) => state))], jobs: jobs.length }
}

test('without a mail server a mail is kept from its first moment, and no job would send it later', async () => {
  assert.deepEqual(await afterSending(without), { states: ['kept'], jobs: 0 })
})

test('with a mail server it is queued; on a restored copy it is kept, mail server or not', async () => {
  const { states, jobs } = await afterSending(withServer)
  assert.deepEqual(states, ['waiting'])
  assert.ok(jobs > 0)
  await withServer.database.db.write.updateTable('site').set({ restored_from: new Date() }).execute()
  assert.deepEqual(await afterSending(withServer), { states: ['kept'], jobs })
})
