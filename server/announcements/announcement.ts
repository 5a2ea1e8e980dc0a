/**
 * The announcement: news from the leaders of a community, mailed as it is published. Its shape, its states, and the rules that
 * need only the announcement and a moment.
 */
import { z } from 'zod'
import { readersView } from '#server/entries/room.ts'
import { addressPart } from '#server/platform/ids.ts'
import { inputInvalid, no, refusal, type Verdict, yes } from '#server/platform/refuse.ts'

/** Its kind as an entry. */
export const announcementKind = 'announcement'
/** The longest text, in characters of Markdown: all of it stands in the mail. */
export const longestText = 20_000
/** How many stand above the others at once. */
export const mostPinned = 2

const announcementStates = ['draft', 'scheduled', 'published', 'withdrawn'] as const

/** An announcement as its rules need it. */
export const announcementShape = z.object({
  id: z.string(),
  communityId: z.string(),
  slug: z.string(),
  communityStatus: z.enum(['draft', 'active', 'archived']),
  title: z.string(),
  language: z.string(),
  state: z.enum(announcementStates),
  authorId: z.string().nullable(),
  /** In whose name it is; null where it is in its sender's own. */
  voiceId: z.string().nullable(),
  hasDiscussion: z.boolean(),
  asksConfirmation: z.boolean(),
  publishAt: z.date().nullable(),
  publishedAt: z.date().nullable(),
  publishedBy: z.string().nullable(),
  /** When it was last changed after it was published. */
  changedAt: z.date().nullable(),
  pinnedUntil: z.date().nullable(),
  remindedAt: z.date().nullable(),
  withdrawnAt: z.date().nullable(),
  /** For whom it is; null for everybody in the community. */
  audienceId: z.string().nullable(),
  readers: readersView,
  bodyId: z.string(),
})
export type Announcement = z.infer<typeof announcementShape>

export const isOut = refusal('announcement_out', 409, 'This announcement is out already, so nothing was done.')
export const isNotOut = refusal('announcement_not_out', 409, 'This announcement is not out, so nothing was done.')
export const isNotWithdrawn = refusal('announcement_not_withdrawn', 409, 'This announcement was not withdrawn.')
export const isNotPlanned = refusal('announcement_not_planned', 409, 'This announcement is not planned.')
export const communityInDraft = refusal(
  'announcement_in_draft',
  409,
  'This community is still a draft, and a draft sends nothing to anybody. Open it first; the announcement waits here.',
)
export const twoPinned = refusal('two_pinned', 409, 'Two announcements are pinned already. Unpin one of them first.')
export const nobodyToAsk = refusal(
  'announcement_own_name',
  409,
  'This announcement is in your own name, so there is nobody to ask.',
)
export const asksNoConfirmation = refusal(
  'no_confirmation_asked',
  409,
  'This announcement does not ask you to confirm anything.',
)
export const notAsked = refusal(
  'confirmation_of_others',
  403,
  'Only those to whom this announcement went confirm that they have read it.',
)
export const remindedAlready = refusal(
  'reminded_already',
  409,
  'A reminder went out already. There is one for each announcement.',
)
export const nobodyToRemind = refusal(
  'nobody_to_remind',
  409,
  'Nobody can be reminded: everybody has confirmed, or no mail reaches the others.',
)

/** A moment at which an announcement may be published by itself: still to come, and within a year. */
export function validMoment(at: Date, now: Date): Verdict<Date> {
  const wrong = (says: string) => no(inputInvalid, { fields: { publishAt: { says } } })
  if (at <= now) return wrong('This time has passed. Choose a later one.')
  return at.getTime() > now.getTime() + 366 * 86_400_000 ? wrong('Choose a time within a year.') : yes(at)
}

/** Until when one is pinned: a moment still to come, and within a year. */
export function validPin(until: Date, now: Date): Verdict<Date> {
  const wrong = (says: string) => no(inputInvalid, { fields: { until: { says } } })
  if (until <= now) return wrong('This day has passed. Choose a later one.')
  return until.getTime() > now.getTime() + 367 * 86_400_000 ? wrong('Choose a day within a year.') : yes(until)
}

/** The person who must agree before it goes out in their name; null where it goes out in the sender's own. */
export function nameAsked(one: Pick<Announcement, 'id' | 'communityId' | 'voiceId'>, askedBy: string | null) {
  return one.voiceId === null ? null : { communityId: one.communityId, entryId: one.id, personId: one.voiceId, askedBy }
}

/** The live channel of one. */
export function announcementChannel(id: string): string {
  return `announcement/${id}`
}

/** The live channel of a community's announcements: it says that a new one was published. */
export function announcementsChannel(communityId: string): string {
  return `announcements/${communityId}`
}

/** The address of a community's announcements. */
export function announcementsAddress(slug: string): string {
  return `/c/${slug}/announcements`
}

/** The address of one. */
export function announcementAddress(slug: string, one: { readonly id: string; readonly title: string }): string {
  return `${announcementsAddress(slug)}/${addressPart(one.title, one.id)}`
}
