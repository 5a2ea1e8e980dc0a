/** The file an act is about, locked, for an actor who may bring people in there. */
import { findCommunityToChange } from '#server/communities/room.ts'
import { type ImportState, importIsRunning, isOpen } from '#server/people/imports/import.ts'
import { mayImport } from '#server/people/imports/policy.ts'
import { type ImportRow, lockImport } from '#server/people/imports/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { forbidden, notFound, refuse } from '#server/platform/refuse.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** Where a request came: the page of a community, or of the site. */
export interface ImportPlace {
  readonly slug: string | null
  readonly communityId: string | null
}

/** The parts of an address: `community` is there on pages of a community. */
export interface InPlace {
  readonly community?: string
}

export interface OneImport extends InPlace {
  readonly import: string
}

/**
 * The place, for an actor who may bring people in there.
 * @refuses not_found · forbidden · community_archived
 */
export async function findPlace(look: Look, actor: Actor, { community }: InPlace): Promise<ImportPlace> {
  if (community === undefined) {
    if (actor.kind === 'visitor') refuse(notFound)
    if (!mayImport(actor, null)) refuse(actor.kind === 'person' && actor.siteRole ? forbidden : notFound)
    return { slug: null, communityId: null }
  }
  const { id, slug } = await findCommunityToChange(look, actor, community, 'manage_members')
  return { slug, communityId: id }
}

export interface LockedImport {
  readonly file: ImportRow
  readonly place: ImportPlace
}

/**
 * Those who manage the people of the site find the files of all communities too.
 * @refuses not_found · forbidden · community_archived
 */
export async function findImport(work: Work, actor: Actor, asked: OneImport): Promise<LockedImport> {
  const place = await findPlace(work, actor, asked)
  const file = (await lockImport(work, asked.import)) ?? refuse(notFound)
  if (!isThere(file, place)) refuse(notFound)
  return { file, place }
}

/** Does a file belong to this place? */
export function isThere({ communityId }: { communityId: string | null }, place: ImportPlace): boolean {
  return place.communityId === null || place.communityId === communityId
}

/**
 * The same for a file that nobody has brought in.
 * @refuses as above · import_runs
 */
export async function findOpenImport(work: Work, actor: Actor, asked: OneImport): Promise<LockedImport> {
  const found = await findImport(work, actor, asked)
  insistOpen(found.file.state)
  return found
}

function insistOpen(state: ImportState): void {
  if (!isOpen(state)) refuse(importIsRunning)
}
