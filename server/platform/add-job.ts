/**
 * Adding jobs, in the transaction of the work they belong to.
 *
 * The library wakes its worker by NOTIFY inside that transaction. PostgreSQL lets transactions that notify commit only one
 * after the other, and each waits for the disk of the one before: 300 replies a second, against 1,900 votes. So a job that
 * need not run at once is written straight into the library's table, without NOTIFY. The worker looks there twice a second.
 */
import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { DB } from '#database/types.ts'

/** When and how a job runs: `at` a moment, and with a `key` at most once while it waits. */
export interface JobTerms {
  readonly at?: Date
  readonly key?: string
  readonly priority?: number
  readonly queue?: string
}

/** A job without a key that runs at a moment is found when it comes; any other wakes the worker. */
export async function addJob(
  tx: Transaction<DB>,
  task: string,
  payload: Record<string, unknown>,
  { at, key, priority, queue }: JobTerms = {},
): Promise<void> {
  if (at && !key && !queue) {
    const { rows } =
      await sql`${insertJobWithoutNotify({ task, payload: sql`${JSON.stringify(payload)}::json`, at, priority })}`.execute(
        tx,
      )
    if (rows.length > 0) return
  }
  await sql`
    select graphile_worker.add_job(
      ${task}::text, payload => ${JSON.stringify(payload)}::json, run_at => ${at ?? null}::timestamptz,
      job_key => ${key ?? null}::text, priority => ${priority ?? null}::int, queue_name => ${queue ?? null}::text)`.execute(
    tx,
  )
}

/**
 * A statement that adds a job without waking a worker, for use by itself or in a `with`. It returns a row. Before a worker
 * has run for the first time it returns none: then the task has no number yet, and {@link addJob} gives it one.
 * @param payload SQL for it; with `from` it may name that query's columns
 */
export function insertJobWithoutNotify(job: {
  readonly task: string
  readonly payload: RawBuilder<unknown>
  readonly from?: RawBuilder<unknown>
  readonly at?: Date
  readonly priority?: number
}): RawBuilder<unknown> {
  const { task, payload, from, at, priority = 0 } = job
  return sql`
    insert into graphile_worker._private_jobs (task_id, payload, run_at, priority)
    select task.id, ${payload}, coalesce(${at ?? null}::timestamptz, now()), ${priority}::int
    from graphile_worker._private_tasks task${from ? sql`, ${from}` : sql``} where task.identifier = ${task}::text
    returning id`
}
