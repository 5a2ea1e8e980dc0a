/** A backup holds the whole site as of one moment. Restoring gives that site, or changes nothing and says why in a sentence. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { after, before, describe, type TestContext, test } from 'node:test'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import pg from 'pg'
import { extract, pack } from 'tar-stream'
import { backUp } from '#server/archive/back-up.ts'
import { type Entry, readArchive, textOf } from '#server/archive/read-archive.ts'
import { restore } from '#server/archive/restore.ts'
import { sealed, unsealed } from '#server/archive/seal.ts'
import { keptRows, leftOut, listTables } from '#server/archive/tables.ts'
import { writeArchive } from '#server/archive/write-archive.ts'
import { diskFiles } from '#server/platform/files.ts'
import { Secret } from '#server/platform/log.ts'
import { schemaLock } from '#server/platform/migrate.ts'
import type { Connection } from '#server/platform/postgres.ts'
import { emptyDatabase } from '#tests/support/database.ts'
import { makeFixtures } from '#tests/support/fixtures.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const folder = mkdtempSync(join(tmpdir(), 'guildhall-backup-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const source = { ...site.platform, connection: site.database.connection, secretKey: site.platform.config.secretKey }
const path = join(folder, 'site.guildhall')
const quiet = () => undefined

/** What each table holds, as one hash for each table; the columns of the site row that restoring writes are left out. */
async function contents(connection: Connection): Promise<Map<string, string>> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    const found = new Map<string, string>()
    for (const { name } of await listTables(client)) {
      const { rows } = await client.query(
        `select md5(string_agg(line, e'\\n' order by line)) as hash from (select (to_jsonb(t) - 'restored_from' - 'restored_key')::text as line from ${pg.escapeIdentifier(name)} t where ${keptRows[name] ?? 'true'}) lines`,
      )
      found.set(name, rows[0].hash)
    }
    return found
  } finally {
    await client.end()
  }
}

/** An empty database with a folder for files, as a new machine has them. */
async function newPlace(t: TestContext) {
  const { connection, drop } = await emptyDatabase()
  t.after(drop)
  const files = diskFiles(mkdtempSync(join(folder, 'files-')))
  return { connection, files }
}

const hashOf = async (stream: Readable) => {
  const hash = createHash('sha256')
  for await (const chunk of stream) hash.update(chunk)
  return hash.digest('hex')
}

before(async () => {
  await makeFixtures(site)
  await site.as('ben').send(`/c/${site.cast.community.slug}/discussions`, {
    title: 'Strange letters',
    source: 'A back\\slash, a "quote", \u2028 a line separator, 你好, ‮right to left, 🎈, and `code\twith tabs`.',
    kind: 'talk',
  })
  const bytes = Buffer.alloc(3_000_000, 'A film, or nearly. ')
  const received = await site.platform.files.receive(Readable.from([bytes]), 'film.webm', 10_000_000)
  assert.ok(typeof received === 'object')
  await site.database.db.write
    .insertInto('file')
    .values({ id: received.id, name: 'film.webm', media_type: 'video/webm', bytes: received.bytes, use: 'resource' })
    .execute()
  await backUp(source, path, quiet)
})

test('a site that is put back holds what it held, to the last letter and byte', async (t) => {
  const place = await newPlace(t)
  const { head, manifest } = await restore(place, path, { replace: false, tell: quiet })
  const [there, here] = [await contents(site.database.connection), await contents(place.connection)]
  for (const [table, hash] of there) assert.equal(here.get(table), hash, table)
  assert.ok((manifest.rows.post ?? 0) > 2 && (manifest.rows.person ?? 0) > 4)
  assert.equal(
    head.tables.some(({ name }) => name in leftOut),
    false,
  )
  const { rows } = await site.database.db.writePool.query('select id from file')
  for (const { id } of rows)
    assert.equal(await hashOf(place.files.read(id)), await hashOf(site.platform.files.read(id)), 'a file')
})

test('every table is in a backup, or is left out for a written reason', async () => {
  const { rows } = await site.database.db.writePool.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
  )
  const { head } = await readArchive(path)
  const known = new Set([...head.tables.map(({ name }) => name), ...Object.keys(leftOut)])
  assert.deepEqual(
    rows.map(({ name }) => name).filter((name) => !known.has(name)),
    [],
  )
})

