/**
 * What a Ping's result stands beside: its answers by cohort, and what was answered as the same question was asked before. Both
 * were counted as those Pings closed, and hold nothing from which a small group could be computed.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { readersView } from '#server/entries/room.ts'
import { type Option, type Ping, pingAddress } from '#server/pings/ping.ts'
import { readTallies } from '#server/pings/reads-tallies.ts'
import { hiddenResults, type Results, resultsView, shownResults, showsBars } from '#server/pings/results.ts'
import { pingJoins, visibleTo } from '#server/pings/store.ts'
import { type PingViewRow, readPings, resultsFrom } from '#server/pings/views.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Earlier times a page looks back. */
const mostEarlier = 6

export const groupView = z.object({
  /** Null for those in no cohort. */
  cohort: z.object({ id: z.string(), name: z.string() }).nullable(),
  ...resultsView.pick({ options: true, shows: true, answered: true }).shape,
})
export type GroupView = z.infer<typeof groupView>

export const earlierPingView = z.object({
  id: z.string(),
  /** Null where the reader only sees its numbers, as handed over to their cohort. */
  address: z.string().nullable(),
  question: z.string(),
  closedAt: z.date().nullable(),
  readers: readersView,
  /** Of all who answered; without figures where a group is left out of `byCohort`. */
  ...resultsView.pick({ options: true, shows: true, answered: true }).shape,
  byCohort: z.array(groupView),
})
export type EarlierPing = z.infer<typeof earlierPingView>

/** The condition that the Ping `p` was handed over to a cohort of the actor, who then sees its numbers. */
function isHandedTo(actor: Actor) {
  return sql`(p.state = 'closed' and exists (
    select from handed_over x where x.entry_id = p.id and x.person_id = ${personIdOf(actor)}::uuid))`
}

/** The ids of those that the actor may open. */
export async function listReadable(look: Look, actor: Actor, pings: readonly Pick<Ping, 'id'>[]) {
  const ids = pings.map(({ id }) => id)
  const found = await rows(
    look,
    idRow,
  )`select p.id from ${pingJoins} where p.id = any(${ids}::uuid[]) and ${visibleTo(actor)}`
  return new Set(found.map(({ id }) => id))
}

/** The groups of closed Pings that may be shown, by the Ping's id. One query. */
export async function readGroups(look: Look, pings: readonly Pick<Ping, 'id' | 'options' | 'threshold'>[]) {
  const counted = z.object({
    pingId: z.string(),
    cohort: groupView.shape.cohort,
    votes: z.record(z.string(), z.number()),
  })
  const found = await rows(look, counted)`
    select n.ping_id as "pingId", json_object_agg(n.option_id, n.votes) as votes,
      case when h.id is not null then json_build_object('id', h.id, 'name', h.name) end as cohort
    from ping_cohort_count n left join cohort h on h.id = n.cohort_id
    where n.ping_id = any(${pings.map(({ id }) => id)}::uuid[])
    group by n.ping_id, h.id order by h.starts_on nulls last, h.name, h.id`
  const groups = new Map<string, GroupView[]>(pings.map(({ id }) => [id, []]))
  for (const { pingId, cohort, votes } of found) {
    const ping = pings.find(({ id }) => id === pingId)
    if (ping) groups.get(pingId)?.push({ cohort, ...resultsOfGroup(ping, votes) })
  }
  return groups
}

function resultsOfGroup(ping: Pick<Ping, 'options' | 'threshold'>, votes: Record<string, number>) {
  const tally = { votes: new Map(Object.entries(votes)), couldAnswer: 0 }
  return partOf(shownResults(ping.options, tally, ping.threshold))
}

function partOf({ options, shows, answered }: Results) {
  return { options, shows, answered }
}

/** A Ping's answers by cohort; nothing before it is closed. */
export async function readByCohort(look: Look, ping: Ping): Promise<GroupView[]> {
  if (ping.state !== 'closed') return []
  return (await readGroups(look, [ping])).get(ping.id) ?? []
}

/**
 * The earlier times a question was asked, the last first, as far as the actor may read them or their cohort was handed them. For readers who may see the totals of
 * this Ping: until then earlier answers would lead theirs.
 */
export async function readEarlier(look: Look, actor: Actor, ping: Ping): Promise<EarlierPing[]> {
  if (!ping.firstId) return []
  const read = await readPings(look, actor, {
    where: sql`p.community_id = ${ping.communityId} and (p.id = ${ping.firstId} or p.first_id = ${ping.firstId})
      and p.id <> ${ping.id} and e.removed_at is null and e.hidden_at is null and p.state = 'closed' and p.sent_at < coalesce(${ping.sentAt}::timestamptz, app_now())`,
    limit: mostEarlier,
    orSeen: isHandedTo(actor),
  })
  const pings = read.map((one: PingViewRow) => one.ping)
  if (pings.length === 0) return []
  const [tallies, groups, readable] = await Promise.all([
    readTallies(
      look,
      pings.map(({ id }) => id),
    ),
    readGroups(look, pings),
    listReadable(look, actor, pings),
  ])
  return pings.map((one) => {
    const byCohort = groups.get(one.id) ?? []
    const all = resultsFrom(one, tallies.get(one.id))
    return {
      id: one.id,
      address: readable.has(one.id) ? pingAddress(one.slug, one) : null,
      question: one.question,
      closedAt: one.closedAt,
      readers: one.readers,
      ...totalBeside(one.options, all, byCohort),
      byCohort,
    }
  })
}

/** The count of all beside its groups: left out with a group that is. */
function totalBeside(options: readonly Option[], all: Results, groups: readonly GroupView[]) {
  const shown = groups.reduce((sum, { answered }) => sum + (answered ?? 0), 0)
  const isPartial = groups.length > 0 && showsBars(all) && shown < (all.answered ?? 0)
  return partOf(isPartial ? hiddenResults(options) : all)
}
