/**
 * Every kind of job run twice: the second time changes nothing and adds nothing to do. A new kind has to be tried here.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { confirmLink } from '#server/announcements/confirming/confirm-link.ts'
import { app } from '#server/app.ts'
import { queuePasswordOff } from '#server/identity/password-mails.ts'
import { signInPassFor } from '#server/identity/room.ts'
import { longId } from '#server/platform/ids.ts'
import { sendMailJob } from '#server/platform/mail/delivery.ts'
import { saveIncoming } from '#server/platform/mail/incoming/incoming-store.ts'
import { openJar } from '#tests/support/cookie-jar.ts'
import { everyRow } from '#tests/support/every-row.ts'
import { makeFixtures } from '#tests/support/fixtures.ts'
import { runJobs, waitingJobs } from '#tests/support/jobs.ts'
import { asMany } from '#tests/support/long-run.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { ballotOf, draftOne, sendOne, vote } from '#tests/support/pings.ts'
import { openPushService } from '#tests/support/pushed.ts'
import { sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
const site = await openSite({ SMTP_URL: mailbox.url, OUTGOING: 'any' })
const pushService = await openPushService()
after(() => mailbox.close())
const mails = (['person-waits', 'bulk'] as const).map((priority) =>
  sendMailJob(
    site.platform,
    app.rooms.flatMap((room) => room.mails ?? []),
    { priority, connections: 1 },
  ),
)
const kinds = [...app.rooms.flatMap((room) => room.jobs ?? []), ...mails]
const pool = site.platform.database.writePool

/** What lies in every table, apart from versions that say only that something was written, and which jobs wait. */
async function snapshot(): Promise<Record<string, unknown[]>> {
  const jobs = (await waitingJobs(site)).map(({ task, payload, key }) => ({ task, payload, key }))
  return { ...(await everyRow(pool, { but: ['changed_at', 'indexed_at'] })), list_version: [], jobs }
}

/** Something for each kind to do, or a kind that finds its work by itself. */
async function payloadsOf(task: string): Promise<object[]> {
  const waiting = (await waitingJobs(site, task)).map(({ payload }) => payload)
  if (waiting.length > 0) return waiting.slice(0, asMany(5, { else: 2 }))
  const byItself = kinds.find((one) => one.task === task)?.payload.safeParse({})
  return byItself?.success ? [{}] : []
}

test('a job that runs twice does its work once', async () => {
  const made = await makeFixtures(site)
  const root = `/c/${made.community}`
  const device = openJar(site.server, site.platform.config.publicUrl)
  await device.post(await site.work((work) => signInPassFor(work, site.cast.people.ben.id)), {})
  assert.equal((await device.send('/inbox/devices', pushService.subscribe().subscription)).status, 200)
  const ada = site.as('ada')
  await ada.send(`${root}/discussions/${made.thread}/posts/${made.post}/removal`, { why: 'Twice' })
  const topic = `${root}/discussions/topics/${made.talkTopic}`
  assert.equal((await site.as('ben').send(`${topic}/following`, { state: 'following' })).status, 200)
  const filed = { title: 'In a topic', source: 'Twice', topics: [made.talkTopic] }
  assert.equal((await ada.send(`${root}/discussions`, filed)).status, 201)
  await runJobs(site, 'notify-of-activity')
  const asked = { personId: site.cast.people.cleo.id, entryId: site.cast.people.cleo.id }
  await pool.query(`select graphile_worker.add_job('gather-asked', $1)`, [asked])
  const soon = new Date(Date.now() + 3_600_000).toISOString()
  assert.equal((await ada.send(`${root}/toolkit`, { source: 'Later', title: 'Later', publishFrom: soon })).status, 201)
  const people = Array.from({ length: 600 }, (_, i) => `p${i}@example.net\n`).join('')
  await sendFiles(site, 'ada', `${root}/members/import`, {}, { file: { name: 'p.csv', bytes: `email\n${people}` } })
  await site.as('visitor').post('/sign-in', { email: 'ben@example.org' })
  await site.as('visitor').post(`/join/${made.key}/account`, { name: 'Nia Brook', email: 'nia@example.net' })
  await site.work((work) => queuePasswordOff(work, 'ben@example.org'))
  await site.work(async (work) => {
    const came = {
      messageId: '<twice@example.org>',
      answeredId: null,
      answeredVersion: null,
      envelopeFrom: 'ben@example.org',
    }
    const incomingId = await saveIncoming(work, {
      ...came,
      isVouchedFor: true,
      isCut: false,
      raw: Buffer.from('Subject: Hello\r\n\r\nHello'),
    })
    await work.enqueue('take-in-mail', { incomingId })
  })
  const ping = await sendOne(site, { reminds: true })
  const jar = openJar(site.server, site.platform.config.publicUrl)
  const { links, codes } = await ballotOf(site, site.cast.people.ben.id, ping)
  await jar.post(links[0] as string, { answer: codes[0] as string })
  await vote(site, 'cleo', ping, 1)
  const announced = {
    announcementId: longId(made.announcement ?? '') ?? '',
    personId: site.cast.people.ben.id,
    version: 1,
  }
  assert.equal((await jar.post(confirmLink.address(site.platform.secrets, announced), {})).status, 303)
  const planned = await ada.send(`${root}/announcements`, { title: 'Planned', source: 'Twice' })
  assert.equal((await ada.send(`${planned.json.address}/schedule`, { publishAt: soon })).status, 200)
  await pool.query('update announcement set publish_at = app_clock() where publish_at is not null')
  const laterPing = await draftOne(site)
  assert.equal((await ada.send(`${laterPing.address}/scheduling`, { sendsAt: soon })).status, 200)
  // Cleo has it in her digest, whose hour was at midnight.
  const { cleo } = site.cast.people
  await pool.query('insert into mail_rhythm (person_id, digest_hour) values ($1, 0)', [cleo.id])
  await pool.query(
    `update mail set state = 'held', created_at = now() - interval '2 days' where kind = 'announcement' and person_id = $1`,
    [cleo.id],
  )
  const bare = ['demo-clear-files']
  const late = [
    'make-digests',
    'gather-digest',
    'gather-replies',
    'gather-topics',
    'gather-asked',
    'gather-moderation',
    'push-notice',
    'close-ping',
    'forget-choices',
    ...mails.map(({ task }) => task),
  ]
  const tried = new Set<string>()
  // Words are counted ten seconds after they were written: what the jobs before wrote is counted the first time.
  const laterBy = new Map([
    ['count-search-words', '1 minute'],
    ['recount-search-words', '2 minutes'],
  ])
  for (const { task, payload, run } of kinds.toSorted((a, b) => late.indexOf(a.task) - late.indexOf(b.task))) {
    if (laterBy.has(task)) await site.shiftClock(laterBy.get(task) as string)
    if (task === 'forget-choices') await ada.send(`${ping.address}/closing`, { why: 'Enough' })
    const given = bare.includes(task) ? [{ fileIds: [site.cast.people.ada.id] }] : await payloadsOf(task)
    for (const one of given) {
      const parsed = payload.parse(one)
      await run(site.platform, parsed)
      const once = await snapshot()
      await run(site.platform, parsed)
      const twice = await snapshot()
      for (const [table, rows] of Object.entries(once))
        assert.deepEqual(twice[table], rows, `${task} did something again in ${table}: ${JSON.stringify(one)}`)
      tried.add(task)
    }
  }
  for (const one of mails) one.close()
  const missing = kinds.map(({ task }) => task).filter((task) => !tried.has(task))
  assert.deepEqual(missing, [], 'give these something to do here')
})
