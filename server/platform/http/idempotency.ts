/**
 * An act is done once. The key of a form (`once`) or of a program (`Idempotency-Key`) is kept in the act's own transaction,
 * with the address the act led to and nothing of what it showed. A repeat is led there, and sees what it may see by then.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { alreadyDone, refuse, toldAlready } from '#server/platform/refuse.ts'
import { job } from '#server/platform/room.ts'
import { rows } from '#server/platform/rows.ts'
import { doWork, type Work } from '#server/platform/work.ts'

/** How long a repeat is recognised, in hours. */
const keptHours = 48

/** The hash that compares the content of an act with that of its repeat. */
export function hashOfAct(address: string, input: unknown): string {
  return createHash('sha256').update(address).update('\n').update(JSON.stringify(input)).digest('base64url')
}

const keptKey = z.object({ hash: z.string(), ledTo: z.string().nullable() })

/** What an act made, and the address it leads to; null where it leads nowhere, since it shows a secret that is told once. */
interface Made {
  readonly ledTo: string | null
}

/**
 * Runs the act unless its key was used before, and keeps where it led.
 * A second request with the same key waits for the first one's transaction.
 * @returns what the act made; for a repeat, where the first one led
 * @refuses already_done where the key came with other contents · told_already where the act made a secret that is told once
 */
export async function doOnce<T extends Made>(
  work: Work,
  { personId, key, hash }: { personId: string; key: string; hash: string },
  act: () => Promise<T>,
): Promise<T | { readonly repeatOf: string }> {
  const ask = rows(work, keptKey)
  const [before] = await ask`select request_hash as hash, led_to as "ledTo" from lock_key(${personId}, ${key})`
  if (before) {
    if (before.hash !== hash) refuse(alreadyDone)
    return { repeatOf: before.ledTo ?? refuse(toldAlready) }
  }
  const made = await act()
  await work.tx
    .insertInto('idempotency_key')
    .values({ person_id: personId, key, request_hash: hash, led_to: made.ledTo })
    .execute()
  return made
}

/** Forgets the keys of acts that nobody repeats any more. It runs every night. */
export const sweepKeysJob = job({
  task: 'sweep-idempotency-keys',
  cron: '40 3 * * *',
  payload: z.object({}),
  run: (platform) =>
    doWork(platform, async ({ tx }) => {
      await sql`delete from idempotency_key where at < app_now() - make_interval(hours => ${keptHours})`.execute(tx)
    }),
})
