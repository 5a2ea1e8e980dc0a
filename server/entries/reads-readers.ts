/**
 * Who of a community may read an entry.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { idRow, onlyRow, rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/**
 * The condition that this actor belongs to the audience of an entry, or of a thing below it. It is for a query over rows
 * with an `audience_id`, in a community that the actor may read. It costs nothing where there is no audience.
 */
export function isForReader(alias: string, actor: Actor): RawBuilder<boolean> {
  return actor.kind === 'system' ? sql`true` : isFor(sql.ref(`${alias}.audience_id`), sql`${personIdOf(actor)}::uuid`)
}

/**
 * The audiences that an actor is in, for a search: it asks for them before it knows whether anything has one, so that what is
 * for others alone takes as long as what is not there.
 */
export async function readAudienceIds(look: Look, actor: Actor): Promise<readonly string[]> {
  const { ids } = await onlyRow(look, () => z.object({ ids: z.array(z.string()) }))`
    select audiences_of(${personIdOf(actor)}::uuid) as ids`
  return ids
}

/** The same condition as {@link isForReader}, for an actor who is in these audiences. */
export function isForAudiences(alias: string, audienceIds: readonly string[]): RawBuilder<boolean> {
  const audienceId = sql.ref(`${alias}.audience_id`)
  return sql`(${audienceId} is null or ${audienceId} = any(${audienceIds}::uuid[]))`
}

/** The same for each of many people: it looks them up among those of the audience, and not the audiences of each. */
export function isInAudience(audienceId: RawBuilder<unknown>, personId: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`(${audienceId} is null or exists (
    select from audience_reader r where r.audience_id = ${audienceId} and r.person_id = ${personId}))`
}

/** An audience, by itself or as that of an entry. */
type AudienceRef = { readonly audienceId: string | null } | { readonly entryId: string }

/** Those of these people who are not in an audience: what is for it alone they could not read. */
export async function listOutside(look: Look, of: AudienceRef, personIds: readonly string[]) {
  const audienceId =
    'entryId' in of ? sql`(select e.audience_id from entry e where e.id = ${of.entryId})` : sql`${of.audienceId}::uuid`
  const found = await rows(look, idRow)`
    select x.id from unnest(${personIds}::uuid[]) x (id), (select ${audienceId} as audience_id) of
    where not ${isInAudience(sql`of.audience_id`, sql`x.id`)}`
  return new Set(found.map(({ id }) => id))
}

/** The same for any person: an `audience_id` and a person's id, as they are named in the query. */
export function isFor(audienceId: RawBuilder<unknown>, personId: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`(${audienceId} is null or ${audienceId} = any ((select audiences_of(${personId}))::uuid[]))`
}

/** That the entry of the alias is hidden, as `hiddenView` has it; null where it is not. */
export function hiddenColumn(alias: string): RawBuilder<unknown> {
  const of = (column: string) => sql.ref(`${alias}.${column}`)
  return sql`case when ${of('hidden_at')} is not null then json_build_object('because', ${of('hidden_because')},
    'by', (select name from person where id = ${of('hidden_by')}), 'why', coalesce(${of('hidden_why')}, ''),
    'at', (extract(epoch from ${of('hidden_at')}) * 1000)::bigint) end`
}

/**
 * The condition that an entry is not hidden, or not from this reader: its author reads it all the same, and so do those who moderate its
 * community. The alias has `community_id`, `author_id` and `hidden_at`.
 */
export function isNotHidden(alias: string, actor: Actor): RawBuilder<boolean> {
  const of = (column: string) => sql.ref(`${alias}.${column}`)
  if (actor.kind === 'system' || may(actor, 'moderate', null)) return sql`true`
  const memberships = actor.kind === 'person' ? actor.memberships : []
  const ids = memberships.map((one) => one.communityId).filter((id) => may(actor, 'moderate', id))
  return sql`(${of('hidden_at')} is null or ${of('author_id')} = ${personIdOf(actor)}::uuid or ${of('community_id')} = any(${ids}::uuid[]))`
}
