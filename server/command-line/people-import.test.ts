/** People from a file by a command: looked over first, brought in with --yes; CSV and .xlsx alike. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { utils, write } from '@e965/xlsx'
import { runGuildhall } from '#tests/support/command-line.ts'
import { databaseUrl, freshDataDir } from '#tests/support/server-process.ts'
import { openSite } from '#tests/support/site.ts'

const key = 'a key for this test, of 43 letters or so....'
const site = await openSite({ SECRET_KEY: key })
const folder = mkdtempSync(join(tmpdir(), 'guildhall-files-'))
after(() => rmSync(folder, { recursive: true }))
const settings = { DATA_DIR: freshDataDir(), DATABASE_URL: databaseUrl(site.database.connection), SECRET_KEY: key }
const run = (...args: string[]) => runGuildhall(['people', 'import', ...args], settings)
const file = (name: string, bytes: string | Uint8Array) => {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}
const person = async (email: string) =>
  (await site.database.db.writePool.query('select * from person where email = $1', [email])).rows[0]

test('a file is looked over, and with --yes brought in', async () => {
  const path = file('people.csv', 'email,first_name,last_name\nnia@example.org,Nia,Brook\nnobody,No,Body\n')
  const looked = await run(path)
  assert.equal(looked.code, 0, looked.err)
  assert.match(
    looked.out,
    /added\s+1\n[\s\S]*refused\s+1\n\s+line 3: “nobody” is not a mail address\.[\s\S]*Nobody was changed/,
  )
  assert.equal(await person('nia@example.org'), undefined)
  const { community } = site.cast
  const done = await run(path, '--community', community.slug, '--invite', 'later', '--yes')
  assert.equal(done.code, 0, done.err)
  assert.match(done.out, /They are brought in/)
  const { rows } = await site.database.db.writePool.query(
    'select m.invited_at, s.source from membership m join membership_source s using (community_id, person_id) where m.person_id = $1',
    [(await person('nia@example.org')).id],
  )
  assert.deepEqual(rows, [{ invited_at: null, source: 'csv' }])
})

test('an .xlsx is read like a CSV, its first sheet, and 007 stays 007', async () => {
  const sheet = utils.aoa_to_sheet([
    ['E-Mail', 'Vorname', 'Nachname', 'Personalnummer'],
    ['007@example.org', 'James', 'Łęcki', '007'],
    ['008@example.org', 'Nō', 'Bond', 8],
  ])
  const cell = sheet.D3 as { z?: string }
  cell.z = '000'
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, 'People')
  utils.book_append_sheet(book, utils.aoa_to_sheet([['other'], ['x']]), 'Other')
  const done = await run(file('people.xlsx', write(book, { type: 'buffer', bookType: 'xlsx' })), '--yes')
  assert.equal(done.code, 0, done.err)
  assert.deepEqual(
    [(await person('007@example.org')).external_id, (await person('008@example.org')).external_id],
    ['007', '008'],
  )
  assert.equal((await person('007@example.org')).name, 'James Łęcki')
})

test('what cannot be read is said in a sentence', async () => {
  for (const [args, says] of [
    [[join(folder, 'none.csv')], /There is no file/],
    [[file('a.csv', 'Wer\nx\n')], /No column of a\.csv is called email/],
    [[file('b.csv', Buffer.from('email,name\na@example.org,Jürgen\n', 'latin1'))], /b\.csv is not in UTF-8/],
    [[file('c.csv', 'email\n"a@example.org\n')], /quotation mark/],
    [[file('d.csv', 'email\nben@example.org\n'), '--community', 'nowhere'], /no community at \/c\/nowhere/],
    [[file('e.csv', 'email\nben@example.org\n'), '--invite', 'soon'], /now, later, or a day/],
  ] as const) {
    const { code, err } = await run(...args)
    assert.notEqual(code, 0)
    assert.match(err, says)
  }
})
