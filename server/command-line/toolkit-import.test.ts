import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { runGuildhall } from '#tests/support/command-line.ts'
import { cloneDatabase } from '#tests/support/database.ts'
import { longTopic, readingList, readingListFigures } from '#tests/support/reading-list.ts'
import { databaseUrl, freshDataDir } from '#tests/support/server-process.ts'

const { connection, drop } = await cloneDatabase()
const settings = { DATA_DIR: freshDataDir(), DATABASE_URL: databaseUrl(connection) }
const client = new pg.Client(connection)
await client.connect()
await client.query(
  "insert into community (slug, name, purpose, status) values ('leaders', 'Leaders', 'To lead.', 'active')",
)
const folder = mkdtempSync(join(tmpdir(), 'guildhall-list-'))
after(async () => {
  await client.end()
  await drop()
  rmSync(folder, { recursive: true, force: true })
})
const run = (...args: string[]) => runGuildhall(['toolkit', 'import', ...args], settings)
const figure = (out: string, name: string) =>
  Number(new RegExp(`^${name} +([\\d,]+)$`, 'm').exec(out)?.[1]?.replaceAll(',', ''))

/** What the community holds. */
async function held() {
  const { rows } =
    await client.query(`select (select count(*) from resource)::int as resources, (select count(*) from topic where parent_id is null)::int as topics,
    (select count(*) from entry_topic)::int as filed, (select count(*) from thread)::int as discussions`)
  return rows[0]
}

test('a folder is imported whole, with its counts printed, and importing it again changes nothing', async () => {
  const { files, links, addresses, topics, unread } = readingListFigures
  const place = mkdtempSync(join(tmpdir(), 'guildhall-list-'))
  for (const { name, text } of readingList) writeFileSync(join(place, name ?? ''), text)
  const first = await run(place, '--community', 'leaders')
  assert.equal(first.code, 0, first.err)
  const figures = ['files read', 'links', 'added', 'already here', 'named twice', 'not read'].map((name) =>
    figure(first.out, name),
  )
  assert.deepEqual(figures, [files, links, addresses, 0, links - addresses, unread])
  assert.match(first.out, /Building-Teams\.md, line 7: There is no blank after the bullet’s mark\./)
  assert.match(first.out, /README\.md/)
  assert.deepEqual(await held(), { resources: addresses, topics, filed: links, discussions: addresses })
  const second = await run(place, '--community', 'leaders')
  assert.deepEqual(
    [figure(second.out, 'added'), figure(second.out, 'already here'), figure(second.out, 'new topics')],
    [0, addresses, 0],
  )
  rmSync(place, { recursive: true })
})

test('the import of a long list prints its progress', async () => {
  writeFileSync(join(folder, 'Interviews.md'), longTopic('Interviews', 1020).text)
  const { code, out, err } = await run(join(folder, 'Interviews.md'), '--community', 'leaders')
  assert.deepEqual([code, figure(out, 'added')], [0, 1020], err)
  assert.match(err, /1,000 of 1,020/)
  rmSync(join(folder, 'Interviews.md'))
})

test('one file is imported too', async () => {
  writeFileSync(join(folder, 'first-days.md'), '\ufeff# First days\n- [Say hello](https://example.org/hello)\n')
  const { code, out } = await run(join(folder, 'first-days.md'), '--community', 'leaders')
  assert.deepEqual([code, figure(out, 'added'), figure(out, 'new topics')], [0, 1, 1])
})

test('a file of an old program is read in its own encoding, and one that is no text is refused in words', async () => {
  const place = join(folder, 'uebungen.txt')
  const said = '# Übungen\n- [Grüße üben](https://example.org/gruesse)\n'
  for (const bytes of [Buffer.from(`\ufeff${said}`, 'utf16le'), Buffer.from(said, 'latin1')]) {
    await client.query("delete from resource where address = 'https://example.org/gruesse'")
    writeFileSync(place, bytes)
    const { code, out, err } = await run(place, '--community', 'leaders')
    assert.deepEqual([code, figure(out, 'added')], [0, 1], err)
    const { rows } = await client.query(
      "select title from resource_shown where address = 'https://example.org/gruesse'",
    )
    assert.deepEqual(rows, [{ title: 'Grüße üben' }])
  }
  writeFileSync(place, Buffer.from([0, 1, 2, 3, 0, 255]))
  const no = await run(place, '--community', 'leaders')
  assert.deepEqual([no.code, no.out], [1, ''])
  assert.match(no.err, /is no text in UTF-8, UTF-16 or Windows-1252/)
  rmSync(place)
})

test('each mistake is said in a sentence, and nothing is written', async () => {
  const lost = await run(join(folder, 'nowhere.md'), '--community', 'leaders')
  assert.deepEqual([lost.code, lost.out], [1, ''])
  assert.match(lost.err, /^There is no file or folder .*nowhere\.md\.$/m)
  const bare = await run(tmpdir() === folder ? folder : join(folder), '--community', 'nobody')
  assert.equal(bare.code, 1)
  assert.match(bare.err, /There is no community at \/c\/nobody\./)
  rmSync(join(folder, 'first-days.md'))
  const empty = await run(folder, '--community', 'leaders')
  assert.match(empty.err, /There is no Markdown file/)
  assert.equal((await run(folder)).code, 2)
  const help = await runGuildhall(['toolkit', 'import', '--help'], settings)
  assert.equal(help.code, 0)
  assert.match(help.out, /--community <slug>/)
})
