/**
 * What a Toolkit holds, in every way its pages count it. Counting looks at each resource (1,059 under 75 topics: 2 ms),
 * so it is done once for each version of the list, for members and for editors, and cached in this process. What is for
 * some only is counted for each reader, and only altogether: what is cached is for all.
 */
import { z } from 'zod'
import type { CommunityHead } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { onlyRow } from '#server/platform/rows.ts'
import { openVersionCache } from '#server/platform/version-cache.ts'
import type { Look } from '#server/platform/work.ts'
import { seesAll } from '#server/toolkit/policy.ts'
import { readToolkitVersion } from '#server/toolkit/reads-visible.ts'
import { resourceKinds } from '#server/toolkit/resource.ts'
import { inOrder, topicCountView } from '#server/topics/room.ts'

export const toolkitCountsView = z.object({
  total: z.number().int(),
  /** Filed under no topic. */
  unsorted: z.number().int(),
  /** Resources that members do not see now; 0 for a reader who does not see them either. */
  closed: z.number().int(),
  /** Suggestions that no editor has answered; 0 for a reader who does not edit the Toolkit. */
  suggested: z.number().int(),
  kinds: z.partialRecord(z.enum(resourceKinds), z.number().int()),
  topics: z.array(topicCountView),
})
export type ToolkitCounts = z.infer<typeof toolkitCountsView>

interface Counted {
  /** When the next resource is published or withdrawn by its date; null for never. */
  readonly until: Date | null
  readonly counts: ToolkitCounts
}

/** About as much as a topic takes, with its count and its newest resource. */
const bytesOfTopic = 600

const cache = openVersionCache<Counted>({
  mostBytes: 8_000_000,
  bytesOf: ({ counts }) => 500 + counts.topics.length * bytesOfTopic,
})

/** The topics in order with their counts, and the totals, as this actor may see them. */
export async function readToolkitCounts(look: Look, actor: Actor, community: CommunityHead): Promise<ToolkitCounts> {
  const key = `${community.id} ${seesAll(actor, community) ? 'editors' : 'members'}`
  // Read before counting, so that the counts belong to this version or a later one, never to an earlier one.
  const { version, forSome } = await readToolkitVersion(look, actor, community)
  const known = cache.get(look, key)
  if (known?.version === version && (known.value.until === null || look.now < known.value.until))
    return withMore(known.value.counts, forSome)
  const counted = await countToolkit(look, actor, community)
  cache.set(look, key, { version, value: counted })
  return withMore(counted.counts, forSome)
}

function withMore(counts: ToolkitCounts, more: number): ToolkitCounts {
  return more === 0 ? counts : { ...counts, total: counts.total + more }
}

async function countToolkit(look: Look, actor: Actor, community: CommunityHead): Promise<Counted> {
  const { until, topics, ...counts } = await onlyRow(look, () =>
    toolkitCountsView.extend({ until: z.date().nullable() }),
  )`
    with seen as materialized (
      select r.id, r.kind, r.is_open, r.title, r.listed_at, r.status = 'draft' and r.suggested_at is not null as is_suggested
      from resource_shown r
      where r.community_id = ${community.id} and r.audience_id is null and (r.is_open or ${seesAll(actor, community)}::boolean and r.draft_permission is not null and r.hidden_at is null)
    ), filed as materialized (
      select x.entry_id, t.id as topic_id, coalesce(t.parent_id, t.id) as top_id, seen.title, seen.listed_at
      from entry_topic x join topic_shown t on t.id = x.topic_id join seen on seen.id = x.entry_id
      where x.community_id = ${community.id} and t.list = 'toolkit'
    ), counted as (
      select topic_id, count(*) as n, (array_agg(title order by listed_at desc))[1] as newest from filed group by topic_id
    ), counted_top as (
      select top_id, count(distinct entry_id) as n, (array_agg(title order by listed_at desc))[1] as newest
      from filed group by top_id
    )
    select
      (select count(*) from seen) as total,
      (select count(*) from seen) - (select count(distinct entry_id) from filed) as unsorted,
      (select count(*) from seen where not is_open) as closed,
      (select count(*) from seen where is_suggested) as suggested,
      (select least(min(publish_from) filter (where publish_from > app_now()), min(publish_until) filter (where publish_until > app_now()))
        from resource_shown where community_id = ${community.id}) as until,
      coalesce((select json_object_agg(kind, n) from (select kind, count(*) as n from seen group by kind) k), '{}') as kinds,
      coalesce((select json_agg(json_build_object('id', t.id, 'parentId', t.parent_id, 'name', t.name, 'slug', t.slug,
          'count', coalesce(case when t.parent_id is null then b.n else a.n end, 0),
          'newest', case when t.parent_id is null then b.newest else a.newest end) order by t.position, t.id)
        from topic_shown t left join counted a on a.topic_id = t.id left join counted_top b on b.top_id = t.id
        where t.community_id = ${community.id} and t.list = 'toolkit'), '[]') as topics`
  return { until, counts: { ...counts, topics: inOrder(topics) } }
}
