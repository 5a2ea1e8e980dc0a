/**
 * An invitation link: whoever holds it joins, until its end, as often as it allows. Pure.
 */
import { z } from 'zod'
import { invitationForged } from '#server/communities/invitation/invitation.ts'
import { joiningArchived, notOpenYet } from '#server/communities/joining/joining.ts'
import { mailLink } from '#server/platform/mail/acts/mail-link.ts'
import { type Refusal, refusal } from '#server/platform/refuse.ts'

/** How long a link works and how many people it lets in, where whoever makes it says neither. */
export const usualDays = 30
export const usualUses = 50
/** The most of both. */
export const mostDays = 366
export const mostUses = 10_000

/** How long the mail works that makes an account for whoever has none. */
export const joinMailDays = 7

export const linkForged = refusal(
  'join_link_forged',
  404,
  'This invitation link was cut off or changed on its way. Copy it once more from where you got it.',
)
export const linkRevoked = refusal(
  'join_link_revoked',
  409,
  'This invitation link was revoked. Ask the person who gave it to you for a new one.',
)
const linkEnded = refusal(
  'join_link_ended',
  409,
  'This invitation link has expired. Ask the person who gave it to you for a new one.',
)
const linkUsedUp = refusal(
  'join_link_used_up',
  409,
  'This invitation link has let in as many people as it may. Ask the person who gave it to you for a new one.',
)
const linkBeyond = refusal(
  'join_link_beyond',
  409,
  'The person who made this invitation link may not give this role any more. Ask a leader for a new one.',
)

export const joinMailOver = refusal(
  'join_mail_over',
  409,
  'This mail no longer works. Open the invitation link once more, and ask for a new one.',
)

/** The address of a link, by the link: derived from the site's key, so that whoever looks after members can see it again. */
export const joinLink = mailLink('/join', 'join link', linkForged)

/** The link in the mail to somebody who has no account yet, by the mail. */
export const joinMailLink = mailLink('/joining', 'join mail', invitationForged)

export const linkStates = ['open', 'revoked', 'ended', 'used_up', 'beyond', 'not_open_yet', 'archived'] as const
export type LinkState = (typeof linkStates)[number]

/** Why a link in such a state lets nobody in. */
export const whyShut: Readonly<Record<Exclude<LinkState, 'open'>, Refusal>> = {
  revoked: linkRevoked,
  ended: linkEnded,
  used_up: linkUsedUp,
  beyond: linkBeyond,
  not_open_yet: notOpenYet,
  archived: joiningArchived,
}

/** What the state of a link follows from. */
export const linkFacts = z.object({
  endsAt: z.date(),
  revokedAt: z.date().nullable(),
  mostUses: z.number(),
  uses: z.number(),
  /** May whoever made it give its role still? Nobody's link outlives their right to make somebody stronger. */
  isWithinRole: z.boolean(),
  status: z.enum(['draft', 'active', 'archived']),
})

/** The state of a link, for somebody who is not a member. */
export function linkStateOf(link: z.infer<typeof linkFacts>, now: Date): LinkState {
  if (link.revokedAt) return 'revoked'
  if (link.endsAt.getTime() <= now.getTime()) return 'ended'
  if (link.uses >= link.mostUses) return 'used_up'
  if (!link.isWithinRole) return 'beyond'
  if (link.status === 'archived') return 'archived'
  return link.status === 'draft' ? 'not_open_yet' : 'open'
}
