/** Answers by mail that wait, for those who decide about them. */
import { sql } from 'kysely'
import { z } from 'zod'
import { rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

const waitingRow = z.object({
  id: z.string(),
  /** The mail it answers. */
  mailId: z.string(),
  says: z.string(),
})

/** One that waits for this person; null where there is none, or not any more. */
export async function lockUnconfirmed({ tx }: Pick<Work, 'tx'>, personId: string, id: string) {
  const [row] = await rows({ db: tx }, waitingRow)`
    select u.incoming_id as id, i.answered_id as "mailId", u.says
    from unconfirmed_answer u join incoming_mail i on i.id = u.incoming_id
    where u.incoming_id = ${id} and u.person_id = ${personId} for update`
  return row ?? null
}

/** Ends one; its words go, and its pictures where no post shows them. */
export async function endUnconfirmed({ tx }: Pick<Work, 'tx'>, id: string, outcome: 'posted' | 'thrown_away') {
  await sql`
    with ended as (delete from unconfirmed_answer where incoming_id = ${id} returning pictures),
      released as (update file set removed_at = app_now() from ended where ${outcome} = 'thrown_away' and file.id = any(ended.pictures))
    update incoming_mail set outcome = ${outcome}, raw = null where id = ${id}`.execute(tx)
}
