/**
 * Writes of a community's settings.
 */
import { sql } from 'kysely'
import type { CommunityHead, CommunityStatus, Section } from '#server/communities/community.ts'
import { changeCommunity } from '#server/communities/store.ts'
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
  const renamed = { time_zone: zone, vote_threshold: threshold, longest_ping: longestPing, is_hidden: isHidden }
  await changeCommunity(work, before.id, { ...same, ...renamed })
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
  await changeCommunity(work, communityId, { banner_file_id: picture?.id ?? null })
}

/** Writes the sections of the page. */
export async function saveSections(work: Work, communityId: string, sections: readonly Section[]): Promise<void> {
  await changeCommunity(work, communityId, { sections: JSON.stringify(sections) })
}

/** Archives a community. False where it was archived already. */
export async function saveArchived(work: Work, communityId: string): Promise<boolean> {
  const set = { status: 'archived', archived_at: sql<Date>`app_now()` } as const
  return changeCommunity(work, communityId, set, ['draft', 'active'])
}

/** Takes a community out of the archive; one that never opened is a draft again. False where it was not archived. */
export async function saveActivated(work: Work, communityId: string): Promise<boolean> {
  const before = sql<CommunityStatus>`case when opened_at is null then 'draft' else 'active' end`
  return changeCommunity(work, communityId, { status: before, archived_at: null }, ['archived'])
}
