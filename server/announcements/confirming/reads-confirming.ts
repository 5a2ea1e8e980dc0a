/** What the confirming page behind a mailed link needs. */
import { sql } from 'kysely'
import { z } from 'zod'
import { announcementShape } from '#server/announcements/announcement.ts'
import type { ConfirmKey } from '#server/announcements/confirming/confirm-link.ts'
import { announcementColumns, announcementJoins } from '#server/announcements/store.ts'
import { isInAudience } from '#server/entries/room.ts'
import { chooseLocale } from '#server/platform/i18n.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** An announcement for one of those it went to. */
const toConfirm = z.object({
  one: announcementShape,
  /** From whom it is; null where they have left the site. */
  from: z.string().nullable(),
  communityName: z.string(),
  hue: z.number(),
  reader: z.object({ name: z.string(), locale: z.string() }),
  hasConfirmed: z.boolean(),
})
export type ToConfirm = z.infer<typeof toConfirm>

const row = announcementShape.extend(toConfirm.omit({ one: true }).shape)

/** Null where the link is over: its reader left, is not among those it is for, or has another address. Its row is held by `lock`. */
export async function readToConfirm(look: Look, key: ConfirmKey, lock = sql``): Promise<ToConfirm | null> {
  const { announcementId, personId, version } = key
  const [found] = await rows(look, row)`
    select ${announcementColumns}, f.name as from, c.name as "communityName", c.hue,
      json_build_object('name', p.name, 'locale', coalesce(p.locale, c.locale)) as reader,
      exists (select from announcement_confirmation x where x.announcement_id = n.id and x.person_id = p.id) as "hasConfirmed"
    from ${announcementJoins} join person p on p.id = ${personId} and p.removed_at is null and p.mail_version = ${version}
      join membership_shown m on m.community_id = n.community_id and m.person_id = p.id
      left join person f on f.id = coalesce(n.voice_id, n.published_by) and f.removed_at is null
    where n.id = ${announcementId} and n.published_at is not null and e.removed_at is null and e.hidden_at is null
      and ${isInAudience(sql`e.audience_id`, sql`p.id`)} ${lock}`
  if (!found) return null
  const { from, communityName, hue, reader, hasConfirmed, ...one } = found
  const locale = reader.locale === 'qps' ? 'qps' : chooseLocale(reader.locale)
  return { one, from, communityName, hue, reader: { ...reader, locale }, hasConfirmed }
}

/** The same, its row held until the transaction ends. */
export function lockToConfirm(look: Look, key: ConfirmKey): Promise<ToConfirm | null> {
  return readToConfirm(look, key, sql`for share of n`)
}
