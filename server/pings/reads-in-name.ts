/** What somebody is asked who is to give a Ping their name, beside its question. */
import { sql } from 'kysely'
import type { Look } from '#server/platform/work.ts'

/** A Ping as it would go out in somebody's name. */
export interface PingInName {
  readonly options: readonly string[]
  /** How long it is open from its sending, where no hour was picked. */
  readonly hours: number
  /** The hour that was picked, or null. */
  readonly picked: Date | null
}

/** These Pings, by their ids. */
export async function readPingsInName(look: Look, pingIds: readonly string[]): Promise<Map<string, PingInName>> {
  const { rows } = await sql<PingInName & { id: string }>`
    select p.id, p.hours, p.closes_at as picked,
      array(select o.label from ping_option o where o.ping_id = p.id order by o.position) as options
    from ping p where p.id = any(${pingIds}::uuid[])`.execute(look.db as never)
  return new Map(rows.map(({ id, ...ping }) => [id, ping]))
}
