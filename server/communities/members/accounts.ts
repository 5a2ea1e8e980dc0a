/**
 * The accounts of the site, as far as those who look after members of a community find them, each with whether it is a member.
 */
import { z } from 'zod'
import { communityHeadView } from '#server/communities/community.ts'
import { maybeId } from '#server/communities/input.ts'
import { optionalLine } from '#server/platform/http/input.ts'

export const foundAccountView = z.object({
  personId: z.string(),
  name: z.string(),
  title: z.string(),
  photo: z.string().nullable(),
  isMember: z.boolean(),
})
export type FoundAccount = z.infer<typeof foundAccountView>

export const foundAccountsView = z.object({
  community: communityHeadView,
  items: z.array(foundAccountView),
  /** Where the next page begins (its `after`), or null on the last one. */
  next: z.string().nullable(),
  /** Does the site let leaders find everybody with an account? */
  findsEverybody: z.boolean(),
})
export type FoundAccounts = z.infer<typeof foundAccountsView>

export const accountsInput = z.object({
  /** Words of a name or title. */
  q: optionalLine(320).catch('').default(''),
  show: z.enum(['others', 'members', '']).catch('').default(''),
  sort: z.enum(['name', 'newest']).catch('name').default('name'),
  /** The last person of the page before. */
  after: maybeId.catch(null),
})
export type AccountsQuestion = z.infer<typeof accountsInput>
