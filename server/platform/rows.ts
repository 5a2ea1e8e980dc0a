/**
 * The one way from a raw query to objects. A shape says what comes back, and the row's type is inferred from it. The program
 * parses no row; tests compare each with its shape, and name the queries that none of them ran (decision 16).
 */
import { sql } from 'kysely'
import { z } from 'zod'
import type { ReadDb } from '#server/platform/db.ts'

/** A short shape is written at the query, as a function, because making a schema costs more than reading a row. */
type Shape<T> = z.ZodType<T> | (() => z.ZodType<T>)

/** Called as a query is sent, with its template strings (for one place always the same object); the result is shown its rows. */
type Watch = (words: TemplateStringsArray) => (shape: Shape<unknown>, rows: readonly unknown[]) => void

let watch: Watch | null = null

/** Lets tests see every query from here on. */
export function watchRows(by: Watch): void {
  watch = by
}

type Query<T> = (words: TemplateStringsArray, ...values: readonly unknown[]) => Promise<T>

export const idRow = z.object({ id: z.string() })

/** The rows of a query, which follows in backticks. A Look reads with it, a Work within its transaction. */
export function rows<T>({ db }: { readonly db: ReadDb }, shape: Shape<T>): Query<T[]> {
  return async (words, ...values) => {
    const see = watch?.(words)
    const { rows } = await sql<T>(words, ...values).execute(db)
    see?.(shape, rows)
    return rows
  }
}

/** The row of a query that always has one, such as a count. */
export function onlyRow<T>(look: { readonly db: ReadDb }, shape: Shape<T>): Query<T> {
  return async (words, ...values) => {
    const [row] = await rows(look, shape)(words, ...values)
    if (!row) throw new Error('A query that always has a row has none.')
    return row
  }
}
