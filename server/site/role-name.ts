/**
 * What roles are called.
 */
import type { Translate } from '#server/platform/i18n.ts'
import { communityRoles, siteRoles } from '#server/platform/permission.ts'

const standard: Readonly<Record<string, { readonly says: string }>> = { ...communityRoles, ...siteRoles }

/** What a role is called: the title that the site gave it, or the words of a standard role. One on the site is `owner` or `site:owner`. */
export function roleName({ name, title }: { name: string; title: string | null }, t: Translate): string {
  return title ?? t(standard[name]?.says ?? standard[`site:${name}`]?.says ?? name)
}
