import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { Logger, runOnce } from 'graphile-worker'
import { sql } from 'kysely'
import { dropJobs } from '#server/platform/drop-jobs.ts'
import { html } from '#server/platform/html/html.ts'
import { openLog, Secret } from '#server/platform/log.ts'
import { dottedSecrets, makeSecrets } from '#server/platform/secrets.ts'
import { doWork, lookAt, type Platform } from '#server/platform/work.ts'
import { testDatabase } from '#tests/support/database.ts'
import { type Mailbox, openMailbox } from '#tests/support/mailbox.ts'
import { showMail } from './compose-mail.ts'
import { type SendMailJob, sendMailJob } from './delivery.ts'
import { mailKind, mailKinds, mailTasks } from './mail-kind.ts'
import { queueMail, queueMailing } from './queue.ts'
import { unsubscribeAddress } from './unsubscribe.ts'
import { countMailing, listOutbox } from './views.ts'

const { db, shiftClock } = await testDatabase()
const silent = openLog('silent')
let mailbox: Mailbox
let ids: Record<'ada' | 'ben' | 'cleo' | 'demo', string>
let communityId: string
const left = new Set<string>()
let composing: () => void = () => {}

const called = () => 'Questions'

/** A kind as a room would declare it: one Ping's question to everybody. */
const question = mailKind<{ pingId: string }>({
  kind: 'question',
  priority: 'bulk',
  unsubscribe: { place: 1, byDefault: 'at_once', name: called, hint: called, stops: called, stopped: called },
  async compose(look, mail) {
    composing()
    if (mail.personId && left.has(mail.personId)) return { dropped: 'left' }
    return {
      from: 'Ada, Weavers',
      subject: `A question\r\nBcc: eve@example.org for ${mail.name}`,
      html: html`<p>${mail.t('Stop these mails')} ${look.platform.secrets.token('ballot', mail.aboutId, 1)}</p>`,
      text: `In ${mail.zone}`,
      listId: `${mail.community?.slug}.questions`,
      unsubscribeUrl: unsubscribeAddress(look.platform, {
        personId: mail.personId ?? ids.ada,
        communityId,
        kind: 'ping',
      }),
    }
  },
})
const signIn = mailKind<{ sealed: string }>({
  kind: 'sign-in',
  priority: 'person-waits',
  unsubscribe: 'none',
  compose: async (look, mail) => ({
    subject: 'Sign in',
    html: html`<p>Hello</p>`,
    text: `Your code: ${look.platform.secrets.unseal('code', mail.payload.sealed)}`,
  }),
})
const bare = mailKind<Record<string, never>>({
  kind: 'bare',
  priority: question.priority,
  unsubscribe: question.unsubscribe,
  compose: async () => ({ subject: 's', html: html``, text: 't' }),
})
const kinds = [question, signIn, bare]

function platformWith(smtpUrl: string | null): Platform {
  const config = {
    smtpUrl: smtpUrl ? new Secret(smtpUrl) : null,
    mailFrom: 'Guild <post@guild.example>',
    publicUrl: 'https://guild.example',
  }
  return {
    config,
    log: silent,
    database: db,
    secrets: makeSecrets('a key that is long enough, really'),
    live: { announce() {} },
  } as unknown as Platform
}

/** One job for both priorities: what a mail waits for is decided by the worker pools. */
function tasksFor(platform: Platform, job: SendMailJob) {
  const run = async (payload: unknown) => job.run(platform, job.payload.parse(payload))
  return Object.fromEntries(Object.values(mailTasks).map((task) => [task, run]))
}

/** Runs every job that is due, once, as the worker does. */
async function runJobs(platform: Platform, job: SendMailJob): Promise<void> {
  await runOnce({
    pgPool: db.writePool,
    concurrency: 3,
    logger: new Logger(() => () => {}),
    taskList: tasksFor(platform, job),
  })
}

async function mails() {
  return db.write.selectFrom('mail').selectAll().orderBy('id').execute()
}

async function withJob<T>(platform: Platform, run: (job: SendMailJob) => Promise<T>): Promise<T> {
  const job = sendMailJob(platform, kinds, { priority: 'bulk', connections: 3 })
  try {
    return await run(job)
  } finally {
    job.close()
  }
}

const aboutPing = () => ({ about: { kind: 'ping', id: crypto.randomUUID() }, communityId, payload: { pingId: 'p' } })

before(async () => {
  mailbox = await openMailbox()
  const people = [
    { name: 'Ada Lindqvist', email: 'ada@example.org', handle: 'ada' },
    { name: 'Ben Reyes', email: 'ben@example.org', handle: 'ben', locale: 'de', time_zone: 'Europe/Berlin' },
    { name: 'Cleo Marsh', email: 'cleo@example.org', handle: 'cleo' },
    { name: 'Demo', email: 'demo@example.org', handle: 'demo', is_demo: true },
  ]
  const rows = await db.write.insertInto('person').values(people).returning(['id', 'handle']).execute()
  ids = Object.fromEntries(rows.map((row) => [row.handle, row.id])) as typeof ids
  const community = { slug: 'weavers', name: 'Weavers', purpose: 'To weave', time_zone: 'Europe/Lisbon' }
  communityId = (await db.write.insertInto('community').values(community).returning('id').executeTakeFirstOrThrow()).id
})
after(() => mailbox.close())
beforeEach(async () => {
  await sql`delete from mail`.execute(db.write)
  await sql.raw(dropJobs).execute(db.write)
  ;(mailbox.messages as unknown[]).length = 0
  mailbox.behave = 'accept'
  left.clear()
  composing = () => {}
})

describe('queueing', () => {
  test('a mail and its job are committed or rolled back with the transaction', async () => {
    const platform = platformWith(mailbox.url)
    await assert.rejects(
      doWork(platform, async (work) => {
        await queueMail(work, question, { personId: ids.ada }, aboutPing())
        throw new Error('rolled back')
      }),
    )
    assert.equal((await mails()).length, 0)
    const { rows } = await sql`select from graphile_worker.jobs`.execute(db.write)
    assert.equal(rows.length, 0)
  })

  test('the same message goes to a person once, however often it is queued', async () => {
    const platform = platformWith(mailbox.url)
    const about = aboutPing()
    const count = (people: string[]) => doWork(platform, (work) => queueMailing(work, question, people, about))
    assert.equal(await count([ids.ada, ids.ben]), 2)
    assert.equal(await count([ids.ada, ids.ben, ids.cleo]), 1)
    assert.equal(await doWork(platform, (work) => queueMail(work, question, { personId: ids.ada }, about)), false)
    const address = { address: 'New@Example.org' }
    assert.equal(await doWork(platform, (work) => queueMail(work, question, address, about)), true)
    assert.equal(await doWork(platform, (work) => queueMail(work, question, address, about)), false)
    await withJob(platform, (job) => runJobs(platform, job))
    assert.deepEqual(mailbox.messages.map(recipient).sort(), [
      'ada@example.org',
      'ben@example.org',
      'cleo@example.org',
      'new@example.org',
    ])
  })

  test('a second occasion mails about the same thing again, and each occasion once', async () => {
    const platform = platformWith(mailbox.url)
    const { about, ...terms } = aboutPing()
    const remind = (causeId?: string) =>
      doWork(platform, (work) =>
        queueMailing(work, question, [ids.ada, ids.ben], { ...terms, about: { ...about, causeId } }),
      )
    const reminders = [crypto.randomUUID(), crypto.randomUUID()]
    const queued: number[] = []
    for (const cause of [undefined, undefined, reminders[0], reminders[1], reminders[0]])
      queued.push(await remind(cause))
    assert.deepEqual(queued, [2, 0, 2, 2, 0])
    await withJob(platform, (job) => runJobs(platform, job))
    assert.equal(mailbox.messages.filter((one) => recipient(one) === 'ada@example.org').length, 3)
  })

  test('a mailing takes its people from a query', async () => {
    const platform = platformWith(mailbox.url)
    const people = sql<{ person_id: string }>`select id as person_id from person where not is_demo`
    assert.equal(await doWork(platform, (work) => queueMailing(work, question, people, aboutPing())), 3)
  })

  test('a mail that a person waits for overtakes a mailing', async () => {
    const platform = platformWith(mailbox.url)
    await doWork(platform, (work) => queueMailing(work, question, [ids.ada, ids.ben, ids.cleo], aboutPing()))
    const sealed = platform.secrets.seal('code', '123456')
    await doWork(platform, (work) => queueMail(work, signIn, { address: 'new@example.org' }, { payload: { sealed } }))
    const job = sendMailJob(platform, kinds, { priority: 'bulk', connections: 3 })
    await runOnce({
      pgPool: db.writePool,
      concurrency: 1,
      logger: new Logger(() => () => {}),
      taskList: tasksFor(platform, job),
    })
    job.close()
    assert.equal(mailbox.messages[0]?.subject, 'Sign in')
    assert.match(mailbox.messages[0]?.text ?? '', /Your code: 123456/)
    assert.doesNotMatch(JSON.stringify(await mails()), /123456/)
  })
})

