/** What a person reads who is asked to give a Ping their name. */
import { z } from 'zod'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** A Ping as it would go out in somebody's name. */
const pingInName = z.object({
  options: z.array(z.string()),

  /** How long it is open after sending, where no hour was picked. */
  hours: z.number(),

  /** The hour that was picked, or null. */
  picked: z.date().nullable(),
})
export type PingInName = z.infer<typeof pingInName>

/** These Pings, by their ids. */
export async function readPingsInName(look: Look, pingIds: readonly string[]): Promise<Map<string, PingInName>> {
  const found = await rows(look, () => pingInName.extend({ id: z.string() }))`
    select p.id, p.hours, p.closes_at as picked,
      array(select o.label from ping_option o where o.ping_id = p.id order by o.position) as options
    from ping p where p.id = any(${pingIds}::uuid[])`
  return new Map(found.map(({ id, ...ping }) => [id, ping]))
}
