/**
 * The community: people gathered around a purpose. What one is, which states it has, and the rules that need nothing else.
 */
import { z } from 'zod'
import { progressView } from '#server/communities/founding/steps.ts'

export const communityStates = ['draft', 'active', 'archived'] as const
export type CommunityStatus = (typeof communityStates)[number]

/** A section of a community's page, by the key its room gives it. */
const sectionView = z.object({ key: z.string(), shown: z.boolean() })
export type Section = z.infer<typeof sectionView>

/** What the actor may do in a community, now: nothing that writes while it is archived, but to open its settings. */
const abilitiesView = z.object({
  settings: z.boolean(),
  members: z.boolean(),
  roles: z.boolean(),
  featured: z.boolean(),
  editToolkit: z.boolean(),
  suggestResource: z.boolean(),
  deleteResource: z.boolean(),
  sendPing: z.boolean(),
  announce: z.boolean(),
  answer: z.boolean(),
  discuss: z.boolean(),
  moderate: z.boolean(),
  /** Opens the plan: whoever may begin one of the things in it. */
  plan: z.boolean(),
  archive: z.boolean(),
  leave: z.boolean(),
})
export type Abilities = z.infer<typeof abilitiesView>

/** What every page and use case of a community begins with. */
export const communityHeadView = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  purpose: z.string(),
  status: z.enum(communityStates),
  /** 0 to 359, the angle of the accent colour in oklch. */
  hue: z.number(),
  /** An address of ours, or null for the drawn banner. */
  bannerAddress: z.string().nullable(),
  locale: z.string(),
  zone: z.string(),
  isHidden: z.boolean(),
  /** Votes from which a Ping's bars are shown. */
  threshold: z.number(),
  /** Hours a Ping may be open where its sender picks the hour. */
  longestPing: z.number(),
  /** People, this one included. */
  members: z.number(),
  cohorts: z.number(),
  createdAt: z.date(),
  openedAt: z.date().nullable(),
  /** All sections of the page, in order. */
  sections: z.array(sectionView),
  /** Is the actor a member, and when was the visit before this one? Site admins may see communities they are not in. */
  isMember: z.boolean(),
  lastVisitAt: z.date().nullable(),
  /** When the actor's membership ends, who is a guest for a time; else null. */
  guestUntil: z.date().nullable(),
  /** The progress of a draft, for people who take its steps; else null. */
  progress: progressView.nullable(),
  /** How much waits behind the tabs of those who moderate, by tab; null for everybody else. */
  waiting: z.record(z.string(), z.number()).nullable(),
  can: abilitiesView,
})
export type CommunityHead = z.infer<typeof communityHeadView>

/** Archived communities are read only, everywhere. */
export function isReadOnly(community: { readonly status: CommunityStatus }): boolean {
  return community.status === 'archived'
}

/**
 * All sections in the stored order; a section that is not stored is shown, after the one before it in the standard order.
 * @param sectionKeys all there are, in the standard order
 */
export function sectionsInOrder(stored: unknown, sectionKeys: readonly string[]): Section[] {
  const known = z
    .array(sectionView)
    .catch([])
    .parse(stored)
    .filter(({ key }) => sectionKeys.includes(key))
  const sections = known.filter((one, i) => known.findIndex(({ key }) => key === one.key) === i)
  for (const [i, key] of sectionKeys.entries()) {
    if (sections.some((one) => one.key === key)) continue
    const before = sections.findIndex((one) => one.key === sectionKeys[i - 1])
    sections.splice(before + 1, 0, { key, shown: true })
  }
  return sections
}
