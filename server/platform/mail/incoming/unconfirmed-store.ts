/** The rows of answers by mail that wait to be confirmed. */
import { sql } from 'kysely'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'
import type { AttachedFiles } from './attached-files.ts'
import { daysUnconfirmed, mostUnconfirmed } from './unconfirmed.ts'

/** What came, and in whose name. */
export interface Unconfirmed {
  readonly incomingId: string
  readonly personId: string
  readonly says: string
  readonly subject: string
  readonly from: string | null
  readonly files: AttachedFiles
}

/** Keeps one, unless too many wait. @returns whether it is kept */
export async function saveUnconfirmed(work: Pick<Work, 'tx'>, one: Unconfirmed): Promise<boolean> {
  const kept = await rows({ db: work.tx }, idRow)`
    insert into unconfirmed_answer (incoming_id, person_id, says, subject, from_address, pictures, left_files)
    select ${one.incomingId}::uuid, ${one.personId}::uuid, ${one.says}, ${one.subject}, ${one.from}::text,
      ${one.files.pictures.map(({ file }) => file.id)}::uuid[], ${one.files.left.map(({ name }) => name)}::text[]
    where (select count(*) from unconfirmed_answer where person_id = ${one.personId}) < ${mostUnconfirmed}
    returning incoming_id as id`
  return kept.length > 0
}

/** Ends those that nobody confirmed in time; their pictures go. */
export async function expireUnconfirmed({ tx }: Pick<Work, 'tx'>): Promise<void> {
  await sql`
    with late as (
      delete from unconfirmed_answer where created_at < app_now() - make_interval(days => ${daysUnconfirmed}) returning incoming_id, pictures),
      released as (update file set removed_at = app_now() from late where file.id = any(late.pictures))
    update incoming_mail set outcome = 'expired', raw = null from late where id = late.incoming_id`.execute(tx)
}
