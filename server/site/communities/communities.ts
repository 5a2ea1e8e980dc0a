/**
 * The communities of the site, as those who run it see them.
 */
import { z } from 'zod'
import { optionalLine } from '#server/platform/http/input.ts'
import { idFrom } from '#server/platform/ids.ts'

/** A deleted one can be taken back for 30 days; it stands here for nobody else. */
const status = z.enum(['draft', 'active', 'archived', 'deleted'])

const siteCommunity = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  status,
  people: z.number(),
  leaders: z.array(z.string()),
  createdAt: z.date(),
  /** When something was last done there. */
  activeAt: z.date().nullable(),
})
export type SiteCommunity = z.infer<typeof siteCommunity>

export const siteCommunitiesView = z.object({
  items: z.array(siteCommunity),
  /** Where the next page begins (its `after`), or null on the last one. */
  next: z.string().nullable(),
})
export type SiteCommunities = z.infer<typeof siteCommunitiesView>

export const siteCommunitiesInput = z.object({
  /** Words of a name or purpose. */
  q: optionalLine(100).catch(''),
  show: z
    .enum([...status.options, ''])
    .catch('')
    .default(''),
  sort: z.enum(['name', 'people', 'active', 'newest']).catch('name').default('name'),
  /** The last community of the page before. */
  after: z
    .string()
    .max(300)
    .catch('')
    .default('')
    .transform((text) => idFrom(text)),
})
export type CommunitiesQuestion = z.infer<typeof siteCommunitiesInput>
