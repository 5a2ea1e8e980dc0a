/**
 * Pings as people see them: the policy and results.ts decide what a reader may see of the results, never a page.
 */

import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { postCountsAbout } from '#server/discussions/room.ts'
import { hiddenColumn, hiddenView, readersView } from '#server/entries/room.ts'
import { type Ping, pingAddress, pingChannel, pingShape } from '#server/pings/ping.ts'
import { abilities, maySeeTotals } from '#server/pings/policy.ts'
import { type KeptTally, readTallies } from '#server/pings/reads-tallies.ts'
import { hiddenResults, type Results, resultsVersion, resultsView, shownResults } from '#server/pings/results.ts'
import { findPing, pingColumns, pingJoins, visibleTo } from '#server/pings/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** A person who asks a Ping. */
const askerView = z.object({
  personId: z.string(),
  name: z.string(),
  title: z.string(),
  photo: z.string().nullable(),
})

export const pingView = z.object({
  id: z.string(),
  address: z.string(),
  community: z.object({ id: z.string(), slug: z.string() }),
  question: z.string(),
  language: z.string(),
  state: pingShape.shape.state,
  /** In whose name it is asked; null where they have left the site. */
  askedBy: askerView.nullable(),
  /** Who sent it, where it is asked in somebody else's name. */
  sentBy: askerView.nullable(),
  sentAt: z.date().nullable(),
  closesAt: z.date().nullable(),
  closedAt: z.date().nullable(),
  ...resultsView.shape,
  threshold: z.number(),
  readers: readersView,
  /** The reader's own answer. */
  mine: z.string().nullable(),
  /** Posts in its discussion. */
  reasons: z.number(),
  /** What followed from it, as its leaders say it. */
  outcome: z
    .object({
      text: z.string(),
      /** Null where they have left the site. */
      by: z.string().nullable(),
      at: z.date(),
    })
    .nullable(),
  /** The Ping that replaced it after it was withdrawn, once that one was sent. */
  successor: z.object({ address: z.string(), question: z.string() }).nullable(),
  live: z.object({ topic: z.string(), version: z.string() }),
  can: z.object({
    answer: z.boolean(),
    seeTotals: z.boolean(),
    seeMailing: z.boolean(),
    close: z.boolean(),
    withdraw: z.boolean(),
    rewrite: z.boolean(),
    askAgain: z.boolean(),
    tellOutcome: z.boolean(),
  }),
})
export type PingView = z.infer<typeof pingView>

/** The community Pings are read in, as its loader found it for the actor. */
export interface CommunityRef {
  readonly id: string
  readonly slug: string
  readonly members: number
}

/** What a page shows beside a Ping. */
const besidePing = z.object({
  asker: askerView.nullable(),
  sender: askerView.nullable(),
  mine: z.string().nullable(),
  hidden: hiddenView,
  outcomeText: z.string().nullable(),
  outcomeBy: z.string().nullable(),
  outcomeAt: z.date().nullable(),
  successor: z.object({ id: z.string(), question: z.string() }).nullable(),
})
const viewRow = pingShape.extend(besidePing.shape)

/** A Ping with what its page shows beside it, without its results. */
export type PingViewRow = z.infer<typeof besidePing> & { readonly ping: Ping }

const asker = (alias: string) =>
  sql`case when ${sql.ref(`${alias}.id`)} is not null then json_build_object('personId', ${sql.ref(`${alias}.id`)},
    'name', ${sql.ref(`${alias}.name`)}, 'title', ${sql.ref(`${alias}.title`)}, 'photo', ${sql.ref(`${alias}.image`)}) end`

