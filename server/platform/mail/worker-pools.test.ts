/** A relay that hangs does not hold up other jobs, nor a mail that a person waits for. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { z } from 'zod'
import { html } from '#server/platform/html/html.ts'
import { job, type Room } from '#server/platform/room.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { addMembers } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'
import { mailKind } from './mail-kind.ts'
import { queueMail, queueMailing } from './queue.ts'

const ran: string[] = []
const note = job({
  task: 'stage-note',
  payload: z.object({ what: z.string() }),
  run: async (_platform, { what }) => void ran.push(what),
})
const words = (subject: string) => ({ subject, html: html`<p>${subject}</p>`, text: subject })
const news = mailKind<Record<string, never>>({
  kind: 'stage_news',
  priority: 'bulk',
  unsubscribe: 'none',
  compose: async () => words('News'),
})
const code = mailKind<Record<string, never>>({
  kind: 'stage_code',
  priority: 'person-waits',
  unsubscribe: 'none',
  compose: async () => words('Your code'),
})
const stage: Room = { name: 'stage', endpoints: [], jobs: [note], mails: [news, code] }

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ ROLES: 'web,worker', SMTP_URL: mailbox.url, LOG_LEVEL: 'silent' }, [stage])
const db = site.database.db.write

/** How many of the mailing were begun, and how many attempts have ended. */
async function mailing(): Promise<{ begun: number; ended: number }> {
  const { rows } = await sql<{ begun: number; ended: number }>`
    select count(*) filter (where attempts > 0)::int as begun,
      count(*) filter (where last_error is not null or state <> 'waiting')::int as ended
    from mail where kind = 'stage_news'`.execute(db)
  return rows[0] as { begun: number; ended: number }
}

test('a code comes through in the middle of a long mailing', async () => {
  const people = await addMembers(site, 600)
  const about = { kind: 'stage', id: crypto.randomUUID() }
  await site.work((work) => queueMailing(work, news, people, { about, payload: {} }))
  await mailbox.waitFor(({ subject }) => subject === 'News')
  await site.work((work) => queueMail(work, code, { address: 'dov@example.net' }, { payload: {} }))
  await mailbox.waitFor(({ to }) => [to].flat()[0]?.value[0]?.address === 'dov@example.net')
  assert.ok((await mailing()).ended < 600, 'the mailing is still under way')
  await waitFor(async () => (await mailing()).ended === 600)
  await db.deleteFrom('mail').execute()
})

test('while a mailing hangs in every slot it has, other jobs run, and a code arrives', async () => {
  mailbox.behave = 'hang'
  const people = await addMembers(site, 40)
  const about = { kind: 'stage', id: crypto.randomUUID() }
  await site.work((work) => queueMailing(work, news, people, { about, payload: {} }))
  await waitFor(() => mailbox.hanging === 8)

  await site.work((work) => work.enqueue('stage-note', { what: 'runs meanwhile' }))
  await waitFor(() => ran.includes('runs meanwhile'))
  assert.deepEqual(await mailing(), { begun: 8, ended: 0 })

  // New connections are answered again; the eight still hang.
  mailbox.behave = 'accept'
  await site.work((work) => queueMail(work, code, { address: 'nia@example.net' }, { payload: {} }))
  await mailbox.waitFor(({ subject }) => subject === 'Your code')
  assert.deepEqual(await mailing(), { begun: 8, ended: 0 })
})
