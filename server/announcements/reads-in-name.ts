/** What a person reads who is asked to give an announcement their name. */
import { z } from 'zod'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** An announcement as it would go out in somebody's name. */
const announcementInName = z.object({ text: z.string() })
export type AnnouncementInName = z.infer<typeof announcementInName>

/** These announcements, by their ids. */
export async function readAnnouncementsInName(look: Look, ids: readonly string[]) {
  const found = await rows(look, () => announcementInName.extend({ id: z.string() }))`
    select b.entry_id as id, b.text from body b where b.entry_id = any(${ids}::uuid[])`
  return new Map(found.map(({ id, ...one }) => [id, one]))
}
