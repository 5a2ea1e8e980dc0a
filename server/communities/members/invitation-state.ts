/**
 * Whether a member has come yet, and how their invitation went: what a leader needs in order to invite again. Pure.
 */
import { z } from 'zod'
import { mailStates } from '#server/platform/mail/mail-kind.ts'
import { refusal } from '#server/platform/refuse.ts'

/** Days after which somebody who was mailed and has not come counts as silent. */
const silentDays = 2

const invitationStates = [
  'came',
  'mailed',
  'silent',
  'on_its_way',
  'held',
  'not_mailed',
  'refused',
  'unreachable',
] as const

export const invitationStateView = z.object({
  state: z.enum(invitationStates),
  /** When they came, were last mailed, or (held) are invited on a chosen day; null in the other states. */
  at: z.date().nullable(),
})
export type InvitationState = z.infer<typeof invitationStateView>

/** A membership with the newest invitation mailed for it. */
export const invited = z.object({
  cameAt: z.date().nullable(),
  invitedAt: z.date().nullable(),
  /** State of the newest mail; null where no mail is kept any more, or no mail was made. */
  mailState: z.enum(mailStates).nullable(),
  mailedAt: z.date().nullable(),
  /** Did somebody choose that they are invited later, and is it not time yet? */
  isHeld: z.boolean(),
  /** That day, where one was chosen. */
  heldUntil: z.date().nullable(),
})
export type Invited = z.infer<typeof invited>

/** What a mail that did not go out says of it. */
const settledBy: Partial<Record<string, InvitationState['state']>> = {
  waiting: 'on_its_way',
  kept: 'not_mailed',
  failed: 'refused',
  dropped: 'unreachable',
}

/** The state of one member. */
export function invitationStateOf(
  { cameAt, invitedAt, mailState, mailedAt, isHeld, heldUntil }: Invited,
  now: Date,
): InvitationState {
  if (cameAt) return { state: 'came', at: cameAt }
  const settled = mailState && settledBy[mailState]
  if (settled) return { state: settled, at: null }
  const at = mailedAt ?? invitedAt
  if (!at && isHeld) return { state: 'held', at: heldUntil }
  // A person who is new to the site may wait a few days for their turn.
  if (!at) return { state: 'on_its_way', at: null }
  const isSilent = now.getTime() - at.getTime() > silentDays * 86_400_000
  return { state: isSilent ? 'silent' : 'mailed', at }
}

/** May somebody in this state be invited (again)? A member who was mailed a moment ago gets time first. */
export function mayBeInvited({ state }: InvitationState): boolean {
  return state === 'silent' || state === 'not_mailed' || state === 'refused'
}

export const invitedLately = refusal(
  'invited_lately',
  409,
  'Nobody was invited again: they have come, were mailed within two days, or want no such mails.',
)

/** How many members of a community have not come, by what can be done about it. */
export const absentCountsView = z.object({
  /** Nobody has mailed them yet. */
  notMailed: z.number(),
  /** Mailed more than two days ago, and not here yet. */
  silent: z.number(),
  /** Not here yet, for any reason. */
  absent: z.number(),
})
export type AbsentCounts = z.infer<typeof absentCountsView>

/** Counts those who have not come. */
export function countAbsent(invited: readonly Invited[], now: Date): AbsentCounts {
  const states = invited.map((one) => invitationStateOf(one, now).state)
  const of = (state: InvitationState['state']) => states.filter((one) => one === state).length
  return { notMailed: of('not_mailed'), silent: of('silent'), absent: states.length - of('came') }
}