describe('handing over', () => {
  test('a mail carries what mail programs need, and no header from outside', async () => {
    const platform = platformWith(mailbox.url)
    await doWork(platform, (work) => queueMail(work, question, { personId: ids.ben }, aboutPing()))
    await withJob(platform, (job) => runJobs(platform, job))
    const message = await mailbox.waitFor(() => true)
    const [row] = await mails()
    assert.equal(row?.state, 'handed_over')
    assert.ok(row?.sent_at)
    assert.equal(message.messageId, `<${row?.id}@guild.example>`)
    assert.equal(message.subject, 'A question Bcc: eve@example.org for Ben Reyes')
    assert.equal(message.headers.has('bcc'), false)
    assert.equal(message.from?.text, '"Ada, Weavers" <post@guild.example>')
    assert.equal(message.headers.get('auto-submitted'), 'auto-generated')
    assert.equal(message.headers.has('precedence'), false)
    const list = message.headers.get('list') as unknown as Record<string, Record<string, string>>
    assert.equal(list.id?.id, 'weavers.questions.guild.example')
    assert.equal(
      message.headerLines.find(({ key }) => key === 'list-id')?.line,
      'List-ID: "Weavers" <weavers.questions.guild.example>',
    )
    assert.match(String(list.unsubscribe?.url), /^https:\/\/guild\.example\/u\/[\w-]{22}\.[\w-]{22}\.ping\.[\w-]{22}$/)
    assert.match(
      message.headerLines.find(({ key }) => key === 'list-unsubscribe-post')?.line ?? '',
      /: List-Unsubscribe=One-Click$/,
    )
    assert.match(message.text ?? '', /In Europe\/Berlin/)
    assert.match(String(message.html), /Diese Mails abbestellen/)
  })

  test('without an SMTP server mails are kept, and mails to demo people always', async () => {
    const without = platformWith(null)
    await doWork(without, (work) => queueMail(work, question, { personId: ids.ada }, aboutPing()))
    await withJob(without, (job) => runJobs(without, job))
    const withServer = platformWith(mailbox.url)
    await doWork(withServer, (work) => queueMail(work, question, { personId: ids.demo }, aboutPing()))
    await withJob(withServer, (job) => runJobs(withServer, job))
    assert.deepEqual(
      (await mails()).map((row) => row.state),
      ['kept', 'kept'],
    )
    assert.equal(mailbox.messages.length, 0)
  })

  test('people who left since and closed accounts get none', async () => {
    const platform = platformWith(mailbox.url)
    await doWork(platform, (work) => queueMailing(work, question, [ids.ada, ids.ben, ids.cleo], aboutPing()))
    left.add(ids.ada)
    await db.write.updateTable('person').set({ removed_at: new Date() }).where('id', '=', ids.cleo).execute()
    await withJob(platform, (job) => runJobs(platform, job))
    await db.write.updateTable('person').set({ removed_at: null }).where('id', '=', ids.cleo).execute()
    assert.deepEqual(mailbox.messages.map(recipient), ['ben@example.org'])
    const why = Object.fromEntries((await mails()).map((row) => [row.person_id, [row.state, row.why]]))
    assert.deepEqual(why, {
      [ids.ada]: ['dropped', 'left'],
      [ids.ben]: ['handed_over', null],
      [ids.cleo]: ['dropped', 'gone'],
    })
  })

  test('a job that runs twice, or twice at once, sends the mail once', async () => {
    const platform = platformWith(mailbox.url)
    await doWork(platform, (work) => queueMail(work, question, { personId: ids.ada }, aboutPing()))
    const [row] = await mails()
    const mailId = row?.id as string
    await withJob(platform, async (job) => {
      const outcomes = await Promise.allSettled([1, 2, 3].map(() => job.run(platform, { mailId })))
      assert.ok(outcomes.some(({ status }) => status === 'fulfilled'))
      await job.run(platform, { mailId })
    })
    assert.equal(mailbox.messages.length, 1)
  })

  test('after a crash in the middle it leaves again under the same Message-ID, when the hold has passed', async () => {
    const platform = platformWith(mailbox.url)
    await doWork(platform, (work) => queueMail(work, question, { personId: ids.ada }, aboutPing()))
    const [row] = await mails()
    const mailId = row?.id as string
    await sql`update mail set held_until = app_now() + interval '1 minute', message_id = '<first@guild.example>', attempts = 1`.execute(
      db.write,
    )
    await withJob(platform, async (job) => {
      await job.run(platform, { mailId })
      assert.equal(mailbox.messages.length, 0)
      assert.deepEqual(await dueIn(), [0, 1], 'it is tried again when the other worker’s minute is over')
      await shiftClock('2 minutes')
      await job.run(platform, { mailId })
      await shiftClock('0')
    })
    assert.equal(mailbox.messages[0]?.messageId, '<first@guild.example>')
  })
})

