/**
 * Between two loads.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { Site } from './site.ts'

const drainPatienceMs = 60_000

/** Waits until no job is due any more, so that one load leaves nothing behind for the next. */
export async function drained({ pool }: Site): Promise<void> {
  for (const started = Date.now(); Date.now() - started < drainPatienceMs; await wait(100)) {
    const { rows } = await pool.query(
      `select count(*)::int as due from graphile_worker.jobs where run_at <= now() and attempts < max_attempts`,
    )
    if (rows[0].due === 0) return
  }
}
