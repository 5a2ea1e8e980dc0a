/** What a mail about the file of a feed says. */
import { sql } from 'kysely'
import { z } from 'zod'
import { importStates } from '#server/people/imports/import.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Those who are told. */
export const whoRunTheSite = sql<{ person_id: string }>`
  select p.id as person_id from person p where p.site_role in ('owner', 'admin') and p.removed_at is null`

const mailed = z.object({
  feedId: z.string(),
  feed: z.string(),
  fileName: z.string(),
  state: z.enum(importStates),
  gone: z.number(),
  brought: z.number(),
  problem: z.string().nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Does the reader of the mail still run the site? */
  isForThem: z.boolean(),
})

/** The file, for a mail to this person; null where it or its feed is gone. */
export async function readFileOfFeed(look: Look, importId: string, personId: string | null) {
  const [row] = await rows(look, mailed)`
    select f.id as "feedId", f.name as feed, i.file_name as "fileName", i.state, i.gone, i.brought, i.problem, i.problem_values as values,
      exists (select from person p where p.id = ${personId}::uuid and p.site_role is not null) as "isForThem"
    from people_import i join people_feed f on f.id = i.feed_id where i.id = ${importId}`
  return row ?? null
}
