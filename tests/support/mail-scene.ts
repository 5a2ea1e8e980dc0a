/** Where mails of each kind are caused, for tests of how they leave. */
import { addMembers, type MadePing } from '#tests/support/pings.ts'
import type { Site } from '#tests/support/site.ts'

export interface Scene {
  readonly site: Site
  /** Members who never signed in: their ids. */
  readonly crowd: readonly string[]
  // biome-ignore lint/suspicious/noExplicitAny: rows of every shape
  query(text: string, values?: readonly unknown[]): Promise<any[]>
  /** Adds a job that only the clock would add. */
  runs(task: string, payload?: object): Promise<void>
}

/** Opens it, with a crowd of nine. */
export async function openScene(site: Site): Promise<Scene> {
  return {
    site,
    crowd: await addMembers(site, 9),
    query: async (text, values = []) => (await site.platform.database.writePool.query(text, [...values])).rows,
    runs: (task, payload = {}) => site.work((work) => work.enqueue(task, { ...payload })),
  }
}

/** Causes mails of a kind; what a worker has to do for them is left to it. @returns the addresses that must get one, at least */
export type Cause = (scene: Scene) => Promise<readonly string[]>

/** The addresses of people. */
export async function addressesOf({ query }: Scene, ids: readonly string[]): Promise<string[]> {
  const found = await query('select email from person where id = any($1::uuid[]) order by 1', [ids])
  return found.map(({ email }) => email)
}

/** A Ping is two days old and ends this moment. */
export async function endNow({ query }: Scene, { id }: MadePing): Promise<void> {
  await query(
    `update ping set sent_at = now() - interval '2 days', closes_at = now() - interval '1 second' where id = $1`,
    [id],
  )
}
