/** Bodies that go along where a community is copied: what each says now, as its first version. */
import { sql } from 'kysely'
import { z } from 'zod'
import { copyPictures, showPictures } from '#server/entries/room.ts'
import type { Copying } from '#server/platform/declared.ts'
import { rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

const copiedBody = z.object({
  old: z.string(),
  id: z.string(),
  entryId: z.string().nullable(),
  writers: z.string(),
  genre: z.string(),
  source: z.string(),
  html: z.string(),
  text: z.string(),
  rendererVersion: z.number(),
})

/**
 * Copies bodies with their pictures; people who were named to write one are not named in the copy.
 * @param entries the new entry of each old one; a body of no entry is copied for none
 * @returns the new bodies by the old ones
 */
export async function copyBodies(
  work: Work,
  copying: Copying,
  { bodyIds, entries }: { bodyIds: readonly string[]; entries: ReadonlyMap<string, string> },
): Promise<ReadonlyMap<string, string>> {
  if (bodyIds.length === 0) return new Map()
  const found = await rows(work, copiedBody)`
    select b.id as old, uuidv7() as id, b.entry_id as "entryId", case when b.writers = 'people' then 'owner' else b.writers end as writers,
      b.genre, b.source, b.html, t.text, b.renderer_version as "rendererVersion"
    from body_now b join body t on t.id = b.id where b.id = any(${[...bodyIds]}::uuid[]) and b.community_id = ${copying.fromId}`
  const copies = (await copyPictures(work, found, copying)).map((one) => ({
    ...one,
    entryId: one.entryId && (entries.get(one.entryId) ?? null),
  }))
  const written = JSON.stringify(copies)
  await sql`
    with b as materialized (
      select * from json_to_recordset(${written}::json)
        as b (id uuid, "entryId" uuid, writers text, genre text, source text, html text, text text, "rendererVersion" int)
    ), bodies as (
      insert into body (id, community_id, entry_id, owner_id, writers, genre, html, text, renderer_version)
      select id, ${copying.toId}::uuid, "entryId", ${copying.by}::uuid, writers, genre, html, text, "rendererVersion" from b
    )
    insert into body_version (community_id, body_id, version, source, author_id)
    select ${copying.toId}::uuid, id, 1, source, ${copying.by}::uuid from b`.execute(work.tx)
  for (const { entryId, source } of copies)
    await showPictures(work, { communityId: copying.toId, entryId, source, writerId: copying.by })
  return new Map(copies.map(({ old, id }) => [old, id]))
}
