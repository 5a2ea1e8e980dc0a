/**
 * Deletes notices, mails and activities by their age.
 */
import { z } from 'zod'
import { onlyRow } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

const goneRow = () => z.object({ gone: z.number() })

/** Deletes notices. @returns how many */
export async function dropNotices(work: Work, before: Date): Promise<number> {
  const { gone } = await onlyRow(work, goneRow)`
    with dropped as (delete from notice where at < ${before} returning 1) select count(*) as gone from dropped`
  return gone
}

/**
 * Deletes mails that left or never will. Those stay that say when somebody new was invited, and why an address counts as wrong.
 * @returns how many
 */
export async function dropMails(work: Work, before: Date): Promise<number> {
  const { gone } = await onlyRow(work, goneRow)`
    with dropped as (
      delete from mail m where m.created_at < ${before} and m.state in ('in_digest', 'handed_over', 'failed', 'dropped')
        and not m.payload ? 'isNew' and not exists (select from person p where p.bounced_mail = m.id) returning 1)
    select count(*) as gone from dropped`
  return gone
}

/** Deletes mails that came in and were dealt with. @returns how many */
export async function dropIncoming(work: Work, before: Date): Promise<number> {
  const { gone } = await onlyRow(work, goneRow)`
    with dropped as (
      delete from incoming_mail where created_at < ${before} and raw is null returning 1)
    select count(*) as gone from dropped`
  return gone
}

/** Deletes activities that no notice is about. Their lines in the audit stay. @returns how many */
export async function dropActivities(work: Work, before: Date): Promise<number> {
  const { gone } = await onlyRow(work, goneRow)`
    with dropped as (
      delete from activity a where a.at < ${before}
        and not exists (select from notice n where n.activity_id = a.id) returning 1)
    select count(*) as gone from dropped`
  return gone
}
