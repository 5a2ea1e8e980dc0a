/**
 * A backup as a file: a tar, packed with zstd, that usual tools open (`tar --zstd -tf`). Its entries in order:
 *
 *     guildhall.json                what it is: format, moment, site, migrations, tables and their columns
 *     secret-key                    what mailed links are signed with
 *     rows/<table>/000001.jsonl     rows as lines of JSON, some megabytes an entry
 *     files/<uuid>                  uploaded files
 *     manifest.json                 how many rows and files there are, and one hash over every entry before it
 *
 * After the tar stands a seal, a hash of all bytes before it (seal.ts).
 * It is written and read as a stream, so neither takes more memory for a large site than for a small one.
 */
import { z } from 'zod'

/** The format that this program writes, and the newest that it reads. */
export const format = 1

export const headName = 'guildhall.json'
export const keyName = 'secret-key'
export const manifestName = 'manifest.json'

export const headShape = z.object({
  format: z.number().int(),
  /** The moment whose state it holds. */
  madeAt: z.coerce.date(),
  site: z.string(),
  /** The migrations that the database had run, in order. */
  migrations: z.array(z.object({ name: z.string(), sha: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
})
export type Head = z.infer<typeof headShape>

export const manifestShape = z.object({
  /** How many rows of each table. */
  rows: z.record(z.string(), z.number().int()),
  files: z.number().int(),
  fileBytes: z.number().int(),
  /** How many files that rows name were missing: nobody could open them before either. */
  missing: z.number().int(),
  /** SHA-256 over name, length and bytes of every entry before this one, in hex. */
  sha256: z.string(),
})
export type Manifest = z.infer<typeof manifestShape>

/** The name of a table's nth entry. */
export function rowsName(table: string, n: number): string {
  return `rows/${table}/${String(n).padStart(6, '0')}.jsonl`
}

/** The table that an entry holds rows of, or null. */
export function tableOf(name: string): string | null {
  return /^rows\/([a-z_0-9]+)\/\d{6,}\.jsonl$/.exec(name)?.[1] ?? null
}

/** The name of the entry that holds a file. */
export function fileName(id: string): string {
  return `files/${id}`
}

/** The id of the file that an entry holds, or null. */
export function fileIdOf(name: string): string | null {
  return /^files\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(name)?.[1] ?? null
}

/** May an entry have this name? A tar can hold other things; a backup does not. */
export function isEntryName(name: string): boolean {
  return [headName, keyName, manifestName].includes(name) || tableOf(name) !== null || fileIdOf(name) !== null
}

/** What is hashed before the bytes of an entry, so that no entry can be renamed, joined or split. */
export function entryMark(name: string, size: number): string {
  return `${name}\0${size}\0`
}
