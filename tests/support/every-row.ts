/**
 * All that is stored, to see that something changes nothing else.
 */
import type pg from 'pg'

/**
 * The rows of every table, in an order that stays, so that two of these can be compared.
 * @param but columns that do not count
 */
export async function everyRow(
  pool: pg.Pool,
  { but = [] }: { but?: readonly string[] } = {},
): Promise<Record<string, unknown[]>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  const reads = tables.map(
    ({ name }) =>
      `select '${name}' as name, json_agg(row order by row::text) as rows from (select to_jsonb(t) - $1::text[] as row from "${name}" t) kept`,
  )
  const { rows } = await pool.query<{ name: string; rows: unknown[] | null }>(reads.join(' union all '), [but])
  return Object.fromEntries(rows.map((one) => [one.name, one.rows ?? []]))
}
