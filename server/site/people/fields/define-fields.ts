/**
 * Those who run the site say what its profiles have beside what every profile has.
 */
import type { Actor } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { notFound, refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { profileFieldAdded, profileFieldChanged, profileFieldRemoved } from '#server/site/activities.ts'
import { type FieldInput, keyFrom, mostFields, tooManyFields } from '#server/site/people/fields/field.ts'
import { deleteField, lockKeys, saveField, saveNewField, saveOrder } from '#server/site/people/fields/store.ts'
import { readFields } from '#server/site/people/fields/views.ts'

interface OneField {
  readonly field: string
}

/**
 * Adds a field after the others. Without a key it gets the label in plain letters.
 * @refuses not_found · too_many_fields · input_invalid where another field has the key
 */
export async function addField(work: Work, actor: Actor, asked: FieldInput & { key: string }): Promise<void> {
  if (!may(actor, 'manage_people', null)) refuse(notFound)
  const taken = await lockKeys(work)
  if (taken.size >= mostFields) refuse(tooManyFields)
  const key = asked.key || keyFrom(asked.label, taken)
  if (taken.has(key))
    refuseFields({ key: { says: 'Another field is called {key} in files. Choose another.', values: { key } } })
  const objectId = await saveNewField(work, { ...asked, key })
  await work.record(profileFieldAdded, { communityId: null, by: actor, objectId })
}

/** Replaces label, readers and writers of a field. @refuses not_found */
export async function changeField(work: Work, actor: Actor, asked: FieldInput & OneField): Promise<void> {
  if (!may(actor, 'manage_people', null)) refuse(notFound)
  if (!(await saveField(work, asked.field, asked))) refuse(notFound)
  await work.record(profileFieldChanged, { communityId: null, by: actor, objectId: asked.field })
}

/** Removes a field, and what all profiles say in it. @refuses not_found */
export async function removeField(work: Work, actor: Actor, { field }: OneField): Promise<void> {
  const { fields } = await readFields(work, actor)
  const { said } = fields.find(({ id }) => id === field) ?? refuse(notFound)
  await deleteField(work, field)
  await work.record(profileFieldRemoved, { communityId: null, by: actor, objectId: field, facts: { said } })
}

/** Moves a field before the one above it. @refuses not_found */
export async function raiseField(work: Work, actor: Actor, { field }: OneField): Promise<void> {
  await lockKeys(work)
  const { fields } = await readFields(work, actor)
  const ids = fields.map(({ id }) => id)
  const at = ids.indexOf(field)
  if (at < 0) refuse(notFound)
  if (at > 0) ids.splice(at - 1, 0, ...ids.splice(at, 1))
  await saveOrder(work, ids)
  await work.record(profileFieldChanged, { communityId: null, by: actor, objectId: field })
}
