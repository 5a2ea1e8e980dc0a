/** The fields that a file may say: fewer for leaders than for those who run the site. */
import { customName, listProfileFields } from '#server/identity/room.ts'
import { type AllowedField, membershipFields, standardFields } from '#server/people/imports/field.ts'
import type { Look } from '#server/platform/work.ts'

/** Them, in the order in which a screen offers them; fields that the site added to profiles come last. */
export async function fieldsFor(look: Look, scope: 'site' | 'community'): Promise<readonly AllowedField[]> {
  if (scope === 'community') return membershipFields.map((name) => ({ name, label: null }))
  const own = await listProfileFields(look)
  return [
    ...standardFields.map((name) => ({ name, label: null })),
    ...own.map((one) => ({ name: customName(one), label: one.label })),
  ]
}
