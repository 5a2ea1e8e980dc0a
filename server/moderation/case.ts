/**
 * Cases: what waits for those who moderate. Their states, the reasons of a report, and the rules that need nothing else.
 */
import { shortId } from '#server/platform/ids.ts'
import { refusal } from '#server/platform/refuse.ts'

/** Why something is reported, in the order in which a form offers it. */
export const reportReasons = ['unkind', 'spam', 'off_topic', 'private', 'other'] as const
export type ReportReason = (typeof reportReasons)[number]

/** What is decided about a case. */
export const decisions = ['keep', 'hide', 'remove'] as const
export type Decision = (typeof decisions)[number]

export const caseStates = ['open', 'kept', 'hidden', 'removed'] as const

/** For so many days somebody is muted. */
export const muteDays = [1, 7, 30] as const

/** Cases on one page of the queue, and of those decided lately. */
export const casesPerPage = 30
export const decidedShown = 10
/** For so many days a decided case stands on the page, and an answer that nobody put aside. */
export const daysShown = 14
/** After so many days a case waits on the page of those who run the site. */
export const daysUntilSite = 3

export const longestWords = 1000
export const longestAnswer = 2000

export const ownThing = refusal(
  'own_thing',
  409,
  'You wrote this yourself, so there is nothing to report. You can change or remove it.',
)
export const reportedByPosts = refusal(
  'reported_by_posts',
  409,
  'A discussion is reported by its posts. Open the menu of the post that you mean.',
)
export const aboutYourself = refusal(
  'about_yourself',
  409,
  'This is about yourself, so somebody else decides it. Nothing was changed.',
)
export const alreadyDecided = refusal(
  'already_decided',
  409,
  'Somebody else has decided this in the meantime. Nothing was changed.',
)
export const stillOpen = refusal('still_open', 409, 'This is not decided, so there is nothing to take back.')
export const muteReaches = refusal(
  'mute_reaches',
  409,
  'Only somebody who gives roles here mutes a person who leads or moderates. Nothing was changed.',
)
export const lastManager = refusal(
  'last_manager',
  409,
  'Nobody else would lead this community, so this person is not muted. Make somebody else a leader first.',
)
export const notMuted = refusal('not_muted', 409, 'This person is not muted any more. Nothing was changed.')
export const answeredAlready = refusal(
  'answered_already',
  409,
  'You have answered already, and it stands below. Nothing was changed.',
)

/** Where the queue of a community is. */
export function queueAddress(slug: string): string {
  return `/c/${slug}/moderation`
}

/** The form that reports a thing. */
export function reportAddress(slug: string, thing: { readonly entry: string } | { readonly post: string }): string {
  return 'post' in thing
    ? `${queueAddress(slug)}/posts/${shortId(thing.post)}/report`
    : `${queueAddress(slug)}/entries/${shortId(thing.entry)}/report`
}

/** The part of a page where a case stands. */
export function caseAnchor(caseId: string): string {
  return `case-${shortId(caseId)}`
}
