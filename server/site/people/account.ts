/**
 * The accounts of the site, as those who run it see them; and the rules for who may change which.
 */
import { z } from 'zod'
import { customValueView } from '#server/identity/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { optionalLine } from '#server/platform/http/input.ts'
import { idFrom } from '#server/platform/ids.ts'
import { may } from '#server/platform/permissions.ts'
import { no, notFound, refusal, type Verdict, yes } from '#server/platform/refuse.ts'

export const beyondSiteRole = refusal(
  'beyond_site_role',
  403,
  'This person owns the site, so only an owner changes their account. Nothing was changed.',
)
export const ownAccount = refusal(
  'own_account',
  409,
  'You cannot deactivate your own account. Ask another person who runs the site.',
)
export const isDeactivated = refusal(
  'is_deactivated',
  409,
  'This account is deactivated, perhaps by somebody else a moment ago. Nothing was changed.',
)
export const isActive = refusal(
  'is_active',
  409,
  'This account is active, perhaps reactivated by somebody else a moment ago. Nothing was changed.',
)

const siteRole = z.enum(['owner', 'admin']).nullable()

/** An account as a use case finds it. */
export interface Account {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly siteRole: 'owner' | 'admin' | null
  readonly removedAt: Date | null
}

/** May the actor change this account? Never one with a role on the site that the actor does not hold. */
export function mayChangeAccount(actor: Actor, { siteRole }: Pick<Account, 'siteRole'>): Verdict<null> {
  if (!may(actor, 'manage_people', null)) return no(notFound)
  return siteRole === 'owner' && actor.kind === 'person' && actor.siteRole !== 'owner' ? no(beyondSiteRole) : yes(null)
}

/** May the actor deactivate it? Not their own: so an owner always stays. */
export function mayDeactivate(actor: Actor, account: Pick<Account, 'id' | 'siteRole'>): Verdict<null> {
  const verdict = mayChangeAccount(actor, account)
  return verdict.ok && personIdOf(actor) === account.id ? no(ownAccount) : verdict
}

const accountFilters = ['never', 'guests', 'alone', 'staff', 'deactivated'] as const
const accountOrders = ['name', 'seen', 'newest'] as const

const accountView = z.object({
  personId: z.string(),
  name: z.string(),
  email: z.string(),
  title: z.string(),
  photo: z.string().nullable(),
  siteRole,
  /** Since then nobody signs in with it; null while it is active. */
  deactivatedAt: z.date().nullable(),
  addedAt: z.date(),
  hasSignedIn: z.boolean(),
  /** The last time that a session or a visit of theirs was seen. */
  seenAt: z.date().nullable(),
  communities: z.number(),
})
export type AccountItem = z.infer<typeof accountView>

export const accountsView = z.object({
  items: z.array(accountView),
  /** Where the next page begins (its `after`), or null on the last one. */
  next: z.string().nullable(),
})
export type Accounts = z.infer<typeof accountsView>

export const accountsInput = z.object({
  /** Words of a name, a title or an address. */
  q: optionalLine(100).catch(''),
  /** `never` signed in, `guests` somewhere, `alone`: without a community, `staff`: who run the site, or `deactivated`. */
  show: z
    .enum([...accountFilters, ''])
    .catch('')
    .default(''),
  sort: z.enum(accountOrders).catch('name').default('name'),
  /** The last person of the page before. */
  after: z
    .string()
    .max(300)
    .catch('')
    .default('')
    .transform((text) => idFrom(text)),
})
export type AccountsQuestion = z.infer<typeof accountsInput>

export const accountPageView = accountView.omit({ communities: true }).extend({
  location: z.string(),
  locale: z.string().nullable(),
  timeZone: z.string().nullable(),
  /** Who they are in the organisation's own system. */
  externalId: z.string().nullable(),
  /** To whom they report. */
  manager: z.object({ personId: z.string(), name: z.string(), email: z.string() }).nullable(),
  /** What they say in each field of the site. */
  custom: z.array(customValueView),
  memberships: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      status: z.enum(['draft', 'active', 'archived']),
      joinedAt: z.date(),
      roles: z.array(z.object({ name: z.string(), title: z.string().nullable() })),
      /** Through what they belong: the kind of source, and the cohort where it is one. */
      sources: z.array(z.object({ source: z.string(), cohort: z.string().nullable() })),
      /** Does nobody else lead it? */
      leadsAlone: z.boolean(),
    }),
  ),
  sessions: z.number(),
  tokens: z.number(),
  can: z.object({ change: z.boolean(), deactivate: z.boolean(), mail: z.boolean(), erase: z.boolean() }),
})
export type AccountPage = z.infer<typeof accountPageView>
