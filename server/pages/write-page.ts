/** A working page is written. */
import { findWritten, saveWritten, type Writing, type Written } from '#server/bodies/room.ts'
import { findCommunity } from '#server/communities/room.ts'
import { changeEntry } from '#server/entries/room.ts'
import { pageSaved } from '#server/pages/activities.ts'
import { pageKind } from '#server/pages/page.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Saves what a page says, what it is called and, where that is said, who may write it.
 * @refuses not_found · forbidden · community_archived · input_invalid
 */
export async function writePage(
  work: Work,
  actor: Actor,
  { community: slug, page: id, ...writing }: Writing & { readonly community: string; readonly page: string },
): Promise<Written> {
  const community = await findCommunity(work, actor, slug)
  const { isNew, version } = await saveWritten(work, actor, community, { kind: pageKind, id, ...writing })
  if (isNew) await tellOfVersion(work, actor, { communityId: community.id, pageId: id, version })
  return findWritten(work, actor, community, { kind: pageKind, id })
}

/** What follows from a new version: the page comes first in lists, and whoever writes in it hears of it. */
export async function tellOfVersion(
  work: Work,
  actor: Actor,
  { communityId, pageId, version }: { communityId: string; pageId: string; version: number },
): Promise<void> {
  await changeEntry(work, pageId, { listed: 'now' })
  await work.record(pageSaved, { communityId, actorId: personIdOf(actor), objectId: pageId, facts: { version } })
}
