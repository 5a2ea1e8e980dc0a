/** In whose name a file of people is brought in. */
import { loadActorOf } from '#server/identity/room.ts'
import type { ImportRow } from '#server/people/imports/store.ts'
import type { Actor, SystemActor } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/** Whoever uploaded it, with what they may do now. */
export async function importActor(work: Work, file: Pick<ImportRow, 'byId' | 'via'>): Promise<Actor> {
  return file.byId || file.via !== 'command'
    ? loadActorOf(work.db, file.byId ?? '00000000-0000-0000-0000-000000000000')
    : operator(work)
}

/** Who runs the machine may do everything. */
function operator({ now, platform }: Work): SystemActor {
  const site = { name: platform.config.siteName ?? 'Guildhall', isDemo: false }
  return { kind: 'system', reason: 'people import', locale: 'en', zone: 'UTC', now, site }
}
