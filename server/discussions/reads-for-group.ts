/** What is written for a cohort or a circle alone, of every kind. */
import { sql } from 'kysely'
import { z } from 'zod'
import { mayChangeAsPerson } from '#server/communities/room.ts'
import { findGroupToWriteFor, isForReader } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { ReadForGroup } from '#server/platform/declared.ts'
import type { GroupPlace } from '#server/platform/for-group.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** How many are listed. */
const mostListed = 20

const entry = z.object({ id: z.string(), kind: z.string(), title: z.string(), at: z.date() })

/** Entries for this one, or for it with others; and of which kinds the actor may begin one. Two queries. */
export const readForGroup: ReadForGroup = async (look, actor, { groupId, community }) => {
  const [entries, group] = await Promise.all([
    listForGroup(look, actor, { groupId, community }),
    findGroupToWriteFor(look, actor, community.id, groupId),
  ])
  const ways = [...look.platform.declared.kinds.values()].filter(
    ({ begunForGroup: way }) =>
      way &&
      group &&
      (way.for === 'groups' || group.course !== null) &&
      mayChangeAsPerson(actor, way.permission, community).ok,
  )
  return { entries, begins: ways.map(({ kind }) => kind) }
}

async function listForGroup(look: Look, actor: Actor, { groupId, community }: GroupPlace) {
  const found = await rows(look, entry)`
    select e.id, e.kind, e.title, e.listed_at as at
    from entry_open e
    where (e.audience_id in (select a.audience_id from audience_cohort a where a.cohort_id = ${groupId}::uuid)
        or e.audience_id in (select a.audience_id from audience_circle a where a.circle_id = ${groupId}::uuid))
      and e.community_id = ${community.id} and ${isForReader('e', actor)}
    order by e.listed_at desc, e.id desc limit ${sql.lit(mostListed)}`
  return found.flatMap(({ id, kind, title, at }) => {
    const address = look.platform.declared.kinds.get(kind)?.address(community.slug, { id, title })
    return address ? [{ kind, title, address, at }] : []
  })
}
