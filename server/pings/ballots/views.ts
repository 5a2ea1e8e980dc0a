/**
 * Ballots as their holders see them. Everything the page behind a link shows is one small read.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import {
  answerCode,
  type BallotCookie,
  type BallotKey,
  ballotAddress,
  ballotUnknown,
  optionOfCode,
  unconfirmedLink,
} from '#server/pings/ballots/ballot.ts'
import { ballotHolds } from '#server/pings/ballots/store.ts'
import { undoMinutes } from '#server/pings/ballots/undo-vote.ts'
import { isOpen, type Ping, pingAddress, pingShape } from '#server/pings/ping.ts'
import { readTallies } from '#server/pings/reads-tallies.ts'
import { hiddenResults, type Results } from '#server/pings/results.ts'
import { pingColumns } from '#server/pings/store.ts'
import { resultsFrom } from '#server/pings/views.ts'
import { chooseLocale, type Locale } from '#server/platform/i18n.ts'
import { suspectMs } from '#server/platform/mail/acts/openings.ts'
import { refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** A ballot as its page needs it. It holds no choice: a link alone never shows an earlier one. */
const ballotShape = z.object({
  ballotId: z.string(),
  version: z.number(),
  personId: z.string(),
  name: z.string(),
  /** The address for mailing them a sign-in link; a link alone never shows it whole. */
  email: z.string(),
  isMarked: z.boolean(),
  asker: z.object({ name: z.string(), title: z.string() }).nullable(),
  community: z.object({ name: z.string(), slug: z.string(), hue: z.number() }),
  siteName: z.string(),
  zone: z.string(),
  now: z.date(),
  /** Why it was withdrawn, if it was. */
  withdrawnWhy: z.string().nullable(),
})

/** The same with its Ping. */
export type BallotView = z.infer<typeof ballotShape> & {
  readonly ping: Ping
  readonly locale: Locale
  /** The Ping that replaced it: with the person's ballot in it, or its address on the site. */
  readonly successor: { readonly question: string; readonly address: string } | null
}

const ballotRow = pingShape.extend(ballotShape.shape).extend({
  locale: z.string(),
  successor: z
    .object({ id: z.string(), question: z.string(), ballotId: z.string().nullable(), version: z.number().nullable() })
    .nullable(),
})

const ballotColumns = sql`b.id as "ballotId", b.person_id as "personId", b.mail_version as version, h.name, h.email,
  b.marked_at is not null as "isMarked", case when a.id is not null then json_build_object('name', a.name, 'title', a.title) end as asker,
  json_build_object('name', c.name, 'slug', c.slug, 'hue', c.hue) as community, site.name as "siteName",
  coalesce(h.locale, c.locale) as locale, coalesce(h.time_zone, c.time_zone) as zone, app_now() as now,
  case when p.state = 'withdrawn' then (
    select x.why from ping_change x where x.ping_id = p.id and x.kind = 'withdrawn' limit 1) end as "withdrawnWhy",
  case when p.state = 'withdrawn' then (
    select json_build_object('id', s.id, 'question', s.question, 'ballotId', sb.id, 'version', sb.mail_version)
    from ping_entry s left join ballot sb on sb.ping_id = s.id and sb.person_id = b.person_id
    where s.id = p.successor_id and s.state in ('open', 'closed')) end as successor, ${pingColumns}`
const ballotJoins = sql`ballot b join ping p on p.id = b.ping_id join entry e on e.id = p.id join community_shown c on c.id = p.community_id
  join person h on ${ballotHolds} cross join site
  left join person a on a.id = coalesce(p.voice_id, p.sent_by)`

/** The ballot behind a link, or null where the ballot is not valid (any more). One query. */
export async function readBallot(
  look: Pick<Look, 'db' | 'platform'>,
  { ballotId, version }: BallotKey,
): Promise<BallotView | null> {
  const [row] = await rows(look, ballotRow)`
    select ${ballotColumns} from ${ballotJoins} where b.id = ${ballotId} and b.mail_version = ${version}`
  return row ? ballotFrom(look, row) : null
}

function ballotFrom({ platform }: Pick<Look, 'platform'>, row: z.infer<typeof ballotRow>): BallotView {
  const { ballotId, version, personId, name, email, isMarked, asker, community, siteName, ...more } = row
  const { zone, now, withdrawnWhy, locale, successor, ...ping } = more
  const ballot = {
    ballotId,
    version,
    personId,
    name,
    email,
    isMarked,
    asker,
    community,
    siteName,
    zone,
    now,
    withdrawnWhy,
  }
  return {
    ...ballot,
    ping,
    locale: locale === 'qps' ? 'qps' : chooseLocale(locale),
    successor: successor && {
      question: successor.question,
      address:
        successor.ballotId && successor.version === version
          ? ballotAddress(platform.secrets, { ballotId: successor.ballotId, version }, null)
          : pingAddress(ping.slug, successor),
    },
  }
}

