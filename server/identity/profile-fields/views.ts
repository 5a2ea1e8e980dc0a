/**
 * The fields of the site, and what a profile says in them.
 */
import { type RawBuilder, sql } from 'kysely'
import { customValueView, type ProfileField, profileFieldView } from '#server/identity/profile-fields/profile-field.ts'
import type { Actor } from '#server/platform/actor.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const columns = sql`f.id, f.key, f.label, f.shown_to as "shownTo", f.changed_by as "changedBy"`

/** All fields of the site, in their order. */
export async function listProfileFields(look: Pick<Look, 'db'>): Promise<ProfileField[]> {
  return rows(look, profileFieldView)`select ${columns} from profile_field f order by f.place, f.id`
}

/**
 * The condition that the actor may see a field f of somebody else's profile.
 * @param looksAfter the condition that they look after the members of a community that the person is in
 */
export function fieldIsFor(actor: Actor, looksAfter: RawBuilder<unknown>): RawBuilder<unknown> {
  const isStaff = actor.kind === 'person' && actor.siteRole !== null
  return sql`(${isStaff}::boolean or f.shown_to = 'everybody' or f.shown_to = 'leaders' and ${looksAfter})`
}

/**
 * SQL for what a person's profile says in the fields that the condition `sees` lets through (of `f`), as JSON in order. Fields
 * that say nothing are among them where `all` is true.
 */
export function customJson(
  person: RawBuilder<unknown>,
  { sees, all }: { sees: RawBuilder<unknown>; all: 'all' | 'said' },
) {
  return sql<unknown>`coalesce((
    select json_agg(json_build_object('id', f.id, 'key', f.key, 'label', f.label, 'shownTo', f.shown_to,
      'changedBy', f.changed_by, 'value', coalesce(v.value, '')) order by f.place, f.id)
    from profile_field f ${all === 'all' ? sql`left join` : sql`join`} profile_value v on v.field_id = f.id and v.person_id = ${person}
    where ${sees}), '[]')`
}

/** What a person's profile says in each field, also in those that say nothing; to be changed. */
export async function readCustomOf(look: Pick<Look, 'db'>, personId: string) {
  return rows(look, customValueView)`
    select ${columns}, coalesce(v.value, '') as value
    from profile_field f left join profile_value v on v.field_id = f.id and v.person_id = ${personId}
    order by f.place, f.id`
}