/** In how many minutes each job that waits is due, rounded. */
async function dueIn(): Promise<number[]> {
  const { rows } = await sql<{ minutes: number }>`
    select round(extract(epoch from run_at - created_at) / 60)::int as minutes
    from graphile_worker.jobs where locked_at is null order by id`.execute(db.write)
  return rows.map(({ minutes }) => minutes)
}

describe('when it can’t be handed over', () => {
  const queued = async (platform: Platform) => {
    await doWork(platform, (work) => queueMail(work, question, { personId: ids.ada }, aboutPing()))
    return (await mails()).at(-1)?.id as string
  }
  const stateOf = async (mailId: string) => {
    const row = (await mails()).find(({ id }) => id === mailId)
    return [row?.state, row?.why, row?.attempts, row?.held_until]
  }

  test('where nobody has the address it is final, and says why', async () => {
    const platform = platformWith(mailbox.url)
    mailbox.behave = 'refuse'
    await doWork(platform, (work) => queueMail(work, question, { personId: ids.ada }, aboutPing()))
    await withJob(platform, (job) => runJobs(platform, job))
    const [row] = await mails()
    assert.deepEqual([row?.state, row?.why], ['failed', 'no_such_address'])
    assert.match(row?.last_error ?? '', /550 No such person here/)
  })

  test('a refusal that is about our own server is tried again every half hour, for three days', async () => {
    const platform = platformWith(mailbox.url)
    mailbox.behave = '550 5.7.1 <{to}> sender listed'
    const mailId = await queued(platform)
    await withJob(platform, async (job) => {
      await runJobs(platform, job)
      assert.deepEqual(await stateOf(mailId), ['waiting', null, 1, null])
      assert.deepEqual(await dueIn(), [30])
      await sql`update mail set attempts = 40`.execute(db.write)
      await job.run(platform, { mailId })
      assert.deepEqual((await stateOf(mailId)).slice(0, 2), ['failed', 'gave_up'])
    })
  })

  test('a busy server is tried again soon, then ever more rarely', async () => {
    const platform = platformWith(mailbox.url)
    mailbox.behave = 'defer'
    const mailId = await queued(platform)
    await withJob(platform, async (job) => {
      await runJobs(platform, job)
      assert.deepEqual(await stateOf(mailId), ['waiting', null, 1, null])
      for (let i = 0; i < 5; i++) await job.run(platform, { mailId })
      assert.deepEqual(await dueIn(), [0, 1, 5, 15, 30, 60])
      mailbox.behave = 'accept'
      await job.run(platform, { mailId })
      assert.equal(mailbox.messages.length, 1)
    })
  })

  /** Of two mails the first finds the server closed; neither counts an attempt, and the second is not even begun. */
  async function waitsForRest(platform: Platform): Promise<void> {
    await doWork(platform, (work) => queueMailing(work, question, [ids.ada, ids.ben], aboutPing()))
    const [first, second] = (await mails()).map(({ id }) => id)
    await sql.raw(dropJobs).execute(db.write)
    const job = sendMailJob(platform, kinds, { priority: 'bulk', connections: 3, restMs: 60_000 })
    await job.run(platform, { mailId: first as string })
    assert.deepEqual(await stateOf(first as string), ['waiting', null, 0, null])
    assert.deepEqual(await dueIn(), [0])
    composing = () => assert.fail('it was tried')
    const waiting = assert.rejects(job.run(platform, { mailId: second as string }), /The program ends/)
    job.close()
    await waiting
    assert.deepEqual(await stateOf(second as string), ['waiting', null, 0, null])
  }

  test('while an unreachable server rests, mails wait and use up no attempt', () =>
    waitsForRest(platformWith('smtp://127.0.0.1:9')))

  test('a server that takes the connection and says nothing is given up on, and left alone for a while', () => {
    mailbox.behave = 'hang'
    return waitsForRest(platformWith(`${mailbox.url}?greetingTimeout=200`))
  })

  test('a server that was closed and has rested takes what waits', async () => {
    const platform = platformWith(mailbox.url)
    mailbox.behave = '421 4.7.0 come back later'
    const mailId = await queued(platform)
    const job = sendMailJob(platform, kinds, { priority: 'bulk', connections: 3, restMs: 50 })
    for (let i = 0; i < 30; i++) {
      if (i === 29) mailbox.behave = 'accept'
      await job.run(platform, { mailId })
    }
    job.close()
    assert.deepEqual((await stateOf(mailId)).slice(0, 3), ['handed_over', null, 1])
  })

  test('a mail that must have an unsubscribe link and has none is not sent', async () => {
    const platform = platformWith(mailbox.url)
    await doWork(platform, (work) => queueMail(work, bare, { personId: ids.ada }, { payload: {} }))
    const mailId = (await mails())[0]?.id as string
    await withJob(platform, (job) => job.run(platform, { mailId }))
    assert.equal(mailbox.messages.length, 0)
    assert.equal((await mails())[0]?.last_error, 'It could not be composed.')
  })
})

