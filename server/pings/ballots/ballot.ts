/**
 * The mailed ballot: the right of one member to answer one Ping from the mail. Its links are derived and never stored:
 * a reminder writes the same ones, a forged one costs no query, and a new mail address ends them.
 */
import { day } from '#server/platform/clock.ts'
import { cookieHeader } from '#server/platform/http/cookies.ts'
import { type MailLink, mailLink } from '#server/platform/mail/acts/mail-link.ts'
import { refusal } from '#server/platform/refuse.ts'
import { type Secrets, sealedAs } from '#server/platform/secrets.ts'

const codePurpose = 'ballot answer'

/** The code of a link that marks no answer. */
const unmarked = 'none'

/** How long a browser remembers that it answered as somebody. */
const cookieDays = 90
const cookieName = 'ballot'

/** One refusal for a link that was forged, cut, or is over, so that its holder learns nothing from the difference. */
export const ballotUnknown = refusal(
  'ballot_unknown',
  404,
  'This link does not lead to a Ping, or not any more. Open the mail once more, or sign in and answer on the site.',
)
export const ballotOfOther = refusal(
  'ballot_of_other',
  403,
  'You are signed in as somebody else, so this answer was not sent. Answer on the site as yourself.',
)
export const stillWatched = refusal(
  'still_watched',
  409,
  'The links of this mail were opened again a moment ago. Wait ten seconds, then count your answer.',
)
export const nothingToTakeBack = refusal(
  'nothing_to_take_back',
  409,
  'There is nothing left to undo. You can still change your answer while the Ping is open.',
)

/** The parts of a ballot that its links are made from. */
export interface BallotKey {
  readonly ballotId: string
  /** The person's `mail_version` when it was made. */
  readonly version: number
}

/** The link in its mail; the code of an answer follows it. */
export const ballotLink = linkOf('/b', 'ballot')

/** The address that confirms an unconfirmed answer; only the visit that sent the answer knows it. */
export const unconfirmedLink = linkOf('/b/unconfirmed', 'unconfirmed vote')

function linkOf(path: string, purpose: string): MailLink<BallotKey> {
  const link = mailLink(path, purpose, ballotUnknown)
  return {
    ...link,
    address: (secrets, { ballotId: id, version }) => link.address(secrets, { id, version }),
    open(secrets, token) {
      const opened = link.open(secrets, token)
      return opened && { ballotId: opened.id, version: opened.version }
    },
  }
}

/** The key under which openings of its links are remembered. */
export function openingsAbout(ballotId: string): string {
  return `ballot ${ballotId}`
}

/** The code of one answer in one ballot: it differs for every person, so that a log of addresses shows no answer. */
export function answerCode(secrets: Secrets, { ballotId, version }: BallotKey, optionId: string | null): string {
  return secrets.derive(codePurpose, `${ballotId} ${optionId ?? unmarked}`, version)
}

/** The meaning of a code: an option, null for the link that marks no answer, or undefined for a code of another ballot. */
export function optionOfCode(
  secrets: Secrets,
  key: BallotKey,
  options: readonly { readonly id: string }[],
  code: string,
): string | null | undefined {
  const check = (optionId: string) => secrets.check(codePurpose, `${key.ballotId} ${optionId}`, key.version, code)
  const option = options.find(({ id }) => check(id))
  if (option) return option.id
  return check(unmarked) ? null : undefined
}

/** The path of the link for one answer; null gives the link that marks no answer. */
export function ballotAddress(secrets: Secrets, key: BallotKey, optionId: string | null): string {
  return `${ballotLink.address(secrets, key)}/${answerCode(secrets, key, optionId)}`
}

/** What a browser remembers after an answer. It proves only that answer, and is no sign-in. */
export interface BallotCookie {
  readonly personId: string
  readonly ballot: BallotKey
  /** The moment of its last vote, as PostgreSQL writes it: the browser sees and takes back only this vote. */
  readonly votedAt: string | null
  /** It has taken that vote back. */
  readonly isUndone: boolean
  /** Its owner wants to press the button each time. */
  readonly asksFirst: boolean
}

const sealed = sealedAs<BallotCookie>('ballot cookie')

/** The content of a request's ballot cookie; null where the request brings no valid one. */
export function readBallotCookie(secrets: Secrets, cookies: Readonly<Record<string, string | undefined>>) {
  return sealed.open(secrets, cookies[cookieName] ?? '')
}

/** The `Set-Cookie` that remembers it for 90 days, for addresses of ballots only. */
export function ballotCookie(site: { secrets: Secrets; publicUrl: string }, remembered: BallotCookie): string {
  const value = sealed.seal(site.secrets, remembered)
  return cookieHeader(site.publicUrl, cookieName, value, { path: '/b', seconds: (cookieDays * day) / 1000 })
}
