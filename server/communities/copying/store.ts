/** A community is copied: its row with settings and looks, and its groups of featured people, without people. */
import { sql } from 'kysely'
import { z } from 'zod'
import { freeAddress } from '#server/communities/store.ts'
import type { CopiedPart, Copying } from '#server/platform/declared.ts'
import { copyFiles } from '#server/platform/file-rows.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** Groups of featured people: who stands in them is chosen anew. */
export const containersPart: CopiedPart = {
  key: 'containers',
  place: 10,
  figures: { containers: sql`(select count(*) from featured_container k where k.community_id = c.id)` },
  says: (t, { containers = 0 }) =>
    t('{n, plural, one {# group} other {# groups}} of featured people, empty', { n: containers }),
  async copy(work, { fromId, toId }) {
    await sql`
      insert into featured_container (community_id, name, size, position)
      select ${toId}::uuid, name, size, position from featured_container where community_id = ${fromId}`.execute(
      work.tx,
    )
  },
}

/** Writes a draft with the settings and the looks of another community. @returns its id and its address */
export async function saveCopy(work: Work, { fromId, name, by }: { fromId: string; name: string; by: string | null }) {
  const slug = await freeAddress(work, name, null)
  const { id, banner } = await onlyRow(work, () => z.object({ id: z.string(), banner: z.string().nullable() }))`
    with copied as (
      insert into community (slug, name, purpose, hue, locale, time_zone, is_hidden, vote_threshold, sections, longest_ping,
        keeps_alumni, joining, joining_question, created_by)
      select ${slug}, ${name}, c.purpose, c.hue, c.locale, c.time_zone, c.is_hidden, c.vote_threshold, c.sections, c.longest_ping,
        c.keeps_alumni, c.joining, c.joining_question, ${by}::uuid
      from community_shown c where c.id = ${fromId} returning id
    )
    select copied.id, c.banner_file_id as banner from copied, community_shown c where c.id = ${fromId}`
  if (banner) await copyBanner(work, { fromId, toId: id, by }, banner)
  return { id, slug }
}

async function copyBanner(work: Work, copying: Copying, banner: string): Promise<void> {
  const copy = (await copyFiles(work, [banner], copying)).get(banner)
  await work.tx
    .updateTable('community')
    .set({ banner_file_id: copy ?? null })
    .where('id', '=', copying.toId)
    .execute()
}

const figuresRow = z.object({ figures: z.record(z.string(), z.record(z.string(), z.number())) })

/** How much there is of each part of a community. One query. */
export async function readFigures(look: Look, communityId: string, parts: readonly CopiedPart[]) {
  const columns = parts.flatMap(({ key, figures }) => [
    sql.lit(key),
    sql`json_build_object(${sql.join(Object.entries(figures).flatMap(([name, count]) => [sql.lit(name), count]))})`,
  ])
  const [row] = await rows(look, figuresRow)`
    select json_build_object(${sql.join(columns)}) as figures from community_shown c where c.id = ${communityId}`
  return row?.figures ?? {}
}