test('a restored copy has no sessions, no API tokens, and no mail that would be sent twice', async (t) => {
  const place = await newPlace(t)
  await restore(place, path, { replace: false, tell: quiet })
  const client = new pg.Client(place.connection)
  await client.connect()
  const { rows } = await client.query(`select
    (select count(*)::int from session) as sessions, (select count(*)::int from api_token) as tokens,
    (select count(*)::int from mail where state in ('waiting', 'kept')) as mails, restored_from, restored_key from site`)
  await client.end()
  const { restored_from, ...rest } = rows[0]
  assert.ok(restored_from)
  assert.deepEqual(rest, { sessions: 0, tokens: 0, mails: 0, restored_key: site.platform.config.secretKey.reveal() })
})

test('a backup holds nothing that was written after it began, and blocks no writes', async () => {
  const during = join(folder, 'during.guildhall')
  let written: Promise<unknown> | null = null
  const { manifest } = await backUp(source, during, (sentence) => {
    if (sentence.endsWith(': account'))
      written = site
        .as('ben')
        .send(`/c/${site.cast.community.slug}/discussions`, { title: 'Later', source: 'x', kind: 'talk' })
  })
  await written
  const { manifest: before } = await readArchive(path)
  assert.equal(manifest.rows.thread, before.rows.thread)
})

test('a migration waits until a backup that is under way is done: a table written anew would look empty to it', async () => {
  // A process of its own, which this one waits for: so the backup is under way until it has been answered.
  const migrating = `
    import pg from 'pg'
    const client = new pg.Client(JSON.parse(process.argv[1]))
    await client.connect()
    await client.query("set lock_timeout = '20ms'")
    await client.query('alter table thread add column lot double precision default random()')`
  const args = ['--input-type=module', '--eval', migrating, JSON.stringify(site.database.connection)]
  const tries: string[] = []
  await backUp(source, join(folder, 'held.guildhall'), (sentence) => {
    if (sentence.endsWith(': account'))
      tries.push(spawnSync(process.execPath, args, { cwd: import.meta.dirname, encoding: 'utf8' }).stderr)
  })
  assert.match(tries.join(), /lock timeout/)
})

test('a row that refers to a mail left out of the backup is restored without that reference', async (t) => {
  const { db } = site.database
  const { rows } = await db.writePool.query("select id from mail where state in ('waiting', 'kept') limit 1")
  await db.writePool.query("update person set bounced_mail = $1 where handle = 'dov-adler'", [rows[0].id])
  const bounced = join(folder, 'bounced.guildhall')
  await backUp(source, bounced, quiet)
  await db.writePool.query('update person set bounced_mail = null')
  const place = await newPlace(t)
  await restore(place, bounced, { replace: false, tell: quiet })
  assert.deepEqual(await contents(place.connection), await contents(site.database.connection))
})

test('a backup succeeds although a file is missing, or disappears meanwhile', async (t) => {
  const place = await newPlace(t)
  await restore(place, path, { replace: false, tell: quiet })
  const goes = {
    ...place.files,
    async hold(id: string) {
      const held = await place.files.hold(id)
      await place.files.remove(id)
      return held
    },
  }
  const from = { connection: place.connection, secretKey: source.secretKey }
  const { manifest: first } = await backUp({ ...from, files: goes }, join(folder, 'goes.guildhall'), quiet)
  const { manifest: second } = await backUp({ ...from, files: place.files }, join(folder, 'gone.guildhall'), quiet)
  const all = first.files
  assert.ok(all > 0)
  assert.deepEqual([first.missing, second.files, second.missing], [0, 0, all])
})

test('a site that was restored and not started since is backed up with its own key', async (t) => {
  const place = await newPlace(t)
  await restore(place, path, { replace: false, tell: quiet })
  const unopened = join(folder, 'unopened.guildhall')
  await backUp({ ...place, secretKey: new Secret('the key of another folder') }, unopened, quiet)
  const keys: string[] = []
  const take = async (entry: Entry) => void (entry.name === 'secret-key' && keys.push(await textOf(entry)))
  await readArchive(unopened, { take })
  assert.deepEqual(keys, [source.secretKey.reveal()])
})

