/**
 * Whom the reader blocked.
 */
import { z } from 'zod'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

export const blockedView = z.object({
  people: z.array(z.object({ id: z.string(), name: z.string(), photo: z.string().nullable(), since: z.date() })),
})
export type BlockedPeople = z.infer<typeof blockedView>

/** Whom the actor blocked, the latest first. Names stay, as they knew them when they blocked them. */
export async function listBlocked(look: Look, actor: Actor): Promise<BlockedPeople> {
  const people = await rows(look, blockedView.shape.people.element)`
    select p.id, p.name, p.image as photo, b.blocked_at as since
    from person_block b join person p on p.id = b.blocked_id
    where b.blocker_id = ${personIdOf(actor)}::uuid and b.blocked_id <> b.blocker_id order by b.blocked_at desc, p.id`
  return { people }
}
