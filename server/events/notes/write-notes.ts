/** Somebody writes the notes of an event. */
import { beginBody, saveBody, seekWritten } from '#server/bodies/room.ts'
import { findCommunityToChange, type InCommunity, insistNoHeldWord } from '#server/communities/room.ts'
import { eventNotesSaved } from '#server/events/activities.ts'
import { eventAddress, eventKind } from '#server/events/event.ts'
import { type EventRef, lockEvent } from '#server/events/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Saves them, as a version of their own. The form knows the version it was made on, so nobody writes over what they have not seen.
 * @refuses not_found · forbidden · community_archived · input_invalid where a word is looked at first
 */
export async function writeNotes(
  work: Work,
  actor: Actor,
  { source, ...where }: EventRef & InCommunity & { readonly source: string },
) {
  const community = await findCommunityToChange(work, actor, where.community, 'discuss')
  const event = await lockEvent(work, actor, where)
  const notes = await seekWritten(work, actor, community, { kind: eventKind, id: event.id })
  await insistNoHeldWord(work, actor, community.id, { fields: { source }, before: notes ? [notes.source] : [] })
  const { isNew, version } = notes
    ? await saveBody(work, actor, community, { bodyId: notes.bodyId, source })
    : await beginNotes(work, actor, { communityId: community.id, entryId: event.id, source })
  if (isNew)
    await work.record(eventNotesSaved, {
      communityId: community.id,
      by: actor,
      objectId: event.id,
      facts: { version },
    })
  return { id: event.id, address: eventAddress(community.slug, event), version }
}

async function beginNotes(work: Work, actor: Actor, text: { communityId: string; entryId: string; source: string }) {
  await beginBody(work, actor, { ...text, genre: 'article', ownerId: null, writers: 'members', named: [] })
  return { isNew: true, version: 1 }
}
