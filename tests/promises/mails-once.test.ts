/**
 * Each mail leaves exactly once, whatever dies while it leaves: for every kind, several people get one, and a worker, the whole
 * program or the database is killed in the middle of it. Only a mail that was inside an SMTP transaction at that moment may
 * come again, under the same Message-ID.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { app } from '#server/app.ts'
import { testDatabase } from '#tests/support/database.ts'
import { allOrOneIn, allOrSome } from '#tests/support/long-run.ts'
import { mailCauses } from '#tests/support/mail-causes.ts'
import { openScene } from '#tests/support/mail-scene.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { mortalDatabase } from '#tests/support/mortal-database.ts'
import { databaseUrl, spawnServer } from '#tests/support/server-process.ts'
import { openSite } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const kinds = app.rooms.flatMap((room) => room.mails ?? []).map(({ kind }) => kind)
const key = 'a key for this test, of 43 letters or so....'

/** Jobs that wait for a later moment, and here need not. */
const hurried = '^(gather-|notify-|take-in-|send-mail$|send-bulk-mail$)'

/** A site whose mails a receiver takes, and what dies there. */
async function openStage(dies: 'worker' | 'program' | 'database') {
  const mortal = dies === 'database' ? await mortalDatabase() : null
  const mailbox = await openMailbox()
  after(() => mailbox.close())
  const database = mortal ?? (await testDatabase())
  const site = await openSite({ SECRET_KEY: key, SMTP_URL: mailbox.url }, [], database)
  const query = async (text: string, values: readonly unknown[] = []) =>
    (await database.db.writePool.query(text, [...values])).rows
  const settings = {
    DATABASE_URL: databaseUrl(database.connection),
    SECRET_KEY: key,
    SMTP_URL: mailbox.url,
    LOG_LEVEL: 'error',
    ...(dies === 'worker' ? { ROLES: 'worker' } : {}),
  }
  return { dies, mortal, mailbox, database, site, query, settings }
}

const stages = await Promise.all(allOrOneIn(3, ['worker', 'program', 'database'] as const, 0).map(openStage))

test('each kind has something that sends it', () => {
  assert.deepEqual(Object.keys(mailCauses).toSorted(), kinds.toSorted())
})

for (const { dies, mortal, mailbox, site, query, settings } of stages) {
  test(`the ${dies} dies in the middle of each kind of mail, and everybody gets theirs once`, async () => {
    const chosen = allOrSome(2, kinds, kinds.indexOf('ping'))
    const scene = await openScene(site)
    const wanted = new Map<string, readonly string[]>()
    for (const kind of chosen) wanted.set(kind, (await mailCauses[kind]?.(scene)) ?? [])

    let deaths = 0
    let dying: Promise<void> | null = null
    /** Kinds that were on their way at a death. */
    const broken = new Set<string>()
    /** Mails that were settled at a death, with how many messages had come by then. */
    const settledAt: { ids: ReadonlySet<string>; came: number }[] = []

    let program = await spawnServer({ settings })

    async function die(): Promise<void> {
      deaths += 1
      if (mortal) await mortal.kill()
      else await program.stop('SIGKILL')
      // A mail is held for a minute by whoever sends it, which is over in the next life. The clock stays: links to sign in run out.
      await query('update mail set held_until = app_now() where held_until > app_now()')
      const ids = (await query("select id from mail where state = 'handed_over'")).map(({ id }) => id)
      settledAt.push({ ids: new Set(ids), came: mailbox.messages.length })
      for (const { kind } of await query("select distinct kind from mail where state = 'waiting' and attempts > 0"))
        broken.add(kind)
      if (!mortal) program = await spawnServer({ settings })
    }

    const came = new Map<string, number>()
    // Until it is dead, no mail is answered.
    mailbox.beforeAnswer = async ({ messageId }) => {
      if (dying) return dying
      const [row] = await query('select kind from mail where message_id = $1', [messageId]).catch(() => [])
      if (!row) return
      came.set(row.kind, (came.get(row.kind) ?? 0) + 1)
      if (dying) return dying
      if (broken.has(row.kind) || !wanted.has(row.kind) || (came.get(row.kind) ?? 0) < 2) return
      dying = die().finally(() => (dying = null))
      return dying
    }

    /** What still waits, in words. */
    const left = async (): Promise<string[]> => {
      if (dying) await dying
      await query(
        `select graphile_worker.reschedule_jobs(array_agg(id), run_at => now()) from graphile_worker.jobs
         where task_identifier ~ $1 and run_at > now() and locked_at is null having count(*) > 0`,
        [hurried],
      )
      const found = await query(
        `select 'mail ' || kind || ' ' || attempts as what from mail where state = 'waiting'
         union all select 'job ' || task_identifier || ' ' || coalesce(last_error, '') from graphile_worker.jobs
           where task_identifier ~ $1 and run_at <= now()`,
        [hurried],
      )
      return found.map(({ what }) => what)
    }
    let waiting = ['everything']
    // All kinds together take long: it is waited as long as mails come.
    while (waiting.length > 0) {
      const next = mailbox.messages.length + 40
      await waitFor(
        async () => {
          waiting = await left().catch(({ message }) => [message])
          return waiting.length === 0 || mailbox.messages.length >= next
        },
        () =>
          `After ${deaths} deaths and ${mailbox.messages.length} mails there waits: ${waiting.join(', ')}\n${program.output()}`,
      )
    }
    await program.stop()

    const rows = new Map(
      (await query('select id, kind, state, why, message_id from mail')).map((row) => [row.message_id, row]),
    )
    for (const { kind, state, why } of rows.values())
      assert.ok(!['waiting', 'failed'].includes(state), `${kind} is ${state}: ${why}`)
    assert.deepEqual(
      chosen.filter((kind) => !broken.has(kind)),
      [],
      'nobody died in the middle of these',
    )

    const messages = mailbox.messages.map(({ messageId = '', subject, to }, at) => ({
      at,
      messageId,
      row: rows.get(messageId),
      who: [to].flat()[0]?.value[0]?.address ?? '',
      subject,
    }))
    for (const { ids, came } of settledAt)
      for (const { at, row } of messages)
        assert.ok(at < came || !ids.has(row?.id), `a ${row?.kind} that was settled came again`)
    const once = [...new Map(messages.map((one) => [one.messageId, one])).values()]
    const ways = Map.groupBy(once, ({ row, who, subject }) => `${row?.kind} ${who} ${subject}`)
    for (const [what, all] of ways) assert.equal(all.length, 1, `${what} came ${all.length} times`)
    for (const [kind, people] of wanted) {
      const got = new Set(once.filter(({ row }) => row?.kind === kind).map(({ who }) => who))
      assert.deepEqual(
        people.filter((who) => !got.has(who)),
        [],
        `${kind} did not reach them`,
      )
    }
  })
}
