/**
 * The roles that people hold on the site itself: owner or admin. Pure.
 */
import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { no, refusal, type Verdict, yes } from '#server/platform/refuse.ts'
import { type Account, mayChangeAccount } from '#server/site/people/account.ts'

export const onlyOwnersGive = refusal(
  'only_owners_give',
  403,
  'Only an owner makes somebody an owner of the site. Nothing was changed.',
)
export const ownsAlone = refusal(
  'owns_alone',
  409,
  'Nobody else owns this site. Nothing was changed. Make somebody else an owner first.',
)

/** Roles on the site, the least first; `none` is the lack of one. */
const rolesOnSite = ['none', 'admin', 'owner'] as const
export type RoleOnSite = (typeof rolesOnSite)[number]

export const siteRoleInput = z.object({ siteRole: z.enum(rolesOnSite) })

export const siteRoleView = z.object({
  personId: z.string(),
  name: z.string(),
  title: z.string(),
  siteRole: z.enum(rolesOnSite),
  isDeactivated: z.boolean(),
  isMe: z.boolean(),
  can: z.object({
    /** May the reader change it at all? */
    change: z.boolean(),
    /** May they make somebody an owner? */
    makeOwner: z.boolean(),
  }),
})
export type SiteRoleView = z.infer<typeof siteRoleView>

/** May the actor give an account this role instead of the one it has? Nobody gives or takes one that they do not hold. */
export function mayGiveOnSite(actor: Actor, account: Pick<Account, 'siteRole'>, role: RoleOnSite): Verdict<null> {
  const verdict = mayChangeAccount(actor, account)
  if (!verdict.ok || role !== 'owner') return verdict
  return mayMakeOwner(actor) ? yes(null) : no(onlyOwnersGive)
}

/** May the actor make somebody an owner of the site? */
export function mayMakeOwner(actor: Actor): boolean {
  return may(actor, 'site_settings', null)
}
