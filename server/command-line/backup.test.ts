/**
 * An operator takes a running site along to another machine: embedded, to a server of their own, and back. What comes is a
 * copy that sends nothing until its owner says that it is the site now.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { readArchive } from '#server/archive/read-archive.ts'
import { applyAll, listMigrations, makeMigrationTable } from '#server/platform/migrate.ts'
import { runGuildhall } from '#tests/support/command-line.ts'
import { emptyDatabase } from '#tests/support/database.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { databaseUrl, freshDataDir, type ServerProcess, startServer } from '#tests/support/server-process.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const folder = mkdtempSync(join(tmpdir(), 'guildhall-backups-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const file = join(folder, 'site.guildhall')
const mailSettings = { SMTP_URL: mailbox.url, DEMO: 'off' }
const dov = 'dov@example.org'

/** A site on a server of one's own, with a connection to look at it by; it ends with the test. */
async function placeOfOwn(t: TestContext, settings: Record<string, string> = {}) {
  const { connection, drop } = await emptyDatabase()
  const client = new pg.Client(connection)
  await client.connect()
  t.after(async () => {
    await client.end()
    await drop()
  })
  const place = { DATA_DIR: freshDataDir(), DATABASE_URL: databaseUrl(connection), DEMO: 'off', ...settings }
  return { place, client }
}

/** Asks a running site for JSON, with an API token. */
async function ask(server: ServerProcess, token: string, path: string, body?: unknown) {
  const answer = await fetch(server.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, accept: 'application/json', 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into views of every shape
  return { status: answer.status, json: (await answer.json().catch(() => null)) as any }
}

async function command(settings: Record<string, string>, ...args: string[]): Promise<string> {
  const ran = await runGuildhall(args, settings)
  assert.equal(ran.code, 0, ran.err)
  return ran.out.trim()
}

test('a site moves to your own PostgreSQL and on to another machine, and goes live again once its owner says so', async (t) => {
  const first = await startServer({ settings: mailSettings })
  const home = { DATA_DIR: first.dataDir, ...mailSettings }
  const { place: own } = await placeOfOwn(t, mailSettings)
  let ballot = ''

  await t.test('a site with a Ping that is out', async () => {
    await command(home, 'person', 'add', '--email', 'mira@example.org', '--name', 'Mira Stone', '--site-role', 'owner')
    const token = (await command(home, 'token', '--email', 'mira@example.org')).split('\n').at(-1) as string
    const { json: community } = await ask(first, token, '/c/new', { name: 'Night shift', purpose: 'We get better.' })
    const root = `/c/${community.slug}`
    await ask(first, token, `${root}/members`, { people: `Dov Katz <${dov}>`, confirmed: true })
    await ask(first, token, `${root}/opening`, {})
    const { json: ping } = await ask(first, token, `${root}/pings`, {
      question: 'Tea?',
      options: ['Yes', 'No'],
      hours: '48',
    })
    await ask(first, token, `${root}/pings/${ping.id}/sending`, {})
    const mail = await mailbox.waitFor((one) => one.subject === 'Tea?' && JSON.stringify(one.to).includes(dov))
    ballot = /http:\/\/[^/]+(\/b\/\S+)/.exec(mail.text ?? '')?.[1] ?? ''
    assert.ok(ballot)
  })

  await t.test('it is backed up while it runs, to a file for its owner’s eyes only', async () => {
    assert.match(await command(home, 'backup', file), /\d+ rows and \d+ files, read back and whole/)
    const again = await runGuildhall(['backup', file], home)
    assert.deepEqual([again.code, /is there already/.test(again.err)], [1, true])
  })

  await t.test('while it runs it can’t be replaced', async () => {
    const ran = await runGuildhall(['restore', file, '--replace'], home)
    assert.deepEqual([ran.code, /Guildhall is running on this site/.test(ran.err)], [1, true], ran.err)
  })
  await first.stop()

  await t.test('on a server of one’s own it mails nobody, and says so on every page', async () => {
    const sent = mailbox.messages.length
    assert.match(await command(own, 'restore', file), /Guildhall is back as it was on .* UTC/)
    const copy = await startServer({ dataDir: own.DATA_DIR, settings: own })
    const token = (await command(own, 'token', '--email', 'mira@example.org')).split('\n').at(-1) as string
    assert.match(await (await fetch(`${copy.url}/sign-in`)).text(), /This is a copy, restored from the backup of/)
    assert.equal((await fetch(copy.url + ballot)).status, 200, 'a link that was mailed before works')
    assert.match(await (await fetch(copy.url + ballot)).text(), /Dov Katz/)
    assert.deepEqual((await ask(copy, token, '/site/mail-test', {})).json.code, 'mail_waits')
    assert.equal((await ask(copy, token, '/site/going-live', {})).status, 200)
    assert.equal((await ask(copy, token, '/site/going-live', {})).json.code, 'is_the_site')
    assert.doesNotMatch(await (await fetch(`${copy.url}/sign-in`)).text(), /This is a copy/)
    assert.equal((await ask(copy, token, '/site/mail-test', {})).status, 200)
    await mailbox.waitFor((one) => /^Mail from Guildhall/.test(one.subject ?? ''))
    assert.equal(mailbox.messages.length, sent + 1, 'nobody got anything twice')
    await copy.stop()
  })

  await t.test('and back from there to an embedded one, whose owner says so by command', async () => {
    const back = join(folder, 'back.guildhall')
    await command(own, 'backup', back)
    const third = { DATA_DIR: freshDataDir(), DEMO: 'off' }
    await command(third, 'restore', back)
    assert.equal(
      readFileSync(join(third.DATA_DIR, 'secret-key'), 'utf8').trim(),
      readFileSync(join(first.dataDir, 'secret-key'), 'utf8').trim(),
    )
    const { manifest } = await readArchive(back)
    const { manifest: before } = await readArchive(file)
    for (const table of ['person', 'membership', 'ping', 'ballot', 'thread'])
      assert.equal(manifest.rows[table], before.rows[table], table)
    assert.match(await command(third, 'go-live'), /This is the site now/)
    const twice = await runGuildhall(['go-live'], third)
    assert.deepEqual([twice.code, /This is the site already/.test(twice.err)], [1, true])
  })
})

test('who chose what in a Ping that closed more than a day before is gone before the copy answers', async (t) => {
  const { place, client } = await placeOfOwn(t)
  await command(place, 'restore', file)
  // The Ping looks as if it was open when the backup was made, and had closed two days ago.
  await client.query("update ping set closes_at = now() - interval '2 days', sent_at = now() - interval '4 days'")
  await client.query(
    'insert into vote (ping_id, community_id, person_id, option_id, first_option_id) select p.id, p.community_id, b.person_id, o.id, o.id from ping p join ballot b on b.ping_id = p.id join ping_option o on o.ping_id = p.id and o.position = 1',
  )
  const old = join(folder, 'old.guildhall')
  await command(place, 'backup', old)
  await command(place, 'restore', old, '--replace')
  const { rows } = await client.query(
    'select state, forgotten_at is not null as forgotten, (select count(*)::int from vote) as votes from ping',
  )
  assert.deepEqual(rows, [{ state: 'closed', forgotten: true, votes: 0 }])
})

const program = fileURLToPath(new URL('./guildhall.ts', import.meta.url))

/** Runs a command and kills it outright once it waits for a table that is locked here: in the middle of its work. */
async function killedInTheMiddle(
  client: pg.Client,
  settings: Record<string, string>,
  args: string[],
  table = 'post',
  mode = 'access exclusive',
): Promise<void> {
  await client.query('begin')
  await client.query(`lock table ${table} in ${mode} mode`)
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: 'ignore',
  })
  await waitFor(
    async () =>
      (await client.query(`select from pg_locks where not granted and relation = '${table}'::regclass`)).rowCount !== 0,
    () => 'It never came to the table that is locked.',
  )
  child.kill('SIGKILL')
  await once(child, 'exit')
  await client.query('rollback')
}

