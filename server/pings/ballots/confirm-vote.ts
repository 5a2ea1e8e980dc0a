/**
 * "Your mail system opened these links too. Count my answer": a person confirms an answer that was put aside,
 * in the visit that sent it.
 */
import {
  type BallotKey,
  ballotUnknown,
  openingsAbout,
  optionOfCode,
  stillWatched,
} from '#server/pings/ballots/ballot.ts'
import { giveBallotCookie, insistOwn, saveBallotVote } from '#server/pings/ballots/cast-mailed-vote.ts'
import { lockBallot } from '#server/pings/ballots/store.ts'
import { validChoice } from '#server/pings/ping.ts'
import { takesVotes } from '#server/pings/policy.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { RequestFacts } from '#server/platform/http/endpoint.ts'
import { openingsOf, suspectMs } from '#server/platform/mail/acts/openings.ts'
import { insist, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Counts an answer that was put aside, once ten seconds have passed without an opening. No sign-in; until the closing.
 * @returns the address to go to next
 * @refuses ballot_unknown · ballot_of_other · still_watched · choice_invalid · ping_closed · ping_withdrawn · community_archived
 */
export async function confirmVote(
  work: Work,
  actor: Actor,
  key: BallotKey,
  { answer }: { readonly answer: string },
  request: RequestFacts,
): Promise<{ location: string }> {
  const { secrets } = work.platform
  const ballot = (await lockBallot(work, key)) ?? refuse(ballotUnknown)
  insistOwn(actor, ballot)
  insist(takesVotes(ballot.ping, work.now))
  const option = insist(validChoice(ballot.ping, optionOfCode(secrets, key, ballot.ping.options, answer) ?? ''))
  // Another tab has confirmed it already: the answer counts, and the page says so. Only that tab knows which vote it was.
  let votedAt: string | null = null
  if (ballot.unconfirmed) {
    const since = openingsOf(work.platform).sinceLast(openingsAbout(ballot.ballotId), Date.now())
    if (since !== null && since < suspectMs) refuse(stillWatched)
    votedAt = (await saveBallotVote(work, ballot, option.id, request)).votedAt
  }
  giveBallotCookie(work, ballot, votedAt, request)
  return { location: '/b/done' }
}
