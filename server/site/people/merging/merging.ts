/**
 * Two accounts of one person become one: what the columns of the database say of it, and who may do it.
 */
import { z } from 'zod'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { no, refusal, type Verdict, yes } from '#server/platform/refuse.ts'
import { type Account, isDeactivated, mayChangeAccount } from '#server/site/people/account.ts'

export const sameAccount = refusal('same_account', 409, 'This is one and the same account. Nothing was merged.')
export const mergesYourself = refusal(
  'merges_yourself',
  409,
  'You are signed in with the account that would go. Nothing was merged. Keep that one instead, or sign in with the other.',
)

/**
 * May the actor merge the other account into the one that stays? They may change both, and it is not the account they are in.
 */
export function mayMerge(actor: Actor, { winner, other }: { winner: Account; other: Account }): Verdict<null> {
  for (const account of [winner, other]) {
    const verdict = mayChangeAccount(actor, account)
    if (!verdict.ok) return verdict
  }
  if (winner.id === other.id) return no(sameAccount)
  if (winner.removedAt) return no(isDeactivated)
  return personIdOf(actor) === other.id ? no(mergesYourself) : yes(null)
}

const side = z.object({
  personId: z.string(),
  name: z.string(),
  email: z.string(),
  photo: z.string().nullable(),
  title: z.string(),
  externalId: z.string().nullable(),
  siteRole: z.enum(['owner', 'admin']).nullable(),
  isDeactivated: z.boolean(),
  addedAt: z.date(),
  hasSignedIn: z.boolean(),
  communities: z.number(),
  /** Posts, and threads, pages, resources and Pings. */
  posts: z.number(),
  entries: z.number(),
})
export type Side = z.infer<typeof side>

const heldRole = z.object({ name: z.string(), title: z.string().nullable() })

export const mergingView = z.object({
  /** The account that stays. */
  winner: side,
  /** The one that goes; null until one is chosen. */
  other: side.nullable(),
  /** Communities in which both are members with other roles: one of the two has to be chosen. */
  differing: z.array(
    z.object({ communityId: z.string(), name: z.string(), winners: z.array(heldRole), others: z.array(heldRole) }),
  ),
  /** Open Pings in which both voted. */
  votedTwice: z.number(),
  /** Why it cannot be done: the code and the sentence of the refusal; null where it can. */
  hindered: z.object({ code: z.string(), says: z.string() }).nullable(),
})
export type Merging = z.infer<typeof mergingView>

/** What of the winner's profile is empty is taken from the other's. */
export const filledColumns = ['title', 'location', 'bio', 'ask_me_about', 'want_to_learn'] as const
