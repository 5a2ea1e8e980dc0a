/**
 * Mails for the outbox's use cases.
 */
import { sql } from 'kysely'
import type { Work } from '#server/platform/work.ts'

/** A mail, locked until the transaction ends; null where there is none. */
export async function lockMail(work: Work, mailId: string) {
  const row = await work.tx
    .selectFrom('mail')
    .select(['id', 'state', 'person_id as personId'])
    .where('id', '=', mailId)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** Lets a failed mail wait to be sent again, under its Message-ID, and believes the address once more. */
export async function saveRetry(work: Work, mail: { id: string; personId: string | null }): Promise<void> {
  await sql`
    update mail set state = 'waiting', why = null, last_error = null, held_until = null, attempts = 0 where id = ${mail.id}`.execute(
    work.tx,
  )
  if (mail.personId) {
    await sql`update person set bounced_at = null, bounced_mail = null, believed_at = app_now() where id = ${mail.personId}`.execute(
      work.tx,
    )
  }
}
