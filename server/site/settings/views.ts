/**
 * The site itself, for its owners.
 */
import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'
import { mailSetupView } from '#server/site/mail-setup.ts'
import { readMailSetup } from '#server/site/reads-mail-setup.ts'

export const siteView = z.object({
  name: z.string(),
  /** Is the name set from outside (SITE_NAME)? Then it can't be changed here. */
  isNameSet: z.boolean(),
  locale: z.string(),
  /** An IANA zone. */
  zone: z.string(),
  /** Addresses of the legal notice and of what the site says about personal data; empty where there is none. */
  legalAddress: z.string(),
  privacyAddress: z.string(),
  /** Plain words on the sign-in page. */
  welcome: z.string(),
  /** Who may begin a community. */
  founders: z.enum(['staff', 'everybody']),
  /** The accent of pages and mails that belong to no community. */
  hue: z.number(),
  /** Where its logo is; null where it has none. */
  logo: z.string().nullable(),
  /** Whom the leaders of communities find: everybody with an account, or people of their own communities. */
  finding: z.enum(['everybody', 'own']),
  mail: mailSetupView,
})
export type SiteView = z.infer<typeof siteView>

/**
 * The site’s name, language and zone, and how its mail stands.
 * @refuses forbidden for a person who does not own it
 */
export async function readSite(look: Look, actor: Actor): Promise<SiteView> {
  if (!may(actor, 'site_settings', null)) refuse(forbidden)
  const [site, mail] = await Promise.all([
    look.db
      .selectFrom('site')
      .select(['name', 'locale', 'time_zone as zone', 'welcome', 'founders', 'hue', 'leaders_find'])
      .select(['legal_address as legalAddress', 'privacy_address as privacyAddress'])
      .executeTakeFirstOrThrow(),
    readMailSetup(look, actor),
  ])
  const { leaders_find: isOpen, ...own } = site
  const finding = isOpen ? ('everybody' as const) : ('own' as const)
  const founders = siteView.shape.founders.parse(site.founders)
  const addresses = { legalAddress: site.legalAddress ?? '', privacyAddress: site.privacyAddress ?? '' }
  return {
    ...own,
    ...addresses,
    founders,
    finding,
    isNameSet: look.platform.config.siteName !== null,
    logo: actor.site.logo ?? null,
    mail,
  }
}
