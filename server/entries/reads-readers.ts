/**
 * Who of a community may read an entry.
 */
import { type RawBuilder, sql } from 'kysely'
import { type Actor, personIdOf } from '#server/platform/actor.ts'

/**
 * The condition that the audience of an entry, or of what stands below it, has this actor in it: in a query over something
 * with an `audience_id`, in a community that the actor may read. It costs nothing where there is no audience.
 */
export function isForReader(alias: string, actor: Actor): RawBuilder<boolean> {
  if (actor.kind === 'system') return sql`true`
  const audience = sql.ref(`${alias}.audience_id`)
  return sql`(${audience} is null or exists (
    select from audience_reader reader where reader.audience_id = ${audience} and reader.person_id = ${personIdOf(actor)}::uuid))`
}
