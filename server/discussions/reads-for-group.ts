/** What is written for a cohort or a circle alone, of every kind. */
import { sql } from 'kysely'
import { z } from 'zod'
import { isForReader } from '#server/entries/room.ts'
import type { ListForGroup } from '#server/platform/declared.ts'
import { rows } from '#server/platform/rows.ts'

/** How many are listed. */
const mostListed = 20

const entry = z.object({ id: z.string(), kind: z.string(), title: z.string(), at: z.date() })

/** Entries for this one, or for it with others. One query. */
export const listForGroup: ListForGroup = async (look, actor, { groupId, communityId, slug }) => {
  const found = await rows(look, entry)`
    select e.id, e.kind, e.title, e.listed_at as at
    from entry_open e
    where (e.audience_id in (select a.audience_id from audience_cohort a where a.cohort_id = ${groupId}::uuid)
        or e.audience_id in (select a.audience_id from audience_circle a where a.circle_id = ${groupId}::uuid)) and e.community_id = ${communityId} and ${isForReader('e', actor)}
    order by e.listed_at desc, e.id desc limit ${sql.lit(mostListed)}`
  return found.flatMap(({ id, kind, title, at }) => {
    const address = look.platform.declared.kinds.get(kind)?.address(slug, { id, title })
    return address ? [{ kind, title, address, at }] : []
  })
}
