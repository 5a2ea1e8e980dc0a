/**
 * The charter is written.
 */
import { charterWritten } from '#server/communities/activities.ts'
import type { CharterKey } from '#server/communities/charter/charter.ts'
import { renderCharter } from '#server/communities/charter/render-charter.ts'
import { saveCharter } from '#server/communities/charter/store.ts'
import { type CharterView, readCharter } from '#server/communities/charter/views.ts'
import { mayChange } from '#server/communities/policy.ts'
import { findCommunity } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export type WriteCharter = { readonly community: string; readonly purpose: string } & Readonly<
  Record<CharterKey, string>
>

/**
 * Writes purpose and charter; an empty text takes its heading away. Nobody is told.
 * @refuses not_found · forbidden · community_archived
 */
export async function writeCharter(work: Work, actor: Actor, asked: WriteCharter): Promise<CharterView> {
  const head = await findCommunity(work, actor, asked.community)
  insist(mayChange(actor, 'community_settings', head))
  const { charter } = await renderCharter(work, head.id, asked)
  await saveCharter(work, head.id, asked.purpose, charter)
  await work.record(charterWritten, {
    communityId: head.id,
    actorId: personIdOf(actor),
    objectId: head.id,
  })
  return readCharter(work, actor, head.slug)
}
