/**
 * Somebody uploads a file of people. It is read and looked over; nobody is changed.
 */
import { buffer } from 'node:stream/consumers'
import { mayChange } from '#server/communities/room.ts'
import { findPlace, type InPlace } from '#server/people/imports/find-import.ts'
import { importAddress } from '#server/people/imports/import.ts'
import { readTarget } from '#server/people/imports/reads-targets.ts'
import { saveImport } from '#server/people/imports/store.ts'
import { goOn } from '#server/people/imports/take-steps.ts'
import type { Via } from '#server/platform/activity.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Received } from '#server/platform/files.ts'
import { insist, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export interface UploadFile extends InPlace {
  readonly file?: Received
  /** A community (of the site's page) or a cohort that all people come into, by id; null for none. */
  readonly into: string | null
}

/** A file on its way: where its page is. */
export interface ImportRef {
  readonly id: string
  readonly address: string
}

/**
 * @refuses not_found · forbidden · community_archived · input_invalid (no file, or nobody may join the cohort)
 */
export async function uploadFile(work: Work, actor: Actor, asked: UploadFile): Promise<ImportRef> {
  const place = await findPlace(work, actor, asked)
  const { file } = asked
  if (!file) return refuseFields({ file: { says: 'Choose a file first.' } })
  const source = await buffer(work.platform.files.read(file.id))
  // Its bytes are kept with its row; in the file store it would be an orphan.
  work.afterwards(() => void work.platform.files.remove(file.id))
  return takeFile(work, actor, { ...place, into: asked.into, fileName: file.name, source, via: viaOf(actor) })
}

/** A file from wherever it came, for an actor who may bring people in there. */
export async function takeFile(
  work: Work,
  actor: Actor,
  file: {
    readonly slug: string | null
    readonly communityId: string | null
    readonly into: string | null
    readonly fileName: string
    readonly source: Buffer
    readonly via: Via
  },
): Promise<ImportRef> {
  const target = await targetOf(work, actor, file)
  const { communityId, fileName, source, via } = file
  const id = await saveImport(work, { communityId, ...target, byId: personIdOf(actor), via, fileName, source })
  await goOn(work, id, { bytes: source.length, isSheet: source.subarray(0, 2).toString() === 'PK' })
  return { id, address: importAddress(file.slug, { id, fileName }) }
}

async function targetOf(
  work: Work,
  actor: Actor,
  { communityId, into }: { readonly communityId: string | null; readonly into: string | null },
): Promise<{ targetId: string | null; cohortId: string | null }> {
  if (into === null) return { targetId: communityId, cohortId: null }
  const target = await readTarget(work, into)
  if (!target || (communityId !== null && target.communityId !== communityId))
    return refuseFields({ into: { says: 'Choose one from the list.' } })
  insist(mayChange(actor, 'manage_members', { id: target.communityId, status: target.status }))
  if (target.hasEnded) refuseFields({ into: { says: 'This cohort has ended, so nobody joins it. Choose another.' } })
  return { targetId: target.communityId, cohortId: target.cohortId }
}

/** By which way a file came. */
export function viaOf(actor: Actor): Via {
  if (actor.kind === 'person') return actor.via === 'token' ? 'api' : 'page'
  return 'command'
}
