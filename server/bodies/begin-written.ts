/** Creates an entry whose text is a body. */
import { beginBody } from '#server/bodies/begin-body.ts'
import { namedWriters } from '#server/bodies/named-writers.ts'
import { saveEntry } from '#server/bodies/store.ts'
import type { Writing } from '#server/bodies/written.ts'
import { insistNoHeldWord } from '#server/communities/room.ts'
import { chooseAudience } from '#server/entries/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Writes the entry with the first version of its text; its author owns it. The caller has checked whether they may.
 * @returns the entry's id
 * @refuses input_invalid where a named writer is not a member or could not read it, the group not one the actor may write for, or a word is looked at first
 */
export async function beginWritten(
  work: Work,
  actor: Actor,
  { communityId, kind, ...writing }: Writing & { communityId: string; kind: string },
): Promise<string> {
  const { title, source, writers = 'members', group = null } = writing
  await insistNoHeldWord(work, actor, communityId, { fields: { title, source } })
  const ownerId = personIdOf(actor)
  const audienceId = insist(await chooseAudience(work, actor, communityId, group))
  const entryId = await saveEntry(work, {
    communityId,
    kind,
    title,
    language: actor.locale,
    authorId: ownerId,
    audienceId,
  })
  const named = await namedWriters(work, { communityId, entryId }, { ...writing, writers })
  await beginBody(work, actor, { communityId, entryId, genre: 'article', ownerId, writers, named, source })
  return entryId
}
