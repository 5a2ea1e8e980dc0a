/**
 * A person blocks somebody, or takes that back. The other is told nothing of either.
 */
import { blockingOneself } from '#server/identity/blocks/block.ts'
import { dropBlock, saveBlock } from '#server/identity/blocks/store.ts'
import { viewPerson } from '#server/identity/views.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** Somebody who was blocked, or is no more. */
interface Blocked {
  readonly personId: string
  readonly name: string
}

/**
 * Blocks somebody whom the actor may see. Blocked twice they are blocked.
 * @refuses not_found · blocking_oneself
 */
export async function blockPerson(work: Work, actor: Actor, { person }: { person: string }): Promise<Blocked> {
  const me = personIdOf(actor) ?? refuse(forbidden)
  const { id, name } = await viewPerson(work, actor, person)
  if (id === me) refuse(blockingOneself)
  await saveBlock(work, me, id)
  return { personId: id, name }
}

/** Takes a block back; also of somebody whom the actor sees no more. Nothing where there is none. */
export async function unblockPerson(
  work: Work,
  actor: Actor,
  { person }: { person: string },
): Promise<{ personId: string }> {
  const me = personIdOf(actor) ?? refuse(forbidden)
  await dropBlock(work, me, person)
  return { personId: person }
}
