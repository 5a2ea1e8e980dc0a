/** What a row holds comes back to the last bit, however long the row is. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { readRows, writeRows } from '#server/archive/rows.ts'
import { emptyDatabase } from '#tests/support/database.ts'

const { connection, drop } = await emptyDatabase()
const client = new pg.Client(connection)
await client.connect()
after(async () => {
  await client.end()
  await drop()
})

const columns = ['t', 'bytes', 'at', 'day', 'float', 'long', 'exact', 'list', 'json', 'span']
await client.query(`
  set timezone = 'UTC'; set intervalstyle = 'iso_8601';
  create table kept (t text, bytes bytea, at timestamptz, day date, float float8, long bigint, exact numeric, list text[], json jsonb, span interval);
  create table back (like kept);
  insert into kept values
    (e'lines\\nand \\x01 \\x02 \\t \\\\. "quotes" \\\\u0041', '\\x00ff0a', '2026-01-01 00:00:00.123456+00', '0044-03-15 BC', 0.1::float8 + 0.2,
      9223372036854775807, 123456789012345678901234567890.000100, array['a', null, '', 'null', '{"x"}', e'b\\n'], '{"n": 1e400, "deep": [null, "\\u2028", {}]}', '1 year 2 days 00:00:00.000001'),
    ('', '', 'infinity', '-infinity', 'NaN', -9223372036854775808, 'NaN', '{}', '[]', '-3 hours'),
    (null, null, null, null, '-Infinity', null, 'Infinity', null, null, null),
    ('null', null, '0001-01-01 BC', null, '-0', 0, 0.10, '{{a,b},{c,d}}', '"text"', null);
  insert into kept (t) select repeat('A row that is longer than what is held at once. ', 200000);
  insert into kept (t) select 'One of many ' || n from generate_series(1, 50000) n`)

test('rows of every kind are written and read to the same values, some megabytes at a time', async () => {
  let rows = 0
  const sizes: number[] = []
  const portions: Buffer[] = []
  for await (const portion of readRows(client, { name: 'kept', columns })) {
    rows += portion.rows
    sizes.push(portion.bytes.length)
    portions.push(portion.bytes)
  }
  for (const bytes of portions) await writeRows(client, { name: 'back', columns }, bytes.toString('utf8'))
  const sums = await client.query(`select
    (select md5(string_agg(kept::text, ',' order by kept::text)) from kept) = (select md5(string_agg(back::text, ',' order by back::text)) from back) as same,
    (select count(*)::int from back) as rows`)
  assert.deepEqual(sums.rows, [{ same: true, rows: 50005 }])
  assert.equal(rows, 50005)
  assert.ok(sizes.length > 1 && Math.max(...sizes) < 16_000_000, sizes.join(', '))
})

test('a table without rows has none', async () => {
  await client.query('create table none (id int)')
  for await (const _ of readRows(client, { name: 'none', columns: ['id'] })) assert.fail('a row')
})
