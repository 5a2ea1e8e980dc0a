/**
 * Pings of the cast: sent through the site's own addresses, with as many members as a test needs.
 */
import assert from 'node:assert/strict'
import { loadActorOf } from '#server/identity/room.ts'
import { answerCode, type BallotKey, ballotAddress } from '#server/pings/ballots/ballot.ts'
import { castVote } from '#server/pings/room.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import type { CastName } from '#tests/support/cast.ts'
import type { Site } from '#tests/support/site.ts'

export const answersOf = ['I don’t find the words', 'I’m afraid of the reaction', 'There is never a good moment']

/** A Ping that a person wrote or sent. */
export interface MadePing {
  readonly id: string
  /** Its address, without the site's. */
  readonly address: string
  /** Ids of its answers, in order. */
  readonly options: readonly string[]
}

/** Words of a Ping that differ from the usual ones. */
export type PingWords = Partial<{
  question: string
  options: readonly string[]
  hours: number
  closesAt: string
  voiceId: string
  reminds: boolean
}>

/** Ada writes a Ping. */
export async function draftOne(site: Site, words: PingWords = {}, who: CastName = 'ada'): Promise<MadePing> {
  forgetCounts()
  const answer = await site.as(who).send(`/c/${site.cast.community.slug}/pings`, {
    question: 'What holds you back most?',
    options: answersOf,
    ...words,
  })
  assert.equal(answer.status, 201, answer.text)
  const { rows } = await site.platform.database.readPool.query<{ id: string }>(
    'select id from ping_option where ping_id = $1 order by position',
    [answer.json.id],
  )
  return { id: answer.json.id, address: answer.json.address, options: rows.map(({ id }) => id) }
}

/** Ada sends a Ping. */
export async function sendOne(site: Site, words: PingWords = {}): Promise<MadePing> {
  const draft = await draftOne(site, words)
  const answer = await site.as('ada').send(`${draft.address}/sending`)
  assert.equal(answer.status, 200, answer.text)
  return draft
}

/** One of the cast answers on the site. Returns what they see then. */
export async function vote(site: Site, who: CastName, ping: MadePing, option: number) {
  const answer = await site.as(who).send(`${ping.address}/vote`, { optionId: ping.options[option] }, 'PUT')
  assert.equal(answer.status, 200, answer.text)
  return answer.json
}

/** Members who never signed in. Returns their ids. */
export async function addMembers(site: Site, count: number): Promise<string[]> {
  const { rows } = await site.platform.database.writePool.query<{ id: string }>(
    `with made as (
       insert into person (name, email, handle)
       select 'Member ' || n, 'm' || n || '-' || $2 || '@example.org', 'm' || n || '-' || $2 from generate_series(1, $1::int) n returning id
     ), joined as (
       insert into membership (community_id, person_id, invited_at) select $3, id, now() from made returning person_id
     ) select person_id as id from joined`,
    [count, Math.random().toString(36).slice(2, 8), site.cast.community.id],
  )
  return rows.map(({ id }) => id)
}

/** Members without a token answer, each through the use case of the site's own page. */
export async function voteAs(site: Site, personIds: readonly string[], ping: MadePing, option: number): Promise<void> {
  for (const personId of personIds) {
    const actor = await loadActorOf(site.platform.database.read, personId)
    await site.work((work) => castVote(work, actor, { pingId: ping.id, optionId: ping.options[option] as string }))
  }
}

/** The links of one person's ballot, in the order of the answers, and the codes a form sends. */
export async function ballotOf(
  site: Site,
  personId: string,
  ping: MadePing,
): Promise<{ key: BallotKey; links: string[]; codes: string[] }> {
  const { rows } = await site.platform.database.readPool.query<{ id: string; version: number }>(
    'select id, mail_version as version from ballot where ping_id = $1 and person_id = $2',
    [ping.id, personId],
  )
  const row = rows[0]
  assert.ok(row, 'there is a ballot')
  const key = { ballotId: row.id, version: row.version }
  const { secrets } = site.platform
  return {
    key,
    links: ping.options.map((option) => ballotAddress(secrets, key, option)),
    codes: ping.options.map((option) => answerCode(secrets, key, option)),
  }
}

/** The votes of a Ping as they lie in the database: the label's place by person. */
export async function votesIn(site: Site, ping: MadePing): Promise<Map<string, number>> {
  const { rows } = await site.platform.database.readPool.query<{ person_id: string; option_id: string }>(
    'select person_id, option_id from vote where ping_id = $1',
    [ping.id],
  )
  return new Map(rows.map(({ person_id, option_id }) => [person_id, ping.options.indexOf(option_id)]))
}
