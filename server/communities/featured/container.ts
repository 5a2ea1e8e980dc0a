/**
 * Featured people are grouped in containers ("Leaders", "Sponsor") in the page's sidebar. Being featured grants no permission.
 */
import { z } from 'zod'

export const containerSizes = ['small', 'medium', 'large'] as const
/** `small` shows the name, `medium` photo and title, `large` photo, title and bio. */
export type ContainerSize = (typeof containerSizes)[number]

/** How many containers a community may have, and people each. */
export const mostContainers = 12
export const mostInContainer = 30

const featuredPerson = z.object({
  personId: z.string(),
  name: z.string(),
  title: z.string(),
  bio: z.string(),
  photo: z.string().nullable(),
  quote: z.string(),
})
export type FeaturedPerson = z.infer<typeof featuredPerson>

export const featuredContainerView = z.object({
  id: z.string(),
  name: z.string(),
  size: z.enum(containerSizes),
  people: z.array(featuredPerson),
})
export type FeaturedContainer = z.infer<typeof featuredContainerView>
