/** The worker is killed between the close of a Ping and its last result mail: each of those who get one gets it once. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openMailbox } from '#tests/support/mailbox.ts'
import { addMembers, sendOne, voteAs } from '#tests/support/pings.ts'
import { databaseUrl, spawnServer } from '#tests/support/server-process.ts'
import { openSite } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const key = 'a key for this test, of 43 letters or so....'
const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SECRET_KEY: key, SMTP_URL: mailbox.url })
const query = async (text: string, values: unknown[] = []) =>
  (await site.database.db.writePool.query(text, values)).rows
const settings = {
  DATABASE_URL: databaseUrl(site.database.connection),
  SECRET_KEY: key,
  SMTP_URL: mailbox.url,
  ROLES: 'worker',
  LOG_LEVEL: 'error',
}

test('killed after a Ping closed, the worker sends what is left of its result, and nothing twice', async () => {
  const ping = await sendOne(site)
  const voters = await addMembers(site, 60)
  await voteAs(site, voters, ping, 0)
  await query("delete from mail where kind = 'ping'")
  await query(
    "update ping set sent_at = now() - interval '2 days', closes_at = now() - interval '1 second' where id = $1",
    [ping.id],
  )
  await query(
    `select graphile_worker.reschedule_jobs(array_agg(id), run_at => now())
     from graphile_worker.jobs where task_identifier = 'close-ping'`,
  )
  const states = async () =>
    Object.fromEntries(
      (await query("select state, count(*)::int as n from mail where kind = 'ping_result' group by 1")).map(
        ({ state, n }) => [state, n],
      ),
    )
  const first = await spawnServer({ settings })
  await waitFor(async () => ((await states()).waiting ?? 0) > 0)
  await first.stop('SIGKILL')
  assert.equal((await query('select state from ping where id = $1', [ping.id]))[0].state, 'closed')
  assert.ok(((await states()).waiting ?? 0) > 0, 'some were left to send')
  // What it was sending is held for a minute, which has passed.
  await query('update mail set held_until = now() where held_until is not null')
  const second = await spawnServer({ settings })
  const wanted = voters.length + 1
  await waitFor(async () => (await states()).handed_over === wanted)
  await second.stop()
  // One that was on its way as the worker died may come a second time, with the same Message-ID, by which mail programs know it.
  const got = new Map(mailbox.messages.map((one) => [one.messageId, [one.to].flat()[0]?.value[0]?.address]))
  assert.equal(got.size, wanted)
  assert.equal(new Set(got.values()).size, wanted)
})
