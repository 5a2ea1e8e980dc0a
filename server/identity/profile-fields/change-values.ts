/**
 * Changes what a profile says in the fields of the site.
 */
import { checkedValues } from '#server/identity/profile-fields/profile-field.ts'
import { saveValues } from '#server/identity/profile-fields/store.ts'
import { listProfileFields } from '#server/identity/profile-fields/views.ts'
import { refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Writes what was sent as `custom_<key>`; what was not sent stays. The caller has seen to who may change this profile.
 * @param as `person`: only the fields that people change themselves
 * @refuses input_invalid for a field that is not there, or not theirs to change
 */
export async function changeValues(
  work: Work,
  personId: string,
  { sent, as }: { readonly sent: Readonly<Record<string, unknown>>; readonly as: 'person' | 'site' },
): Promise<void> {
  if (Object.keys(sent).length === 0) return
  const fields = (await listProfileFields(work)).filter(({ changedBy }) => as === 'site' || changedBy === 'person')
  const { values, problems } = checkedValues(fields, sent)
  if (Object.keys(problems).length > 0) refuseFields(problems)
  await saveValues(
    work,
    [...values].map(([fieldId, value]) => ({ personId, fieldId, value })),
  )
}