/** The result of a closed Ping, which a link alone may see; nothing for an open one. */
export async function readClosedResults(look: Look, ping: Ping): Promise<Results> {
  if (ping.state !== 'closed') return hiddenResults(ping.options)
  return resultsFrom(ping, (await readTallies(look, [ping.id])).get(ping.id))
}

/** How long after an answer its page checks once more whether a machine sent it. */
const watchedSeconds = suspectMs / 1000 + 2

/** What a browser sees after its answer. */
export interface DoneView {
  readonly ballot: BallotView
  /**
   * What became of the vote this browser cast. `undone` here, or `ended`: another vote has replaced it, or it is too
   * old to be known. The page says nothing about the other vote.
   */
  readonly standing: 'counted' | 'unconfirmed' | 'undone' | 'ended'
  /** In this person's own session: a vote of theirs counts. For a link alone it is always false. */
  readonly countsElse: boolean
  /** The answer it gave in the last minutes and may still take back; later the page does not show it any more. */
  readonly justChosen: string | null
  /** The vote is so recent that a machine may still turn out to have sent it. */
  readonly isWatched: boolean
  /** The link to choose again: its ballot, with no answer marked. */
  readonly ballotAt: string
  /** The address that confirms an unconfirmed answer. */
  readonly confirmAt: string | null
  readonly results: Results
}

/**
 * What the browser with a ballot cookie may see of its last Ping: what its own vote did, and totals while that vote counts or
 * in the person's own session. Null where its ballot is not valid any more.
 */
export async function readDone(look: Look, cookie: BallotCookie, isOwnSession: boolean): Promise<DoneView | null> {
  const { ballot: key, personId, votedAt, isUndone } = cookie
  const [row] = await rows(look, () =>
    ballotRow.extend({
      counts: z.boolean(),
      voted: z.boolean(),
      justChosen: z.string().nullable(),
      isWatched: z.boolean(),
      unconfirmed: z.string().nullable(),
    }),
  )`
    select ${ballotColumns}, this.option_id is not null as counts,
      exists (select from vote v where v.ping_id = p.id and v.person_id = b.person_id) as voted,
      coalesce(this.voted_at > app_now() - make_interval(secs => ${watchedSeconds}::int), false) as "isWatched",
      case when this.voted_at > app_now() - make_interval(mins => ${undoMinutes}::int) then this.option_id end as "justChosen",
      (select u.option_id from unconfirmed_vote u where u.ballot_id = b.id and u.cast_at = ${votedAt}::timestamptz) as unconfirmed
    from ${ballotJoins}
    left join vote this on this.ping_id = p.id and this.person_id = b.person_id and this.voted_at = ${votedAt}::timestamptz
    where b.id = ${key.ballotId} and b.mail_version = ${key.version} and b.person_id = ${personId}`
  if (!row) return null
  const { counts, voted, justChosen, isWatched, unconfirmed, ...ofBallot } = row
  const ballot = ballotFrom(look, ofBallot)
  const countsElse = isOwnSession && voted
  const seesTotals = ballot.ping.state === 'closed' || (ballot.ping.state === 'open' && (counts || countsElse))
  const tallies = seesTotals ? await readTallies(look, [ballot.ping.id]) : new Map()
  return {
    ballot,
    standing: unconfirmed ? 'unconfirmed' : counts ? 'counted' : isUndone ? 'undone' : 'ended',
    countsElse,
    justChosen,
    isWatched,
    ballotAt: ballotAddress(look.platform.secrets, key, null),
    confirmAt:
      unconfirmed && isOpen(ballot.ping, ballot.now)
        ? `${unconfirmedLink.address(look.platform.secrets, key)}?answer=${answerCode(look.platform.secrets, key, unconfirmed)}`
        : null,
    results: seesTotals ? resultsFrom(ballot.ping, tallies.get(ballot.ping.id)) : hiddenResults(ballot.ping.options),
  }
}

export type UnconfirmedView = Awaited<ReturnType<typeof readUnconfirmed>>

/**
 * The screen that confirms an answer. It marks the answer this visit sent, which its address names: it shows nothing stored.
 * @refuses ballot_unknown
 */
export async function readUnconfirmed(look: Look, key: BallotKey, answer: string | undefined) {
  const { secrets } = look.platform
  const ballot = (await readBallot(look, key)) ?? refuse(ballotUnknown)
  const { ping } = ballot
  const marked = optionOfCode(secrets, key, ping.options, answer ?? '')
  return {
    /** Where the form is posted. */
    action: unconfirmedLink.address(secrets, key),
    locale: ballot.locale,
    name: ballot.name,
    community: ballot.community,
    asker: ballot.asker,
    ping: { id: ping.id, question: ping.question, language: ping.language },
    /** Why it can't be confirmed any more, if so. */
    isOver: isOpen(ping, ballot.now) ? null : ping.state === 'withdrawn' ? 'withdrawn' : 'closed',
    answers: ping.options.map(({ id, label }) => ({
      code: answerCode(secrets, key, id),
      label,
      isMarked: id === marked,
    })),
  }
}
