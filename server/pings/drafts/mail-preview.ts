/**
 * The mail of a Ping as it will look to its sender.
 */
import { findCommunity } from '#server/communities/room.ts'
import { previewPing } from '#server/pings/mails.ts'
import { isUnsent } from '#server/pings/ping.ts'
import { maySeeMailing } from '#server/pings/policy.ts'
import { readMailedPing } from '#server/pings/reads-mailing.ts'
import { findPing, type PlacedPing } from '#server/pings/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Html } from '#server/platform/html/html.ts'
import { translator } from '#server/platform/i18n.ts'
import { forbidden, notFound, refuse } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'

/**
 * The HTML part of the mail, in the reader's language and zone. A draft is only found by its writer.
 * @refuses not_found · forbidden
 */
export async function previewMail(look: Look, actor: Actor, where: PlacedPing): Promise<Html> {
  const community = await findCommunity(look, actor, where.community)
  const ping = await findPing(look, actor, where)
  if (!isUnsent(ping) && !maySeeMailing(actor, ping)) refuse(forbidden)
  const mailed = (await readMailedPing(look, ping.id)) ?? refuse(notFound)
  const mail = previewPing(look, mailed, {
    t: translator(actor.locale),
    zone: actor.zone,
    siteName: actor.site.name,
    community: { id: community.id, slug: community.slug, name: community.name, hue: community.hue },
  })
  return mail.html
}