describe('a restore or backup that is refused changes nothing', () => {
  const bytes = () => readFileSync(path)
  const file = (name: string, content: Buffer) => {
    const at = join(folder, name)
    writeFileSync(at, content)
    return at
  }

  /** The backup with its entries changed on the way. */
  async function rewritten(
    name: string,
    change: (entry: string, content: Buffer) => [string, Buffer],
  ): Promise<string> {
    const at = join(folder, name)
    const out = pack()
    const done = pipeline(Readable.from(out), createZstdCompress(), sealed, createWriteStream(at))
    const tar = extract()
    pipeline(unsealed(path), createZstdDecompress(), tar as unknown as NodeJS.WritableStream).catch(quiet)
    for await (const entry of tar) {
      const chunks: Buffer[] = []
      for await (const chunk of entry as AsyncIterable<Buffer>) chunks.push(chunk)
      const [as, content] = change(entry.header.name, Buffer.concat(chunks))
      out.entry({ name: as }, content)
    }
    out.finalize()
    await done
    return at
  }

  /** The backup as a person who knows its format would forge it: changed, and whole. */
  async function remade(name: string, change: (entry: string, content: string) => [string, string]): Promise<string> {
    const at = join(folder, name)
    const out = await writeArchive(at)
    const { head, manifest } = await readArchive(path)
    await out.text(...change('guildhall.json', JSON.stringify(head)))
    await readArchive(path, {
      async take(entry) {
        if (entry.name.startsWith('files/')) await out.stream(entry.name, entry.size, entry.bytes)
        else await out.text(...change(entry.name, await textOf(entry)))
      },
    })
    await out.finish(manifest)
    return at
  }

  const inHead =
    (change: (head: Record<string, unknown>) => void) =>
    (name: string, content: string): [string, string] => {
      if (name !== 'guildhall.json') return [name, content]
      const head = JSON.parse(content)
      change(head)
      return [name, JSON.stringify(head)]
    }

  const cases: [string, () => string | Promise<string>, RegExp][] = [
    ['a file that was cut short', () => file('short', bytes().subarray(0, -100)), /is damaged: it was cut short/],
    [
      'one cut in the middle',
      () => file('half', bytes().subarray(0, bytes().length / 2)),
      /is damaged: it was cut short/,
    ],
    ['an empty one', () => file('empty', Buffer.alloc(0)), /is damaged/],
    ['something else', () => file('other', Buffer.from('Dear diary')), /is damaged/],
    ['a folder', () => folder, /is a folder\. Name the file of a backup/],
    ['none', () => join(folder, 'nowhere'), /There is no file/],
    [
      'one whose rows were changed',
      () =>
        rewritten('forged', (name, content) => [
          name,
          Buffer.from(content.toString('latin1').replace('marmalade', 'strawberry'), 'latin1'),
        ]),
      /something in it changed/,
    ],
    [
      'one with a path out of its folder',
      () => rewritten('escape', (name, content) => [name.startsWith('files/') ? 'files/../../escaped' : name, content]),
      /holds "files\/\.\.\/\.\.\/escaped", which no backup does/,
    ],
    [
      'one of a newer format',
      () =>
        remade(
          'newer',
          inHead((head) => (head.format = 2)),
        ),
      /newer Guildhall \(format 2; this one reads 1\)/,
    ],
    [
      'one of a newer database',
      () =>
        remade(
          'tomorrow',
          inHead((head) => (head.migrations as object[]).push({ name: '9999-tomorrow', sha: '' })),
        ),
      /its database knows 9999-tomorrow, which this one does not/,
    ],
    [
      'one with a table that never was',
      () =>
        remade(
          'table',
          inHead((head) => (head.tables as object[]).push({ name: 'gnome', columns: ['id'] })),
        ),
      /names the table gnome, which Guildhall never had\. Nothing was changed/,
    ],
    [
      'one with a column that never was',
      () =>
        remade(
          'column',
          inHead((head) => (head.tables as { columns: string[] }[])[0]?.columns.push('gnome')),
        ),
      /names the column gnome of account, which Guildhall never had\. Nothing was changed/,
    ],
    [
      'one with rows of a table it does not name',
      () => remade('rows', (name, content) => [name.replace('rows/post/', 'rows/gnome/'), content]),
      /holds rows of gnome, a table it does not name\. Nothing was changed/,
    ],
    [
      'one whose rows do not fit',
      () => remade('unfit', (name, content) => [name, name.startsWith('rows/post/') ? '{"id": 7}' : content]),
      /can’t be put back: .*\. Nothing was changed/,
    ],
  ]
  for (const [name, make, says] of cases)
    test(name, async (t) => {
      const place = await newPlace(t)
      await assert.rejects(async () => restore(place, await make(), { replace: false, tell: quiet }), says)
      assert.deepEqual(await contents(place.connection), new Map())
    })

  test('one with any single byte changed', async () => {
    const whole = bytes()
    for (let at = 7; at < whole.length; at += Math.ceil(whole.length / 60)) {
      const changed = Buffer.from(whole)
      changed[at] = (changed[at] as number) ^ 0x20
      await assert.rejects(readArchive(file('changed', changed)), /is damaged/, `byte ${at}`)
    }
  })

  test('a site where there are people, without --replace; with it, that one goes and this one comes', async (t) => {
    const place = await newPlace(t)
    await restore(place, path, { replace: false, tell: quiet })
    const client = new pg.Client(place.connection)
    await client.connect()
    await client.query("update person set name = 'Somebody else'")
    const before = await contents(place.connection)
    await assert.rejects(restore(place, path, { replace: false, tell: quiet }), /There is a site here, with \d people/)
    assert.deepEqual(await contents(place.connection), before)
    await restore(place, path, { replace: true, tell: quiet })
    const { rows } = await client.query("select count(*)::int as others from person where name = 'Somebody else'")
    assert.deepEqual(rows, [{ others: 0 }])
    await client.end()
  })

  test('a database that another program keeps its tables in', async (t) => {
    const place = await newPlace(t)
    const client = new pg.Client(place.connection)
    await client.connect()
    await client.query('create table invoice (id int); insert into invoice values (1)')
    await assert.rejects(
      restore(place, path, { replace: true, tell: quiet }),
      /holds what is not Guildhall’s: invoice\. Give Guildhall a database of its own: nothing was changed/,
    )
    assert.equal((await client.query('select from invoice')).rowCount, 1)
    await client.end()
  })

  test('a place where another restore, or a start, is under way', async (t) => {
    const place = await newPlace(t)
    const other = new pg.Client(place.connection)
    await other.connect()
    await other.query(`select pg_advisory_lock(${schemaLock})`)
    await assert.rejects(
      restore(place, path, { replace: true, tell: quiet }),
      /Something else is at this site’s database just now.*Nothing was changed/,
    )
    await other.end()
  })

  test('a folder in which it may not write', async (t) => {
    const place = await newPlace(t)
    const no = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', path: '/srv/files' })
    const files = { ...place.files, put: () => Promise.reject(no) }
    await assert.rejects(
      restore({ ...place, files }, path, { replace: false, tell: quiet }),
      /This user may not write \/srv\/files\. Nothing was changed/,
    )
    assert.deepEqual(await contents(place.connection), new Map())
  })

  test('a site that is running', async () => {
    const before = await contents(site.database.connection)
    await assert.rejects(
      restore({ connection: site.database.connection, files: site.platform.files }, path, {
        replace: true,
        tell: quiet,
      }),
      /Guildhall is running on this site\. Stop it first/,
    )
    assert.deepEqual(await contents(site.database.connection), before)
  })

  test('a backup where nothing can be written, or where something lies', async () => {
    await assert.rejects(backUp(source, join(folder, 'none/such'), quiet), /No backup was made: there is no folder/)
    const { connection, drop } = await emptyDatabase()
    await assert.rejects(backUp({ ...source, connection }, join(folder, 'nothing'), quiet), /there is no site here yet/)
    await drop()
    await assert.rejects(backUp(source, '/proc/backup', quiet), /No backup was made: /)
    await assert.rejects(backUp(source, join(path, 'inside'), quiet), /No backup was made: a part of .* is a file/)
  })
})
