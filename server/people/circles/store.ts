/** Writes and locked reads of circles. */
import { sql } from 'kysely'
import { z } from 'zod'
import { circleJoinings } from '#server/people/circles/circle.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

export interface CircleText {
  readonly name: string
  readonly about: string
  readonly joining: (typeof circleJoinings)[number]
}

const circleRow = z.object({
  id: z.string(),
  name: z.string(),
  joining: z.enum(circleJoinings),
  isArchived: z.boolean(),
  isMine: z.boolean(),
  looksAfter: z.boolean(),
})
export type CircleRow = z.infer<typeof circleRow>

/** Locks a circle; null where this community has none of that id. */
export async function lockCircle(work: Work, communityId: string, id: string, personId: string | null) {
  const [row] = await rows(work, circleRow)`
    select c.id, c.name, c.joining, c.archived_at is not null as "isArchived", p.person_id is not null as "isMine",
      coalesce(p.looks_after, false) as "looksAfter"
    from circle c left join circle_people p on p.circle_id = c.id and p.person_id = ${personId}::uuid
    where c.community_id = ${communityId} and c.id = ${id} for update of c`
  return row ?? null
}

/** Saves a new circle, with the member who opened it. @returns its id */
export async function saveCircle(work: Work, communityId: string, by: string, text: CircleText): Promise<string> {
  const { id } = await work.tx
    .insertInto('circle')
    .values({ community_id: communityId, created_by: by, ...text })
    .returning('id')
    .executeTakeFirstOrThrow()
  const person = { community_id: communityId, circle_id: id, person_id: by, looks_after: true }
  await work.tx.insertInto('circle_person').values(person).execute()
  return id
}

/** Changes a circle. */
export async function changeCircle(work: Work, id: string, text: CircleText): Promise<void> {
  await work.tx
    .updateTable('circle')
    .set({ ...text })
    .where('id', '=', id)
    .execute()
}

/** Archives a circle, or takes it out of the archive. */
export async function saveCircleArchived(work: Work, id: string, is: 'archived' | 'open'): Promise<void> {
  const archivedAt = is === 'archived' ? sql<Date>`app_now()` : null
  await work.tx.updateTable('circle').set({ archived_at: archivedAt }).where('id', '=', id).execute()
}

interface InCircle {
  readonly communityId: string
  readonly circleId: string
  readonly personId: string
}

/** Somebody is in it now; what they asked before is done. */
export async function saveCirclePerson(work: Work, { communityId, circleId, personId }: InCircle): Promise<void> {
  await dropCircleRequest(work, { communityId, circleId, personId })
  await work.tx
    .insertInto('circle_person')
    .values({ community_id: communityId, circle_id: circleId, person_id: personId })
    .onConflict((same) => same.doNothing())
    .execute()
}

/** Somebody is in it no more. @returns false where they were not */
export async function dropCirclePerson(work: Work, { circleId, personId }: InCircle): Promise<boolean> {
  const gone = await rows(work, idRow)`
    delete from circle_person where circle_id = ${circleId} and person_id = ${personId} returning person_id as id`
  return gone.length > 0
}

/** Somebody asks to join. @returns false where they have asked already */
export async function saveCircleRequest(work: Work, { communityId, circleId, personId }: InCircle): Promise<boolean> {
  const made = await rows(work, idRow)`
    insert into circle_request (community_id, circle_id, person_id) values (${communityId}, ${circleId}, ${personId})
    on conflict do nothing returning circle_id as id`
  return made.length > 0
}

/** A request is done with. @returns false where none waited */
export async function dropCircleRequest(work: Work, { circleId, personId }: InCircle): Promise<boolean> {
  const gone = await rows(work, idRow)`
    delete from circle_request where circle_id = ${circleId} and person_id = ${personId} returning circle_id as id`
  return gone.length > 0
}
