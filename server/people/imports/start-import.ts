/**
 * Somebody has seen what a file would do, and has its people brought in; and later, those of them invited who wait.
 */
import { inviteMembers } from '#server/communities/room.ts'
import { importInvited, importStarted } from '#server/people/activities.ts'
import { lockCommunities, releaseInvitations } from '#server/people/imports/apply-store.ts'
import { findImport, findOpenImport, type OneImport } from '#server/people/imports/find-import.ts'
import {
  type InviteChoice,
  importAddress,
  importNotReady,
  nobodyToInvite,
  noCounts,
  partLength,
  waveMinutes,
} from '#server/people/imports/import.ts'
import { importChannel } from '#server/people/imports/import-channel.ts'
import { changeImport, readMorning, saveStarter } from '#server/people/imports/store.ts'
import { goOn } from '#server/people/imports/take-steps.ts'
import type { ImportRef } from '#server/people/imports/upload-file.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export interface StartImport extends OneImport {
  readonly invite: InviteChoice
  /** The day on which they are invited (`2026-12-07`), from eight o'clock where whoever chose it lives; null for other choices. */
  readonly inviteOn: string | null
}

/**
 * Begins to bring its people in, in the name of this actor.
 * @refuses not_found · forbidden · community_archived · import_runs · import_not_ready · input_invalid (a day that is over)
 */
export async function startImport(work: Work, actor: Actor, asked: StartImport): Promise<ImportRef> {
  const { file, place } = await findOpenImport(work, actor, asked)
  if (file.state !== 'ready') refuse(importNotReady)
  const inviteAt = asked.invite === 'date' ? await inviteMoment(work, actor, asked.inviteOn) : null
  await saveStarter(work, file.id, personIdOf(actor))
  await changeImport(work, file.id, {
    state: 'running',
    reached: 0,
    counts: noCounts,
    invite: asked.invite,
    inviteAt,
    startedAt: work.now,
  })
  const facts = { lines: file.lines }
  await work.record(importStarted, { communityId: file.communityId, by: actor, objectId: file.id, facts })
  work.touch(importChannel(file.id))
  await goOn(work, file.id)
  return { id: file.id, address: importAddress(place.slug, file) }
}

async function inviteMoment(work: Work, actor: Actor, day: string | null): Promise<Date> {
  if (!day) return refuseFields({ inviteOn: { says: 'Choose the day on which they are invited.' } })
  const { at, isOver } = await readMorning(work, day, actor.zone)
  if (isOver) refuseFields({ inviteOn: { says: 'This day is over. Choose a later one.' } })
  return at
}

/**
 * Invites those of its people who wait for it, in waves from now on.
 * @refuses not_found · forbidden · community_archived · nobody_to_invite
 */
export async function inviteOfImport(
  work: Work,
  actor: Actor,
  asked: OneImport,
): Promise<ImportRef & { people: number }> {
  const { file, place } = await findImport(work, actor, asked)
  const released = await releaseInvitations(work, file.id, { people: partLength, minutes: waveMinutes })
  if (released.length === 0) refuse(nobodyToInvite)
  for (const head of await lockCommunities(work, [...new Set(released)]))
    if (head.status === 'active') await inviteMembers(work, actor, head)
  const facts = { people: released.length }
  await work.record(importInvited, { communityId: file.communityId, by: actor, objectId: file.id, facts })
  return { id: file.id, address: importAddress(place.slug, file), people: released.length }
}
