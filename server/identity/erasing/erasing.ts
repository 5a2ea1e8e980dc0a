/**
 * Erasing a person: the account goes for good, and what they wrote stays under "Former member" or goes with it, as they choose.
 */
import { z } from 'zod'
import { refusal } from '#server/platform/refuse.ts'

export const lastOwner = refusal(
  'last_owner',
  409,
  'Nobody else owns this site. Nothing was erased. Make somebody else an owner first.',
)

export const erasureInput = z.object({
  /** What becomes of their posts: they stay, without a name, or they go. */
  posts: z.enum(['stay', 'go']),
  /** Their name, typed again. */
  confirm: z.string().max(400).default(''),
})
export type ErasureInput = z.infer<typeof erasureInput>

export const erasureView = z.object({
  personId: z.string(),
  name: z.string(),
  email: z.string(),
  posts: z.number(),
  communities: z.number(),
  /** Communities that nobody else leads. */
  ledAlone: z.array(z.string()),
  /** Is there no other owner of the site? */
  isLastOwner: z.boolean(),
  can: z.object({ erase: z.boolean() }),
})
export type ErasureView = z.infer<typeof erasureView>
