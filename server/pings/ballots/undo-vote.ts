/**
 * "You answered B · undo": for ten minutes, in the browser that answered.
 */
import { ballotCookie, ballotUnknown, nothingToTakeBack, readBallotCookie } from '#server/pings/ballots/ballot.ts'
import { insistOwn } from '#server/pings/ballots/cast-mailed-vote.ts'
import { lockBallot } from '#server/pings/ballots/store.ts'
import { pingChannel } from '#server/pings/ping.ts'
import { takesVotes } from '#server/pings/policy.ts'
import { takeBackVote } from '#server/pings/vote-store.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { RequestFacts } from '#server/platform/http/endpoint.ts'
import { insist, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** How long an answer can be taken back, in minutes. */
export const undoMinutes = 10

/**
 * Takes back the vote this browser cast, while it counts: the earlier choice counts again, if there was one. A vote that the
 * person cast elsewhere is not undone here.
 * @refuses ballot_unknown · ballot_of_other · nothing_to_take_back · ping_closed · ping_withdrawn · community_archived
 */
export async function undoVote(work: Work, actor: Actor, request: RequestFacts): Promise<{ undone: true }> {
  const cookie = readBallotCookie(work.platform.secrets, request.cookies) ?? refuse(ballotUnknown)
  const ballot = (await lockBallot(work, cookie.ballot)) ?? refuse(ballotUnknown)
  if (ballot.personId !== cookie.personId) refuse(ballotUnknown)
  insistOwn(actor, ballot)
  insist(takesVotes(ballot.ping, work.now))
  if (!cookie.votedAt) return refuse(nothingToTakeBack)
  const vote = { pingId: ballot.ping.id, personId: ballot.personId, votedAt: cookie.votedAt }
  const taken = await takeBackVote(work, vote, undoMinutes)
  if (taken === 'none') refuse(nothingToTakeBack)
  const { secrets, config } = work.platform
  const remembered = { ...cookie, votedAt: null, isUndone: true }
  request.giveCookie(ballotCookie({ secrets, publicUrl: config.publicUrl }, remembered))
  work.touch(pingChannel(ballot.ping.id))
  if (taken === 'removed') work.touchPerson(ballot.personId)
  return { undone: true }
}
