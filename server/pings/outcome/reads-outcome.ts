/** What the mail about what followed from a Ping needs, for one reader. */
import { z } from 'zod'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const outcomeCopy = z.object({
  id: z.string(),
  question: z.string(),
  text: z.string(),
  isReader: z.boolean(),
  isWanted: z.boolean(),
})

/** Null where nothing is said, or not any more. */
export async function readOutcomeCopy(look: Look, pingId: string, personId: string) {
  const [row] = await rows(look, outcomeCopy)`
    select p.id, p.question, o.text,
      exists (select from entry_reader r where r.entry_id = p.id and r.person_id = ${personId}) as "isReader",
      exists (select from mail_choice x where x.person_id = ${personId} and x.community_id = p.community_id
        and x.kind = 'ping_outcome' and x.choice <> 'off') as "isWanted"
    from ping_outcome o join ping_entry p on p.id = o.ping_id where p.id = ${pingId}`
  return row ?? null
}
