/**
 * One member answers from the mail. The link is the right. A machine opens all links, a person opens one: so they are told apart.
 */
import {
  type BallotKey,
  ballotCookie,
  ballotLink,
  ballotOfOther,
  ballotUnknown,
  openingsAbout,
  optionOfCode,
  readBallotCookie,
  unconfirmedLink,
} from '#server/pings/ballots/ballot.ts'
import {
  type BallotRow,
  lockBallot,
  removeUnconfirmed,
  saveMark,
  saveUnconfirmed,
} from '#server/pings/ballots/store.ts'
import { pingChannel, pingIsClosed, validChoice } from '#server/pings/ping.ts'
import { takesVotes } from '#server/pings/policy.ts'
import { type SavedVote, saveVote } from '#server/pings/vote-store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { second } from '#server/platform/clock.ts'
import type { RequestFacts } from '#server/platform/http/endpoint.ts'
import { linkMark, openingsOf, suspectMs } from '#server/platform/mail/acts/openings.ts'
import { insist, refuse } from '#server/platform/refuse.ts'
import { randomToken } from '#server/platform/secrets.ts'
import type { Work } from '#server/platform/work.ts'

/** The two parts of the link, and the code of the answer that was marked when the form was sent. */
export interface MailedVote {
  readonly ballot: string
  readonly code: string
  readonly answer: string
  /** The mark of this press of the button: a retry after a lost response sends the same mark. */
  readonly press?: string
}

/**
 * Casts the vote of a ballot. If other links of the ballot were opened in the ten seconds before, the vote is put aside and
 * replaces nothing. A job checks ten seconds later whether another link was opened after the vote.
 * @returns the address to go to next
 * @refuses ballot_unknown · ballot_of_other · choice_invalid · ping_closed · ping_withdrawn · community_archived
 */
export async function castMailedVote(
  work: Work,
  actor: Actor,
  { ballot, code, answer, press }: MailedVote,
  request: RequestFacts,
): Promise<{ location: string }> {
  const { secrets } = work.platform
  const key = ballotLink.open(secrets, ballot) ?? refuse(ballotUnknown)
  const found = (await lockBallot(work, key)) ?? refuse(ballotUnknown)
  if (optionOfCode(secrets, key, found.ping.options, code) === undefined) refuse(ballotUnknown)
  insistOwn(actor, found)
  insist(takesVotes(found.ping, work.now))
  const option = insist(validChoice(found.ping, optionOfCode(secrets, key, found.ping.options, answer) ?? ''))

  const opening = { of: openingsAbout(found.ballotId), link: linkMark(code), at: Date.now() }
  if (openingsOf(work.platform).anotherNear(opening)) {
    await saveMark(work, found.ballotId)
    await saveUnconfirmed(work, found, option.id)
    return { location: `${unconfirmedLink.address(secrets, key)}?answer=${answer}` }
  }
  const saved = await saveBallotVote(work, found, option.id, request, press)
  if (saved.isNew && saved.votedAt) await planWatch(work, found, { code, votedAt: saved.votedAt })
  giveBallotCookie(work, found, saved.votedAt, request)
  return { location: '/b/done' }
}

/** Counts a ballot's vote, and updates the open pages it concerns. */
export async function saveBallotVote(
  work: Work,
  { ping, personId, ballotId, unconfirmed }: BallotRow,
  optionId: string,
  request: RequestFacts,
  press: string = randomToken(),
): Promise<SavedVote> {
  const before = readBallotCookie(work.platform.secrets, request.cookies)
  const lastVotedAt = before?.ballot.ballotId === ballotId && before.personId === personId ? before.votedAt : null
  const mailed = { press, lastVotedAt }
  const saved = await saveVote(work, { communityId: ping.communityId, pingId: ping.id, personId, optionId, mailed })
  if (!saved.inTime) refuse(pingIsClosed)
  if (unconfirmed) await removeUnconfirmed(work, ballotId)
  if (saved.changed) work.touch(pingChannel(ping.id))
  if (saved.isFirst) work.touchPerson(personId)
  return saved
}

/** Refuses a browser that is signed in as somebody other than the ballot's person. */
export function insistOwn(actor: Actor, { personId }: { readonly personId: string }): void {
  const signedIn = personIdOf(actor)
  if (signedIn && signedIn !== personId) refuse(ballotOfOther)
}

/** Lets this browser remember that it has answered as this person, and with which vote. */
export function giveBallotCookie(
  work: Work,
  ballot: BallotKey & { readonly personId: string },
  votedAt: string | null,
  request: RequestFacts,
): void {
  const { secrets, config } = work.platform
  const before = readBallotCookie(secrets, request.cookies)
  const asksFirst = before?.personId === ballot.personId && before.asksFirst
  const { ballotId, version, personId } = ballot
  const remembered = { personId, ballot: { ballotId, version }, votedAt, isUndone: false, asksFirst }
  request.giveCookie(ballotCookie({ secrets, publicUrl: config.publicUrl }, remembered))
}

async function planWatch(work: Work, { ballotId }: BallotRow, vote: { code: string; votedAt: string }): Promise<void> {
  const castAt = Date.now()
  await work.enqueue(
    'watch-mailed-vote',
    { ballotId, link: linkMark(vote.code), votedAt: vote.votedAt, castAt },
    { at: new Date(castAt + suspectMs + second) },
  )
}
