/** Finds the named writers of a body from what was typed. */

import type { Writing } from '#server/bodies/written.ts'
import { handlesIn } from '#server/communities/room.ts'
import { listOutside } from '#server/entries/room.ts'
import { findMentions } from '#server/platform/markdown/markdown.ts'
import { refuseFields } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'

/**
 * The ids of the members whose handles were typed; an empty list where the body has no named writers.
 * @refuses input_invalid where nobody has a typed handle, or somebody could not read the entry
 */
export async function namedWriters(
  look: Look,
  { communityId, entryId }: { communityId: string; entryId: string },
  { writers, people = '' }: Pick<Writing, 'writers' | 'people'>,
): Promise<string[]> {
  if (writers !== 'people') return []
  const handles = findMentions(people.replace(/(^|[\s,;])(?=[^\s,;@])/g, '$1@'))
  const known = await handlesIn(look, communityId, handles)
  const unknown = handles.find((handle) => !known.has(handle))
  if (unknown) refuseFields({ people: { says: 'No member here is called @{handle}.', values: { handle: unknown } } })
  if (handles.length === 0) refuseFields({ people: { says: 'Name somebody, or choose who else may write.' } })
  const named = [...known.values()].map(({ personId }) => personId)
  const outside = await listOutside(look, { entryId }, named)
  const [handle] = [...known].find(([, { personId }]) => outside.has(personId)) ?? []
  if (handle)
    refuseFields({
      people: { says: '@{handle} is not among those who can read this, so they cannot write it.', values: { handle } },
    })
  return named
}