test('killed in the middle, a restore leaves the site that was, and a backup leaves no file', async (t) => {
  const { place, client } = await placeOfOwn(t)
  await command(place, 'restore', file)
  await killedInTheMiddle(client, place, ['restore', file, '--replace'])
  const { rows } = await client.query('select count(*)::int as people from person')
  assert.deepEqual(rows, [{ people: 2 }])
  const half = join(folder, 'half.guildhall')
  await killedInTheMiddle(client, place, ['backup', half])
  assert.equal(existsSync(half), false)
  await command(place, 'backup', half)
  await command(place, 'restore', half, '--replace')
})

test('killed in the middle of a large migration, a site is of the version it was, and goes on to the next', async (t) => {
  const { place, client } = await placeOfOwn(t)
  await makeMigrationTable(client)
  const of0015 = listMigrations().filter(({ name }) => name < '0016')
  await applyAll(client, of0015)
  await client.query("insert into person (name, email, handle) values ('Mira Stone', 'mira@example.org', 'mira')")
  // The backup that comes before may read it; the last of the migrations waits to change it.
  await killedInTheMiddle(client, place, ['migrate'], 'site', 'access share')
  const { rows } = await client.query('select name from migration order by name')
  assert.deepEqual(
    rows.map(({ name }) => name),
    of0015.map(({ name }) => name),
  )
  assert.equal((await client.query("select to_regclass('idempotency_key') as later")).rows[0].later, null)
  const [made = ''] = readdirSync(join(place.DATA_DIR, 'backups'))
  assert.equal((await readArchive(join(place.DATA_DIR, 'backups', made))).manifest.rows.person, 1)
  assert.match(await command(place, 'migrate'), /0080-restored/)
  assert.deepEqual((await client.query('select name from person')).rows, [{ name: 'Mira Stone' }])
})

test('a site of an older version is backed up before it is changed; where a change fails it is as it was', async (t) => {
  const { place, client } = await placeOfOwn(t)
  await command(place, 'restore', file)
  // The last migration, undone; and in its way a column that it makes.
  await client.query("delete from migration where name = '0080-restored'")
  const before = (await client.query('select name from migration order by name')).rows
  const failed = await runGuildhall(['migrate'], place)
  assert.equal(failed.code, 1)
  assert.match(failed.err, /The migration 0080-restored failed, and the database is as it was: .*already exists/)
  assert.deepEqual((await client.query('select name from migration order by name')).rows, before)
  const [made = ''] = readdirSync(join(place.DATA_DIR, 'backups'))
  assert.equal(made, 'before-0080-restored.guildhall')
  assert.ok((await readArchive(join(place.DATA_DIR, 'backups', made))).manifest.rows.person === 2)
  await client.query('alter table site drop column restored_from, drop column restored_key, drop column went_live_at')
  assert.match(await command(place, 'migrate'), /0080-restored/)
})
