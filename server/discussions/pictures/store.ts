/** Pictures in texts: their rows are files of the community. */
import { sql } from 'kysely'
import { daysUnused } from '#server/discussions/pictures/picture.ts'
import { saveFileRow } from '#server/platform/file-rows.ts'
import type { Received } from '#server/platform/files.ts'
import type { Work } from '#server/platform/work.ts'

/** Writes the row of a picture that has arrived. */
export async function savePicture(
  work: Work,
  { communityId, uploadedBy, picture }: { communityId: string; uploadedBy: string; picture: Received },
): Promise<void> {
  await saveFileRow(work.tx, picture, { communityId, mediaType: 'image/webp', use: 'post', uploadedBy })
}

/**
 * Takes out of use what was sent for a text that never came: pictures which after a month no post, former post, article or
 * version of a body in their community names. Each is looked at for a month, then it stays.
 * @returns how many
 */
export async function retireUnusedPictures(work: Work): Promise<number> {
  const since = sql`app_now() - make_interval(days => ${daysUnused})`
  const { rows } = await sql`
    with unused as (
      select f.id, f.community_id, '%/files/' || translate(rtrim(encode(uuid_send(f.id), 'base64'), '='), '+/', '-_') || ')%' as named
      from file f
      where f.use = 'post' and f.removed_at is null
        and f.uploaded_at < ${since} and f.uploaded_at > ${since} - make_interval(days => ${daysUnused})
    )
    update file set removed_at = app_now() from unused u
    where file.id = u.id
      and not exists (select from post p where p.community_id = u.community_id and p.source like u.named)
      and not exists (select from post_revision v where v.community_id = u.community_id and v.source like u.named)
      and not exists (select from resource r where r.community_id = u.community_id and r.how_to_use like u.named)
      and not exists (select from body_version b where b.community_id = u.community_id and b.source like u.named)
    returning file.id`.execute(work.tx)
  return rows.length
}
