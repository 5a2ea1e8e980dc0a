/** What taking acts back reads. */
import { z } from 'zod'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const muteRow = z.object({ slug: z.string(), name: z.string(), isMuted: z.boolean() })

/** Is somebody muted in a community now? */
export async function readMuteIn(look: Look, communityId: string, personId: string): Promise<z.infer<typeof muteRow>> {
  const [row] = await rows(look, muteRow)`
    select c.slug, p.name, exists (
      select from mute u where u.community_id = c.id and u.person_id = p.id and u.until > app_now()) as "isMuted"
    from community_shown c, person p where c.id = ${communityId} and p.id = ${personId}`
  return row ?? { slug: '', name: '', isMuted: false }
}

/** Is an entry hidden now, or removed? */
export async function readEntryState(look: Look, entryId: string): Promise<{ isHidden: boolean; isRemoved: boolean }> {
  const row = await look.db
    .selectFrom('entry')
    .select(['hidden_at', 'removed_at'])
    .where('id', '=', entryId)
    .executeTakeFirst()
  return row
    ? { isHidden: row.hidden_at !== null, isRemoved: row.removed_at !== null }
    : { isHidden: false, isRemoved: false }
}
