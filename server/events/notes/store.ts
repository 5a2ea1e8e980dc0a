/** What stands beside an event: its agenda, and the recap in the Toolkit. */
import { sql } from 'kysely'
import { isForReader } from '#server/entries/room.ts'
import { pageKind } from '#server/pages/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'
import { resourceKind } from '#server/toolkit/room.ts'

/** The working page or resource of this id that the actor may read in the community; null where there is none. */
export async function findAgenda(work: Work, actor: Actor, communityId: string, id: string): Promise<string | null> {
  const [row] = await rows(work, idRow)`
    select e.id from entry_open e
    where e.id = ${id} and e.community_id = ${communityId} and e.kind = any(${[pageKind, resourceKind]}::text[]) and ${isForReader('e', actor)}`
  return row?.id ?? null
}

/** The recap of an event that is not removed; null where there is none. */
export async function findRecap(work: Work, eventId: string): Promise<string | null> {
  const [row] = await rows(work, idRow)`
    select e.id from event v join entry e on e.id = v.recap_id and e.removed_at is null where v.id = ${eventId}`
  return row?.id ?? null
}

/** Says which article is the recap of an event. */
export async function saveRecap(work: Work, eventId: string, recapId: string): Promise<void> {
  await sql`update event set recap_id = ${recapId} where id = ${eventId}`.execute(work.tx)
}
