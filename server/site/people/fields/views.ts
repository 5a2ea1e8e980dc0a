/**
 * The fields that the site adds to profiles, for those who define them.
 */
import type { Actor } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'
import { type DefinedField, type DefinedFields, definedFieldView } from '#server/site/people/fields/field.ts'

/** All fields, in their order, each with how many profiles say something there. @refuses not_found */
export async function readFields(look: Look, actor: Actor): Promise<DefinedFields> {
  if (!may(actor, 'manage_people', null)) refuse(notFound)
  const fields = await rows(look, definedFieldView)`
    select f.id, f.key, f.label, f.shown_to as "shownTo", f.changed_by as "changedBy",
      (select count(*)::int from profile_value v where v.field_id = f.id) as said
    from profile_field f order by f.place, f.id`
  return { fields }
}

/** One field. @refuses not_found */
export async function readField(look: Look, actor: Actor, id: string): Promise<DefinedField> {
  const { fields } = await readFields(look, actor)
  return fields.find((one) => one.id === id) ?? refuse(notFound)
}
