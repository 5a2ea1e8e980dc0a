/**
 * What the mails about a request to join say, as it is when they leave.
 */
import { z } from 'zod'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const mailedRequest = z.object({
  personId: z.string(),
  name: z.string(),
  title: z.string(),
  question: z.string(),
  answer: z.string(),
  reason: z.string(),
  state: z.enum(['waiting', 'approved', 'declined', 'withdrawn']),
  isWaiting: z.boolean(),
  isMember: z.boolean(),
  /** Who answered it. */
  by: z.string().nullable(),
  /** May the reader of the mail answer it? */
  mayAnswer: z.boolean(),
  isOptedOut: z.boolean(),
})

/** One request for a mail to that reader; null where it is gone. */
export async function readMailedRequest(
  look: Look,
  {
    requestId,
    readerId,
    mailKind,
  }: { readonly requestId: string; readonly readerId: string; readonly mailKind: string },
) {
  const [row] = await rows(look, mailedRequest)`
    select p.id as "personId", p.name, p.title, r.question, r.answer, r.reason, r.state, b.name as by,
      exists (select from join_request_waiting w where w.id = r.id) as "isWaiting",
      exists (select from membership_shown m where m.community_id = r.community_id and m.person_id = p.id) as "isMember",
      exists (select from membership_permission g
        where g.community_id = r.community_id and g.person_id = ${readerId} and g.permission = 'manage_members') as "mayAnswer",
      exists (select from mail_choice o where o.community_id = r.community_id and o.person_id = ${readerId}
        and o.kind = ${mailKind} and o.choice = 'off') as "isOptedOut"
    from join_request r join person p on p.id = r.person_id and p.removed_at is null
      left join person b on b.id = r.settled_by and b.removed_at is null
    where r.id = ${requestId}`
  return row ?? null
}
