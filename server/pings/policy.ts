/**
 * Who may do what with a Ping.
 */
import { mayChangeAsPerson } from '#server/communities/room.ts'
import {
  communityDraft,
  isOpen,
  isUnsent,
  notAVoter,
  type Ping,
  pingIsClosed,
  pingIsScheduled,
  pingIsSent,
  pingIsWithdrawn,
  pingNotClosed,
  pingNotOpen,
  pingNotScheduled,
  pingStillOpen,
} from '#server/pings/ping.ts'
import { type Actor, membershipIn, personIdOf } from '#server/platform/actor.ts'
import { may, whyNot } from '#server/platform/permissions.ts'
import { agreementFirst, communityIsArchived, forbidden, no, type Verdict, yes } from '#server/platform/refuse.ts'

/** Does the actor lead this community, or look after the whole site? */
function leads(actor: Actor, { communityId }: Ping): boolean {
  return may(actor, 'community_settings', communityId)
}

/** Did they send it, or is it asked in their name? */
function isTheirs(actor: Actor, ping: Ping): boolean {
  const me = personIdOf(actor)
  return me !== null && (ping.sentBy === me || ping.voiceId === me)
}

/** May they write and send Pings here? */
export function mayDraft(actor: Actor, { communityId, communityStatus }: Ping): Verdict<string> {
  return mayChangeAsPerson(actor, 'send_ping', { id: communityId, status: communityStatus })
}

/** Is it theirs, and not sent yet? */
function mayPrepare(actor: Actor, ping: Ping): Verdict<string> {
  const may = mayDraft(actor, ping)
  if (!may.ok) return may
  if (ping.createdBy !== may.value) return no(forbidden)
  return isUnsent(ping) ? may : no(pingIsSent)
}

/** May they change its words? Its writer may, until it is scheduled or sent. */
export function mayRewrite(actor: Actor, ping: Ping): Verdict<string> {
  const may = mayPrepare(actor, ping)
  return may.ok && ping.state === 'scheduled' ? no(pingIsScheduled) : may
}

/** May they take back that it goes out by itself? Also in a community that is archived, which sends nothing. */
export function mayTakeBack(actor: Actor, ping: Ping): Verdict<true> {
  if (ping.createdBy === null || ping.createdBy !== personIdOf(actor)) return no(forbidden)
  return ping.state === 'scheduled' ? yes(true) : no(pingNotScheduled)
}

/** May they ask it again? Gives the writer of the new draft. */
export function mayAskAgain(actor: Actor, ping: Ping): Verdict<string> {
  const may = mayDraft(actor, ping)
  if (!may.ok) return may
  return ping.state === 'closed' ? may : no(pingNotClosed)
}

/** May they send or schedule it (or send a test of it, or ask to use somebody's name)? A draft community sends nothing to anybody. */
export function maySend(actor: Actor, ping: Ping): Verdict<string> {
  const may = mayPrepare(actor, ping)
  if (!may.ok) return may
  return ping.communityStatus === 'draft' ? no(communityDraft) : may
}

/** May they answer it now? Members only. Gives the voter's id. */
export function mayVote(actor: Actor, ping: Ping, now: Date): Verdict<string> {
  const me = personIdOf(actor)
  if (!me || !membershipIn(actor, ping.communityId) || !may(actor, 'answer_pings', ping.communityId))
    return no(whyNot(actor, 'answer_pings', ping.communityId) === agreementFirst ? agreementFirst : notAVoter)
  const takes = takesVotes(ping, now)
  return takes.ok ? yes(me) : takes
}

/** Does it take votes from anybody at this moment? */
export function takesVotes(ping: Pick<Ping, 'communityStatus' | 'state' | 'closesAt'>, now: Date): Verdict<true> {
  if (ping.communityStatus === 'archived') return no(communityIsArchived)
  if (ping.state === 'withdrawn') return no(pingIsWithdrawn)
  return isOpen(ping, now) ? yes(true) : no(pingIsClosed)
}

/**
 * May they see totals? People who have answered, and everybody once it is closed; at any time leaders, the sender and the
 * person in whose name it is asked.
 */
export function maySeeTotals(actor: Actor, ping: Ping, hasVoted: boolean): boolean {
  if (ping.state === 'closed') return true
  if (ping.state !== 'open') return false
  return hasVoted || leads(actor, ping) || isTheirs(actor, ping)
}

/** May they end it before its time, or move its end? Its sender may, and so may leaders. */
export function mayClose(actor: Actor, ping: Ping, now: Date): Verdict<true> {
  const isSender = ping.sentBy !== null && ping.sentBy === personIdOf(actor)
  if (!leads(actor, ping) && !(isSender && may(actor, 'send_ping', ping.communityId))) return no(forbidden)
  if (ping.communityStatus === 'archived') return no(communityIsArchived)
  return isOpen(ping, now) ? yes(true) : no(pingNotOpen)
}

/** May they say what followed from it? Leaders may, its sender, and the person in whose name it was asked. */
export function mayTellOutcome(actor: Actor, ping: Ping): Verdict<true> {
  if (!leads(actor, ping) && !(isTheirs(actor, ping) && membershipIn(actor, ping.communityId))) return no(forbidden)
  if (ping.communityStatus === 'archived') return no(communityIsArchived)
  return ping.state === 'closed' ? yes(true) : no(pingStillOpen)
}

/** May they take the figures of all Pings of a community along? */
export function mayReadFigures(actor: Actor, communityId: string): Verdict<true> {
  return may(actor, 'community_settings', communityId) ? yes(true) : no(forbidden)
}

/** May they withdraw it while it is open? People who may close it, and the person in whose name it is asked. */
export function mayWithdraw(actor: Actor, ping: Ping, now: Date): Verdict<true> {
  const isAskedAs = ping.voiceId !== null && ping.voiceId === personIdOf(actor)
  if (!isAskedAs) return mayClose(actor, ping, now)
  return isOpen(ping, now) ? yes(true) : no(pingNotOpen)
}

/** May they see how its mails went, and how many answers wait to be confirmed? */
export function maySeeMailing(actor: Actor, ping: Ping): boolean {
  return ping.sentAt !== null && (leads(actor, ping) || isTheirs(actor, ping))
}

/** What this actor may do with it now; it travels with the view. */
export function abilities(actor: Actor, ping: Ping, { hasVoted, now }: { hasVoted: boolean; now: Date }) {
  return {
    answer: mayVote(actor, ping, now).ok,
    seeTotals: maySeeTotals(actor, ping, hasVoted),
    seeMailing: maySeeMailing(actor, ping),
    close: mayClose(actor, ping, now).ok,
    withdraw: mayWithdraw(actor, ping, now).ok,
    rewrite: mayRewrite(actor, ping).ok,
    askAgain: mayAskAgain(actor, ping).ok,
    tellOutcome: mayTellOutcome(actor, ping).ok,
  }
}
