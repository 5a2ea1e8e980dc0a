/** The bodies under the headings of a charter. */
import type { CharterKey } from '#server/bodies/charter/charter.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** The bodies of a charter by their headings; a heading that was never written has no body. */
export async function readCharterBodies(look: Look, communityId: string): Promise<ReadonlyMap<CharterKey, string>> {
  const rows = await look.db
    .selectFrom('charter_text')
    .select(['key', 'body_id as bodyId'])
    .where('community_id', '=', communityId)
    .execute()
  return new Map(rows.map(({ key, bodyId }) => [key as CharterKey, bodyId]))
}

/** Puts a body under a heading. */
export async function saveCharterText(work: Work, communityId: string, key: CharterKey, bodyId: string): Promise<void> {
  await work.tx.insertInto('charter_text').values({ community_id: communityId, key, body_id: bodyId }).execute()
}
