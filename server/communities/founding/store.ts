/**
 * Writes of a community's beginning.
 */
import { sql } from 'kysely'
import { changeCommunity, freeAddress } from '#server/communities/store.ts'
import type { Work } from '#server/platform/work.ts'

export interface NewCommunity {
  readonly name: string
  readonly purpose: string
  readonly hue: number
  readonly locale: string
  readonly zone: string
  readonly createdBy: string | null
  /** The name of the first container of featured people, in the language of the community. */
  readonly firstContainer: string
}

/** Writes a draft with its first, empty container. Gives its id. */
export async function saveNewCommunity(work: Work, one: NewCommunity): Promise<string> {
  const slug = await freeAddress(work, one.name, null)
  const { id } = await work.tx
    .insertInto('community')
    .values({
      slug,
      name: one.name,
      purpose: one.purpose,
      hue: one.hue,
      locale: one.locale,
      time_zone: one.zone,
      created_by: one.createdBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await work.tx
    .insertInto('featured_container')
    .values({ community_id: id, name: one.firstContainer, size: 'large', position: 1 })
    .execute()
  return id
}

/** Remembers that a step is left out. */
export async function saveStepDone(work: Work, communityId: string, step: string): Promise<void> {
  await changeCommunity(work, communityId, {
    steps_done: sql`array_append(array_remove(steps_done, ${step}), ${step})`,
  })
}

/** Opens a draft. False where it was not a draft any more. */
export async function saveOpened(work: Work, communityId: string): Promise<boolean> {
  return changeCommunity(work, communityId, { status: 'active', opened_at: sql`app_now()` }, ['draft'])
}