/** Pings the actor may know of, in an order; one query. With `orSeen` also those for which it holds. Hidden ones only where that is said. */
export async function readPings(
  look: Look,
  actor: Actor,
  which: {
    where: RawBuilder<unknown>
    order?: RawBuilder<unknown>
    limit?: number
    orSeen?: RawBuilder<unknown>
    hidden?: 'hidden too'
  },
): Promise<PingViewRow[]> {
  const found = await rows(look, viewRow)`
    select ${pingColumns}, ${asker('named')} as asker, ${asker('sender')} as sender, v.option_id as mine, ${hiddenColumn('e')} as hidden,
      o.text as "outcomeText", w.name as "outcomeBy", o.at as "outcomeAt",
      (select json_build_object('id', s.id, 'question', s.question) from ping_entry s
        where s.id = p.successor_id and s.state in ('open', 'closed')) as successor
    from ${pingJoins}
    left join person named on named.id = coalesce(p.voice_id, p.sent_by, e.author_id)
    left join person sender on sender.id = p.sent_by and p.voice_id is not null
    left join ping_outcome o on o.ping_id = p.id left join person w on w.id = o.by_id
    left join vote v on v.ping_id = p.id and v.person_id = ${personIdOf(actor)}::uuid
    where (${visibleTo(actor, which.hidden)} or ${which.orSeen ?? sql`false`}) and ${which.where}
    order by ${which.order ?? sql`p.sent_at desc, p.id desc`} limit ${which.limit ?? 50}`
  return found.map(
    ({ asker, sender, mine, hidden, successor, outcomeText, outcomeBy, outcomeAt, ...ping }): PingViewRow => ({
      ping,
      asker,
      sender,
      mine,
      hidden,
      successor,
      outcomeText,
      outcomeBy,
      outcomeAt,
    }),
  )
}

/** Shapes Pings for the actor. It reads tallies only for Pings whose totals the actor may see. Two queries at most. */
export async function shapePings(look: Look, actor: Actor, read: readonly PingViewRow[], members?: number) {
  const open = read.filter(({ ping, mine }) => maySeeTotals(actor, ping, mine !== null)).map(({ ping }) => ping.id)
  const sent = read.filter(({ ping }) => ping.sentAt).map(({ ping }) => ping.id)
  const [tallies, postCounts] = await Promise.all([readTallies(look, open, members), postCountsAbout(look, sent)])
  return read.map((one) => {
    const { ping } = one
    const results = resultsFrom(ping, tallies.get(ping.id))
    return shape(look, actor, one, results, postCounts.get(ping.id) ?? 0)
  })
}

/** Results from a tally, or without one: hidden. */
export function resultsFrom(ping: Pick<Ping, 'options' | 'threshold'>, tally: KeptTally | undefined): Results {
  if (!tally) return hiddenResults(ping.options)
  return shownResults(ping.options, tally, ping.threshold, tally.kept ?? undefined)
}

function shape(
  look: Look,
  actor: Actor,
  { ping, asker, sender, mine, successor, outcomeText, outcomeBy, outcomeAt }: PingViewRow,
  results: Results,
  postCount: number,
): PingView {
  return {
    id: ping.id,
    address: pingAddress(ping.slug, ping),
    community: { id: ping.communityId, slug: ping.slug },
    question: ping.question,
    language: ping.language,
    state: ping.state,
    askedBy: asker,
    sentBy: sender,
    sentAt: ping.sentAt,
    closesAt: ping.closesAt,
    closedAt: ping.closedAt,
    ...results,
    threshold: ping.threshold,
    readers: ping.readers,
    mine,
    reasons: postCount,
    outcome: outcomeText !== null && outcomeAt ? { text: outcomeText, by: outcomeBy, at: outcomeAt } : null,
    successor: successor && { address: pingAddress(ping.slug, successor), question: successor.question },
    live: { topic: pingChannel(ping.id), version: resultsVersion(ping.state, ping.closesAt, results) },
    can: abilities(actor, ping, { hasVoted: mine !== null, now: look.now }),
  }
}

/** The open Pings of a community, newest first. */
export async function openPings(look: Look, actor: Actor, community: CommunityRef): Promise<PingView[]> {
  const read = await readPings(look, actor, {
    where: sql`p.community_id = ${community.id} and p.state = 'open'`,
    limit: 20,
  })
  return shapePings(look, actor, read, community.members)
}

/** The Ping of a community that closed last, or null. */
export async function lastClosed(look: Look, actor: Actor, community: CommunityRef): Promise<PingView | null> {
  const read = await readPings(look, actor, {
    where: sql`p.community_id = ${community.id} and p.state = 'closed'`,
    limit: 1,
  })
  return (await shapePings(look, actor, read, community.members))[0] ?? null
}

/** One Ping as it is for the actor after they have answered it. */
export async function pingFor(look: Look, actor: Actor, pingId: string): Promise<PingView> {
  const read = await readPings(look, actor, { where: sql`p.id = ${pingId}`, limit: 1 })
  return (await shapePings(look, actor, read))[0] as PingView
}

/**
 * The options of a Ping, in order.
 * @refuses not_found
 */
export async function pingOf(look: Look, actor: Actor, pingId: string) {
  const { question, options } = await findPing(look, actor, { pingId })
  return { question, optionIds: options.map(({ id }) => id) }
}
