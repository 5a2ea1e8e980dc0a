/**
 * Pictures in texts: people who may read a text see the pictures it shows. The view `picture_reader` says who they are.
 */
import { sql } from 'kysely'
import { copyFiles } from '#server/platform/file-rows.ts'
import { longId, shortId } from '#server/platform/ids.ts'
import type { Work } from '#server/platform/work.ts'

/** A text that was just written, and by whom. */
export interface WrittenText {
  readonly communityId: string
  /** The entry whose text it is, or below which it stands; null for a text for all who may read the community. */
  readonly entryId: string | null
  readonly postId?: string
  readonly source: string
  readonly writerId: string | null
}

/**
 * Opens the pictures a text shows to its readers. A picture that its writer may not see stays closed: its address alone opens
 * nothing.
 */
export async function showPictures(work: Work, text: WrittenText): Promise<void> {
  const { communityId, entryId, postId = null, writerId } = text
  const ids = picturesIn(text.source)
  if (ids.length === 0) return
  await sql`
    insert into text_picture (community_id, file_id, entry_id, post_id)
    select f.community_id, f.id, ${entryId}::uuid, ${postId}::uuid from file f
    where f.id = any(${ids}::uuid[]) and f.community_id = ${communityId} and f.use = 'post' and (f.uploaded_by = ${writerId}::uuid
      or exists (select from picture_reader r where r.file_id = f.id and r.person_id = ${writerId}::uuid))
    on conflict do nothing`.execute(work.tx)
}

/** The ids of the files a Markdown text leads to, each once. */
export function picturesIn(source: string): string[] {
  const ids = [...source.matchAll(/\/files\/([\w-]{22})/g)].flatMap(([, short = '']) => longId(short) ?? [])
  return [...new Set(ids)]
}

/** A text that is copied into another community, as it is written and as it is shown. */
export interface CopiedText {
  readonly source: string
  readonly html: string
}

/** The same texts for another community, with copies of the pictures they show. */
export async function copyPictures<T extends CopiedText>(
  work: Work,
  texts: readonly T[],
  into: { readonly toId: string; readonly by: string | null },
): Promise<T[]> {
  const copies = await copyFiles(work, [...new Set(texts.flatMap(({ source }) => picturesIn(source)))], into)
  const moved = (text: string) =>
    text.replace(/\/files\/([\w-]{22})/g, (whole, short: string) => {
      const copy = copies.get(longId(short) ?? '')
      return copy ? `/files/${shortId(copy)}` : whole
    })
  return texts.map((text) => ({ ...text, source: moved(text.source), html: moved(text.html) }))
}
