/**
 * The fields that the site adds to every profile, as those who run it define them.
 */
import { z } from 'zod'
import { profileFieldView } from '#server/identity/room.ts'
import { naming } from '#server/platform/http/input.ts'
import { slugOf } from '#server/platform/ids.ts'
import { refusal } from '#server/platform/refuse.ts'

/** The most fields a site has. */
export const mostFields = 30

export const tooManyFields = refusal(
  'too_many_fields',
  409,
  'A site has 30 fields at most. Remove one that nobody needs any more, then add this one.',
)

export const definedFieldView = profileFieldView.extend({
  /** How many profiles say something there. */
  said: z.number(),
})
export type DefinedField = z.infer<typeof definedFieldView>

export const definedFieldsView = z.object({ fields: z.array(definedFieldView) })
export type DefinedFields = z.infer<typeof definedFieldsView>

/** What can be changed of a field; its key stays, as files use it. */
export const fieldInput = z.object({
  label: naming(80),
  shownTo: profileFieldView.shape.shownTo.default('everybody'),
  changedBy: profileFieldView.shape.changedBy.default('site'),
})
export type FieldInput = z.infer<typeof fieldInput>

export const newFieldInput = fieldInput.extend({
  /** Where it is empty, the label in plain letters. */
  key: z
    .string()
    .default('')
    .transform((key) => key.trim().toLowerCase())
    .refine(
      (key) => key === '' || /^[a-z][a-z0-9_]{0,39}$/.test(key),
      'Letters from a to z, digits and _ only, a letter first, 40 at most.',
    ),
})

/** A key that no field has, from a label in plain letters: "Cost centre" is `cost_centre`, then `cost_centre_2`. */
export function keyFrom(label: string, taken: ReadonlySet<string>): string {
  const plain = slugOf(label)
    .replaceAll('-', '_')
    .replace(/^[^a-z]+/, '')
  const stem = plain.slice(0, 36).replace(/_+$/, '') || 'field'
  if (!taken.has(stem)) return stem
  let n = 2
  while (taken.has(`${stem}_${n}`)) n += 1
  return `${stem}_${n}`
}
