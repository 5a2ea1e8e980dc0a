/**
 * Fields that the site adds to every profile. They are sent and shown as `custom_<key>`, in forms, files and the API alike.
 */
import { z } from 'zod'
import { optionalLine } from '#server/platform/http/input.ts'
import type { FieldProblems } from '#server/platform/refuse.ts'

/** Longest value, in characters. */
export const longestValue = 300

export const profileFieldView = z.object({
  id: z.string(),
  /** Its name in files and in the API is `custom_<key>`. */
  key: z.string(),
  label: z.string(),
  /** Everybody who sees the profile, leaders of a community that the person is in, or only those who run the site. */
  shownTo: z.enum(['everybody', 'leaders', 'staff']),
  /** The person too, or only those who run the site. */
  changedBy: z.enum(['person', 'site']),
})
export type ProfileField = z.infer<typeof profileFieldView>

/** A field of somebody's profile, as its reader sees it; the value is empty where it says nothing. */
export const customValueView = profileFieldView.extend({ value: z.string() })
export type CustomValue = z.infer<typeof customValueView>

/** The name of a field in a form, a file or the API. */
export function customName({ key }: Pick<ProfileField, 'key'>): string {
  return `custom_${key}`
}

/** An input that takes these fields and any `custom_<key>` beside them. */
export function withCustom<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.looseObject(shape)
}

/** What was sent for fields of the site, by the names it was sent under. */
export function customOf(input: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([name]) => name.startsWith('custom_')))
}

interface Checked {
  /** Values by the field's id; an empty one is taken away. Fields that were not sent are not among them. */
  readonly values: ReadonlyMap<string, string>
  readonly problems: FieldProblems
}

/** Checks what was sent against the fields that the sender may change. */
export function checkedValues(fields: readonly ProfileField[], sent: Readonly<Record<string, unknown>>): Checked {
  const values = new Map<string, string>()
  const problems: FieldProblems = {}
  for (const [name, value] of Object.entries(sent)) {
    const field = fields.find((one) => customName(one) === name)
    const text = optionalLine(longestValue).safeParse(value)
    if (!field) problems[name] = { says: 'This field is not there for you to change, perhaps since a moment ago.' }
    else if (!text.success)
      problems[name] = {
        says: 'This is one line of at most {most, number} characters.',
        values: { most: longestValue },
      }
    else values.set(field.id, text.data)
  }
  return { values, problems }
}
