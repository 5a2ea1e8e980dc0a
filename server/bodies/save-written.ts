/** Saves an entry whose text is a body. */
import { namedWriters } from '#server/bodies/named-writers.ts'
import { mayArrange } from '#server/bodies/policy.ts'
import { type Saved, saveBody } from '#server/bodies/save-body.ts'
import { saveWriters } from '#server/bodies/store.ts'
import type { Writing, Written } from '#server/bodies/written.ts'
import { findToWrite, findWritten } from '#server/bodies/written-views.ts'
import { type CommunityHead, findCommunity, insistNoHeldWord } from '#server/communities/room.ts'
import { changeEntry } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Saves its text, its title and, where given, who may write it from now on. A person who may arrange a text but
 * not write it leaves its words unchanged, unless they make themselves one of its writers.
 * @refuses not_found · forbidden · community_archived · input_invalid where a named writer is not a member, or a new word is looked at first
 */
export async function saveWritten(
  work: Work,
  actor: Actor,
  community: CommunityHead,
  { kind, id, ...writing }: Writing & { readonly kind: string; readonly id: string },
): Promise<Saved> {
  const written = await findToWrite(work, actor, community, { kind, id })
  const { bodyId, version } = written
  const fields = { title: writing.title, source: writing.source }
  await insistNoHeldWord(work, actor, community.id, { fields, before: [written.title, written.source] })
  if (writing.title !== written.title) await changeEntry(work, id, { title: writing.title })
  if (!written.can.write) await arrange(work, actor, community, written, writing)
  const saved =
    writing.source === written.source
      ? { version, isNew: false }
      : await saveBody(work, actor, community, { bodyId, source: writing.source })
  if (written.can.write) await arrange(work, actor, community, written, writing)
  return saved
}

/**
 * The same for a kind that saves nothing more with it; the kind does what follows from a new version.
 * @refuses not_found · forbidden · community_archived · input_invalid
 */
export async function writeWritten(
  work: Work,
  actor: Actor,
  { community: slug, kind, id, ...writing }: Writing & { community: string; kind: string; id: string },
  changed: (
    work: Work,
    actor: Actor,
    which: { id: string; community: CommunityHead },
    version: number,
  ) => Promise<void>,
): Promise<Written> {
  const community = await findCommunity(work, actor, slug)
  const { isNew, version } = await saveWritten(work, actor, community, { kind, id, ...writing })
  if (isNew) await changed(work, actor, { id, community }, version)
  return findWritten(work, actor, community, { kind, id })
}

async function arrange(
  work: Work,
  actor: Actor,
  community: CommunityHead,
  { id: entryId, bodyId: id, owner }: Written,
  { writers, people }: Writing,
): Promise<void> {
  if (!writers) return
  insist(mayArrange(actor, community, { ownerId: owner?.id ?? null }))
  const named = await namedWriters(work, { communityId: community.id, entryId }, { writers, people })
  await saveWriters(work, { id, communityId: community.id }, { writers, named })
}
