/**
 * A people feed: a file of people that comes again by itself. Its shapes, its brake, its refusals. Pure.
 */
import { z } from 'zod'
import { inviteChoices } from '#server/people/imports/import.ts'
import { chosenId, naming, tick } from '#server/platform/http/input.ts'
import { addressPart } from '#server/platform/ids.ts'
import { refusal } from '#server/platform/refuse.ts'

/** The page with all feeds. */
export const feedsAddress = '/site/people/feeds'

/** The page of one. */
export function feedAddress({ id, name }: { readonly id: string; readonly name: string }): string {
  return `${feedsAddress}/${addressPart(name, id)}`
}

/** When people of a feed are invited: a day would be over when the second file comes. */
const feedInvites = inviteChoices.filter((one) => one !== 'date')
export const feedInvite = z.enum(feedInvites)

/** What is set of a feed. */
export const feedInput = z.object({
  name: naming(100, 'Give the feed a name.'),
  /** A community or a cohort that all its people come into; null where its lines say where. */
  into: z.preprocess((value) => (value === '' || value === undefined ? null : value), chosenId.nullable()),
  invite: feedInvite.default('now'),
  deactivates: tick(),
})
export type FeedInput = z.infer<typeof feedInput>

/** So many people may be missing from a file before somebody is asked: this number, or this part of those the feed brought. */
const alwaysMissing = 20
const missingPart = 0.05

/** How many may be missing without a question. */
export function mostMissing(brought: number): number {
  return Math.max(alwaysMissing, Math.floor(brought * missingPart))
}

/** Does a file stop before anything changes? */
export function isHeld({ gone, brought }: { readonly gone: number; readonly brought: number }): boolean {
  return gone > mostMissing(brought)
}

export const feedRuns = refusal(
  'feed_runs',
  409,
  'A file of this feed is being brought in just now, so this one was not taken. Send it again in a few minutes.',
)
export const nothingHeld = refusal(
  'nothing_held',
  409,
  'No file of this feed waits any more, perhaps as somebody else was faster. Nothing was changed.',
)
