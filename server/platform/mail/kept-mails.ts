/**
 * Mails that were kept because the site had no mail server leave after all, once a person says so. Their words are made
 * as they leave, so a recipient who has left, has opted out or is too late gets none.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { onlyRow } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'
import type { AnyMailKind } from './mail-kind.ts'
import { addMailJobs } from './store.ts'

/** The kept mails of a kind that `which` chooses; it calls the table `mail`. Mails to people of the demo are left out. */
export function keptMails(kind: string, which: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`mail.kind = ${kind} and mail.state = 'kept' and ${which}
    and not exists (select from person p where p.id = mail.person_id and (p.is_demo or p.removed_at is not null))`
}

/**
 * Queues them as if they were made now.
 * @returns how many
 */
export async function queueKeptMails({ tx }: Pick<Work, 'tx'>, kind: AnyMailKind, which: RawBuilder<unknown>) {
  const { count } = await onlyRow({ db: tx }, () => z.object({ count: z.number() }))`
    with queued as (
      update mail set state = 'waiting', attempts = 0, last_error = null, held_until = null, created_at = app_now()
      where ${keptMails(kind.kind, which)}
      returning id, state
    )
    select (${addMailJobs(kind.priority, null)}) as count`
  return count
}
