/**
 * The whole view of the Toolkit's page: three queries beside the community's own.
 */
import { z } from 'zod'
import { type CommunityHead, communityHeadView, findCommunity } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { narrowedByWords } from '#server/platform/search/narrowed.ts'
import type { Look } from '#server/platform/work.ts'
import { seesAll } from '#server/toolkit/policy.ts'
import { readToolkitCounts, type ToolkitCounts, toolkitCountsView } from '#server/toolkit/reads-counts.ts'
import { resourceItemView } from '#server/toolkit/resource.ts'
import { readRemoved } from '#server/toolkit/resource-views.ts'
import {
  countResources,
  listResources,
  type ToolkitFilter,
  type ToolkitNarrowed,
  toolkitFilter,
} from '#server/toolkit/views.ts'

export const toolkitView = z.object({
  community: communityHeadView,
  filter: toolkitFilter,
  /** The counts of the whole Toolkit, without the filter. */
  holdings: toolkitCountsView,
  /** The words that found these, where those of the filter were taken for a typing error. */
  corrected: z.string().nullable(),
  /** How many the filter leaves. */
  total: z.number().int(),
  resources: z.array(resourceItemView),
  /** Send it as `after` for the next page; null on the last. */
  next: z.string().nullable(),
  /** The resource that was removed a moment ago, for people who may bring it back. */
  removed: z.object({ id: z.string(), title: z.string() }).nullable(),
})
export type Toolkit = z.infer<typeof toolkitView>

/**
 * A page of the Toolkit, as this actor may see it.
 * @refuses not_found, also for an unknown topic
 */
export async function readToolkit(
  look: Look,
  actor: Actor,
  asked: ToolkitFilter & { community: string; after: string | null; removed: string | null },
): Promise<Toolkit> {
  const community = await findCommunity(look, actor, asked.community)
  const { words, kind, topic, sort } = asked
  const filter: ToolkitFilter = { words, kind, topic, sort, show: seesAll(actor, community) ? asked.show : 'all' }
  const [counts, { found, corrected }, removed] = await Promise.all([
    readToolkitCounts(look, actor, community),
    readList(look, actor, community, filter, asked.after),
    asked.removed && community.can.editToolkit ? readRemoved(look, community, asked.removed) : null,
  ])
  const { page, counted } = found
  const total = counted ?? countKnown(counts, filter) ?? refuse(notFound)
  if (topic !== null && countKnown(counts, { ...filter, kind: null }) === null) refuse(notFound)
  return {
    community,
    filter,
    corrected,
    holdings: counts,
    total,
    resources: page.items,
    next: page.next,
    removed: removed && { id: removed.id, title: removed.title },
  }
}

/** A page of the list, and how many there are where the counts do not say it. */
async function readList(
  look: Look,
  actor: Actor,
  community: CommunityHead,
  filter: ToolkitFilter,
  after: string | null,
): Promise<{
  found: { page: Awaited<ReturnType<typeof listResources>>; counted: number | null }
  corrected: string | null
}> {
  const read = async (narrowed: ToolkitNarrowed) => {
    const [page, counted] = await Promise.all([
      listResources(look, actor, community, narrowed, after),
      isCounted(filter) ? null : countResources(look, actor, community, narrowed),
    ])
    return { page, counted }
  }
  const typed = filter.words.trim()
  if (typed === '') return { found: await read(filter), corrected: null }
  return narrowedByWords(
    look,
    { communityId: community.id, typed },
    (matching) => read({ ...filter, matching }),
    ({ counted }) => counted === 0,
  )
}

/** Do the counts say already how many a filter leaves? */
function isCounted({ words, kind, topic, show }: ToolkitFilter): boolean {
  return words.trim() === '' && show === 'all' && (kind === null || topic === null)
}

/** How many there are of one kind, in one topic or in all; null for a topic there is not. */
function countKnown(counts: ToolkitCounts, { kind, topic }: ToolkitFilter): number | null {
  if (topic === 'none') return counts.unsorted
  if (topic !== null) return counts.topics.find((one) => one.slug === topic)?.count ?? null
  return kind === null ? counts.total : (counts.kinds[kind] ?? 0)
}
