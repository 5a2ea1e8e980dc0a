/**
 * Writes of a community's settings.
 */
import { sql } from 'kysely'
import type { CommunityHead, Section } from '#server/communities/community.ts'
import { saveFileRow } from '#server/platform/file-rows.ts'
import type { Received } from '#server/platform/files.ts'
import type { Work } from '#server/platform/work.ts'

export type CommunitySettings = Readonly<
  Pick<
    CommunityHead,
    'slug' | 'name' | 'purpose' | 'hue' | 'locale' | 'zone' | 'threshold' | 'longestPing' | 'isHidden'
  >
>

/** Writes the settings. A community that moves to another address keeps its former ones, and takes one back that it had. */
export async function saveSettings(work: Work, before: { id: string; slug: string }, settings: CommunitySettings) {
  if (before.slug !== settings.slug) {
    await work.tx.deleteFrom('community_slug').where('slug', '=', settings.slug).execute()
    await work.tx
      .insertInto('community_slug')
      .values({ slug: before.slug, community_id: before.id })
      .onConflict((on) => on.doNothing())
      .execute()
  }
  const { zone, threshold, longestPing, isHidden, ...same } = settings
  await work.tx
    .updateTable('community')
    .set({ ...same, time_zone: zone, vote_threshold: threshold, longest_ping: longestPing, is_hidden: isHidden })
    .where('id', '=', before.id)
    .execute()
}

/** Sets the banner picture, or with null takes it away; the file it replaces is marked as removed. */
export async function saveBanner(work: Work, communityId: string, uploadedBy: string | null, picture: Received | null) {
  await work.tx
    .updateTable('file')
    .set({ removed_at: sql`app_now()` })
    .where('community_id', '=', communityId)
    .where('use', '=', 'banner')
    .where('removed_at', 'is', null)
    .execute()
  if (picture) {
    await saveFileRow(work.tx, picture, { communityId, mediaType: 'image/webp', use: 'banner', uploadedBy })
  }
  await work.tx
    .updateTable('community')
    .set({ banner_file_id: picture?.id ?? null })
    .where('id', '=', communityId)
    .execute()
}

/** Writes the sections of the page. */
export async function saveSections(work: Work, communityId: string, sections: readonly Section[]): Promise<void> {
  await work.tx
    .updateTable('community')
    .set({ sections: JSON.stringify(sections) })
    .where('id', '=', communityId)
    .execute()
}

/** Archives a community. False where it was archived already. */
export async function saveArchived(work: Work, communityId: string): Promise<boolean> {
  const { numUpdatedRows } = await work.tx
    .updateTable('community')
    .set({ status: 'archived', archived_at: sql`app_now()` })
    .where('id', '=', communityId)
    .where('status', '<>', 'archived')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Takes a community out of the archive; one that never opened is a draft again. False where it was not archived. */
export async function saveActivated(work: Work, communityId: string): Promise<boolean> {
  const { numUpdatedRows } = await work.tx
    .updateTable('community')
    .set({ status: sql`case when opened_at is null then 'draft' else 'active' end`, archived_at: null })
    .where('id', '=', communityId)
    .where('status', '=', 'archived')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
