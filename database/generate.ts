/**
 * Writes database/types.ts and database/schema.sql from the catalog of a freshly migrated scratch database.
 * Run `node database/generate.ts` after every change of a migration; a convention test tells where it was forgotten.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type Catalog, readCatalog } from '#database/catalog.ts'
import { schemaText } from '#database/schema-text.ts'
import { typesText } from '#database/types-text.ts'
import { migrate } from '#server/platform/migrate.ts'
import { emptyDatabase } from '#tests/support/database.ts'

/** What the two generated files should say. */
export async function generate(): Promise<{ 'types.ts': string; 'schema.sql': string }> {
  const catalog = await migratedCatalog()
  return { 'types.ts': typesText(catalog), 'schema.sql': schemaText(catalog) }
}

async function migratedCatalog(): Promise<Catalog> {
  const { connection, drop } = await emptyDatabase()
  const client = new pg.Client(connection)
  try {
    await migrate({ connection, log: { info: () => undefined, warn: console.warn } })
    await client.connect()
    return await readCatalog(client)
  } finally {
    await client.end()
    await drop()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(await generate())) writeFileSync(new URL(name, import.meta.url), text)
  console.log('Wrote database/types.ts and database/schema.sql.')
}
