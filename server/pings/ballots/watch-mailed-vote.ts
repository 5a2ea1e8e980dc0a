/**
 * Ten seconds after a vote from the mail: was another answer of the same ballot opened meanwhile? Then a machine may have
 * sent it, and it leaves the count until a person confirms it.
 */
import { openingsAbout } from '#server/pings/ballots/ballot.ts'
import { lockBallotById, saveMark, saveUnconfirmed } from '#server/pings/ballots/store.ts'
import { saveCounts } from '#server/pings/closing/store.ts'
import { pingChannel } from '#server/pings/ping.ts'
import { retractVote } from '#server/pings/vote-store.ts'
import { openingsOf } from '#server/platform/mail/acts/openings.ts'
import type { Work } from '#server/platform/work.ts'

export interface WatchedVote {
  readonly ballotId: string
  /** The mark of the link that sent it. */
  readonly link: string
  /** The moment as PostgreSQL wrote it: it identifies the vote without its choice. */
  readonly votedAt: string
  /** The wall clock of the process that took it, in milliseconds. */
  readonly castAt: number
}

/** Puts the vote aside where a machine was seen, also after the closing: a machine's vote does not count. */
export async function watchMailedVote(work: Work, { ballotId, link, votedAt, castAt }: WatchedVote): Promise<void> {
  if (!openingsOf(work.platform).anotherNear({ of: openingsAbout(ballotId), link, at: castAt })) return
  const ballot = await lockBallotById(work, ballotId)
  if (!ballot) return
  await saveMark(work, ballotId)
  const { ping, personId } = ballot
  const optionId = await retractVote(work, { pingId: ping.id, personId, votedAt })
  if (!optionId) return
  await saveUnconfirmed(work, ballot, optionId, votedAt)
  if (ping.state === 'closed') await saveCounts(work, ping)
  work.touch(pingChannel(ping.id))
  work.touchPerson(personId)
}
