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
    look.db.selectFrom('site').select(['name', 'locale', 'time_zone as zone']).executeTakeFirstOrThrow(),
    readMailSetup(look, actor),
  ])
  return { ...site, isNameSet: look.platform.config.siteName !== null, mail }
}
