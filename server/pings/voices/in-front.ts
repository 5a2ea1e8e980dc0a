/**
 * Only members who stand in front of a community can be asked for their name there.
 */
import { featuredPeople } from '#server/communities/room.ts'
import type { Look } from '#server/platform/work.ts'

/** Does this person stand in front of it now? */
export async function isInFront(look: Look, communityId: string, personId: string): Promise<boolean> {
  const containers = await featuredPeople(look, communityId)
  return containers.some(({ people }) => people.some((one) => one.personId === personId))
}