describe('showing', () => {
  test('a mailing is counted, and the outbox lists what did not leave, newest first', async () => {
    const platform = platformWith(mailbox.url)
    const about = aboutPing()
    await doWork(platform, (work) => queueMailing(work, question, Object.values(ids), about))
    left.add(ids.cleo)
    await withJob(platform, (job) => runJobs(platform, job))
    await doWork(platform, (work) => queueMail(work, question, { address: 'new@example.org' }, about))
    const counts = { handedOver: 2, kept: 1, waiting: 1, inDigest: 0, failed: 0, dropped: 1 }
    assert.deepEqual(await countMailing(db.read, 'question', about.about.id), counts)
    const lines = await listOutbox(db.read, { before: null, limit: 10 })
    assert.deepEqual(
      lines.map((line) => [line.address, line.name, line.state, line.communityName]),
      [
        ['new@example.org', null, 'waiting', 'Weavers'],
        ['demo@example.org', 'Demo', 'kept', 'Weavers'],
      ],
    )
    assert.equal((await listOutbox(db.read, { before: lines[0]?.id as string, limit: 10 })).length, 1)
  })

  test('a mail is shown as it would leave, its secrets dotted for others', async () => {
    const platform = platformWith(null)
    await doWork(platform, (work) => queueMail(work, question, { personId: ids.ada }, aboutPing()))
    const mailId = (await mails())[0]?.id as string
    const look = await lookAt(platform)
    const live = await showMail(look, mailKinds(kinds), mailId, 'live')
    assert.ok(live && 'subject' in live.words)
    const token = platform.secrets.token('ballot', live.mail.aboutId, 1)
    assert.ok(live.words.html.toString().includes(token))
    const dotted = await showMail(look, mailKinds(kinds), mailId, 'dotted')
    assert.ok(dotted && 'subject' in dotted.words)
    assert.ok(
      !JSON.stringify([dotted.words.html.toString(), dotted.words.unsubscribeUrl]).includes(token.slice(22, 40)),
    )
    assert.ok(dotted.words.html.toString().includes(dottedSecrets.token('', '', 0)))
    assert.equal(await showMail(look, mailKinds(kinds), crypto.randomUUID(), 'live'), null)
  })
})

function recipient(message: { to?: unknown }): string {
  return (message.to as { value: { address: string }[] }).value[0]?.address ?? ''
}
