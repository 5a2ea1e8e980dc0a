/**
 * The switch of the one-click answer: this browser waits for the button, or sends at once.
 */
import { ballotCookie, ballotUnknown, readBallotCookie } from '#server/pings/ballots/ballot.ts'
import type { RequestFacts } from '#server/platform/http/endpoint.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Remembers in this browser whether its owner wants to press the button each time. Changes no row.
 * @refuses ballot_unknown
 */
export async function askFirst(work: Work, asksFirst: boolean, request: RequestFacts): Promise<{ asksFirst: boolean }> {
  const { secrets, config } = work.platform
  const cookie = readBallotCookie(secrets, request.cookies) ?? refuse(ballotUnknown)
  request.giveCookie(ballotCookie({ secrets, publicUrl: config.publicUrl }, { ...cookie, asksFirst }))
  return { asksFirst }
}
