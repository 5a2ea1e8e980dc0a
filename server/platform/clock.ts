/**
 * Time comes from the database, so that one clock decides every deadline: `app_now()` is the time a transaction began,
 * `app_clock()` the time now. Both are moved by the database setting `guildhall.shift`, which tests set.
 */
import { type RawBuilder, sql } from 'kysely'

/** When this transaction (outside one: this statement) began, by the database's clock. */
export function now(): RawBuilder<Date> {
  return sql<Date>`app_now()`
}

/** The time as this is evaluated, by the database's clock; for deadlines checked after waiting for a lock. */
export function clock(): RawBuilder<Date> {
  return sql<Date>`app_clock()`
}

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour
