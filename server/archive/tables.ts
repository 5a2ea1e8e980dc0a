/**
 * Which tables a backup holds, which rows of them, and in which columns: read from the catalog, so that a table that a
 * migration adds is in the next backup without anybody thinking of it.
 */
import type pg from 'pg'

/** Tables whose rows stay behind, each with its reason. */
export const leftOut: Readonly<Record<string, string>> = {
  act: 'the name of idempotency_key on sites of long ago',
  api_token: 'a program that was let into the old site is not let into its copy',
  file_text: 'the words in files are read again',
  idempotency_key: 'they answer a request that is sent again within two days',
  migration: 'the head of the file names them, and they are run again',
  notice_push: 'what the old site pushes, its copy does not push again',
  push_device: 'a device gets notices as long as somebody is signed in there, and nobody is in a copy',
  search_count: 'it is counted again',
  search_row: 'the index of search is made again',
  search_word: 'words are counted again',
  session: 'nobody is signed in to a copy',
  sign_in_pass: 'a link that was mailed signs in once, on the site that mailed it',
  sign_in_streak: 'guesses are counted where they are made',
  sign_in_try: 'guesses are counted where they are made',
  verification: 'a code that was mailed is good for some minutes',
}

/** Tables of which only some rows are taken along, as a condition in SQL. */
export const keptRows: Readonly<Record<string, string>> = {
  // A mail that had not left yet is sent by the site itself, or sent again by a person: a copy would send it twice.
  mail: "state not in ('waiting', 'held', 'kept')",
}

/** A table of the schema `public`, with the columns that are written (not those it computes itself). */
export interface Table {
  readonly name: string
  readonly columns: string[]
}

/** All tables of ours but those that are left out, by name. */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    group by c.relname order by c.relname`)
  return rows.filter(({ name }) => !(name in leftOut))
}
