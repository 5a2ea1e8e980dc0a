/**
 * For what the program's own connections may not do: read statistics of other roles, change settings of the server.
 */
import pg from 'pg'
import { superuser } from '#server/platform/postgres/ownership.ts'

/** Runs one statement as the superuser of the embedded server that this pool leads to. */
export async function asSuperuser(pool: pg.Pool, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ ...pool.options, user: superuser })
  await client.connect()
  return client.query(text).finally(() => client.end())
}
