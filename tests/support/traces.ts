/**
 * How many rows the whole program has written so far: two equal answers say that nothing was written between them.
 */
import { sql } from 'kysely'
import type { Site } from '#tests/support/site.ts'

/** Rows inserted, updated and deleted since the database was made. */
export async function tracesOf(site: Site): Promise<unknown> {
  // A connection reports its writes late. All of them are asked to report now, at the same time, so that each is reached.
  const pools = [site.platform.database.writePool, site.database.db.writePool]
  const tell = (pool: (typeof pools)[number]) => () => pool.query('select pg_stat_force_next_flush(), pg_sleep(0.1)')
  await Promise.all(pools.flatMap((pool) => Array.from({ length: pool.totalCount }, tell(pool))))
  await new Promise((resume) => setTimeout(resume, 1100))
  const { rows: found } = await sql`
    select sum(n_tup_ins) as inserted, sum(n_tup_upd) as updated, sum(n_tup_del) as deleted from pg_stat_user_tables where schemaname = 'public'`.execute(
    site.database.db.write,
  )
  return found[0]
}
