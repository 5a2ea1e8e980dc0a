/**
 * Counting. Votes are counted as they come (decision 15), so that showing them costs the same for any number of votes. From the
 * closing on, the numbers that were kept then are read.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { type Tally, type VoteChange, voteChange } from '#server/pings/results.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** A tally, and the number who answered where only that was kept. */
export type KeptTally = Tally & { readonly kept: number | null }

/** Present members of a Ping's community who joined between its sending and its close. */
const joinedLater = sql`(select count(*) from membership m
  where m.community_id = p.community_id and m.ended_at is null and m.joined_at > p.sent_at
    and m.joined_at <= coalesce(p.closed_at, 'infinity'))`

const shape = z.object({
  id: z.string(),
  couldAnswer: z.number(),
  joinedLater: z.number(),
  kept: z.number().nullable(),
  votes: z.record(z.string(), z.number()).nullable(),
})

/**
 * The tallies of Pings, by id; one query. The callers decide who may see them.
 * @param members how many members their community has, where that is known already
 */
export async function readTallies(look: Look, pingIds: readonly string[], members?: number) {
  if (pingIds.length === 0) return new Map()
  const now =
    members === undefined
      ? sql`coalesce((select n.members from community_tally n where n.community_id = p.community_id), 0)`
      : sql`${members}::int`
  const found = await rows(look, shape)`
    select p.id, case when p.state = 'open' and e.audience_id is not null then members_in_audience(e.audience_id) when p.state = 'open' then ${now} else coalesce(p.could_answer, 0) end as "couldAnswer", ${joinedLater}::int as "joinedLater",
      p.answered as kept,
      case when p.state = 'open'
        then (select json_object_agg(x.option_id, x.n) from (
          select t.option_id, sum(t.votes) as n from vote_tally t where t.ping_id = p.id group by 1) as x where x.n > 0)
        else (select json_object_agg(o.id, o.final_votes) from ping_option o where o.ping_id = p.id and o.final_votes is not null)
      end as votes
    from ping p join entry e on e.id = p.id where p.id = any(${pingIds}::uuid[])`
  return new Map(
    found.map(({ id, votes, ...tally }) => [id, { ...tally, votes: new Map(Object.entries(votes ?? {})) }]),
  )
}

/** How many moved from one answer to another, in a closed Ping. */
export async function readVoteChanges(look: Look, pingId: string): Promise<VoteChange[]> {
  return rows(look, voteChange)`
    select from_option_id as "from", to_option_id as "to", people from ping_flow where ping_id = ${pingId}
    order by people desc, 1, 2`
}
