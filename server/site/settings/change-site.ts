/**
 * The owner renames the site, or gives it another language or zone.
 */

import { type SiteSettings, saveSite } from '#server/identity/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { siteChanged } from '#server/site/activities.ts'

/**
 * Replaces them. A name that is set from outside stays as it is.
 * @refuses forbidden for a person who does not own the site
 */
export async function changeSite(work: Work, actor: Actor, asked: SiteSettings): Promise<void> {
  if (!may(actor, 'site_settings', null)) refuse(forbidden)
  await saveSite(work.tx, work.platform.config.siteName === null ? asked : { ...asked, name: undefined })
  await work.record(siteChanged, { communityId: null, by: actor, objectId: null })
}
