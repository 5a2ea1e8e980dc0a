/** Announcements that are not out go along where a community is copied: as drafts, since what is out was said there. */
import { sql } from 'kysely'
import { z } from 'zod'
import { copyBodies } from '#server/bodies/room.ts'
import type { CopiedPart, Copying } from '#server/platform/declared.ts'
import { rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** What is copied: nothing that is for some people only, as these are not in the copy. */
const copiedDrafts = sql`n.state in ('draft', 'scheduled') and e.removed_at is null and e.hidden_at is null and e.audience_id is null`

const copiedDraft = z.object({ old: z.string(), id: z.string(), bodyId: z.string() })

export const announcementsPart: CopiedPart = {
  key: 'announcements',
  place: 40,
  figures: {
    drafts: sql`(select count(*) from announcement n join entry e on e.id = n.id where n.community_id = c.id and ${copiedDrafts})`,
  },
  says: (t, { drafts: n = 0 }) => t('Announcements that are not out yet, as drafts: {n}', { n }),
  copy: copyDrafts,
}

/** Copies them without their dates; in the copy they are of whoever copied it, since nobody lent their name to it there. */
async function copyDrafts(work: Work, copying: Copying): Promise<void> {
  const found = await rows(work, copiedDraft)`
    select n.id as old, uuidv7() as id, b.id as "bodyId"
    from announcement n join entry e on e.id = n.id join body b on b.entry_id = n.id
    where n.community_id = ${copying.fromId} and ${copiedDrafts}`
  await sql`
    with pair as materialized (
      select * from json_to_recordset(${JSON.stringify(found)}::json) as pair (old uuid, id uuid)
    ), entries as (
      insert into entry (id, community_id, kind, title, language, author_id, shown_from, draft_permission)
      select pair.id, ${copying.toId}::uuid, e.kind, e.title, e.language, ${copying.by}::uuid, null, e.draft_permission
      from pair join entry e on e.id = pair.old
    )
    insert into announcement (id, community_id, has_discussion, asks_confirmation)
    select pair.id, ${copying.toId}::uuid, n.has_discussion, n.asks_confirmation
    from pair join announcement n on n.id = pair.old`.execute(work.tx)
  const entries = new Map(found.map(({ old, id }) => [old, id]))
  await copyBodies(work, copying, { bodyIds: found.map(({ bodyId }) => bodyId), entries })
}
