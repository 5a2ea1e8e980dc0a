/**
 * Who of a community may read an entry.
 */
import { type RawBuilder, sql } from 'kysely'
import { type Actor, personIdOf } from '#server/platform/actor.ts'

/**
 * The condition that this actor belongs to the audience of an entry, or of a thing below it. It is for a query over rows
 * with an `audience_id`, in a community that the actor may read. It costs nothing where there is no audience.
 */
export function isForReader(alias: string, actor: Actor): RawBuilder<boolean> {
  return actor.kind === 'system' ? sql`true` : isFor(sql.ref(`${alias}.audience_id`), sql`${personIdOf(actor)}::uuid`)
}

/** The same for each of many people: it looks them up among those of the audience, and not the audiences of each. */
export function isInAudience(audienceId: RawBuilder<unknown>, personId: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`(${audienceId} is null or exists (
    select from audience_reader r where r.audience_id = ${audienceId} and r.person_id = ${personId}))`
}

/** The same for any person: an `audience_id` and a person's id, as they are named in the query. */
export function isFor(audienceId: RawBuilder<unknown>, personId: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`(${audienceId} is null or ${audienceId} = any ((select audiences_of(${personId}))::uuid[]))`
}
