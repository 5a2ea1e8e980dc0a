/** The held mails that a digest tells of. */
import { listMails, type StoredMail } from '#server/platform/mail/store.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** These mails, newest first; `unseen` leaves out those about what their reader has opened since. */
export async function listTold(look: Look, mailIds: readonly string[], which: 'all' | 'unseen'): Promise<StoredMail[]> {
  if (which === 'all') return listMails(look.db, mailIds)
  const unseen = await rows(look, idRow)`
    select m.id from mail m where m.id = any(${mailIds}::uuid[])
      and not exists (select from entry_read r where r.person_id = m.person_id and r.entry_id = m.about_id and r.read_at >= m.created_at)
      and not exists (select from notice n where n.person_id = m.person_id and n.entry_id = m.about_id and n.post_id is null
        and n.read_at >= m.created_at)`
  return listMails(
    look.db,
    unseen.map(({ id }) => id),
  )
}
