/** The agenda that somebody chose for an event. */
import { findAgenda } from '#server/events/notes/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { idFrom } from '#server/platform/ids.ts'
import { refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * @param address of a working page or a resource, as it stands in a browser; empty for none
 * @returns the id of the entry
 * @refuses input_invalid where the actor reads no such thing in this community
 */
export async function chooseAgenda(
  work: Work,
  actor: Actor,
  communityId: string,
  address: string,
): Promise<string | null> {
  if (address === '') return null
  const [path = ''] = address.split(/[?#]/)
  const id = idFrom(path.replace(/\/+$/, '').split('/').at(-1) ?? '')
  const found = id && (await findAgenda(work, actor, communityId, id))
  return (
    found ??
    refuseFields({
      agenda: {
        says: 'There is no working page or resource at this address here. Open it, and copy its address from the browser.',
      },
    })
  )
}
