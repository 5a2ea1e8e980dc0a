/**
 * Whether a person should still get a mail about notices.
 */
import { z } from 'zod'
import type { ReadDb } from '#server/platform/db.ts'
import { type Choice, mailChoices } from '#server/platform/mail/mail-kind.ts'
import { onlyRow } from '#server/platform/rows.ts'

/** What decides whether a community's mails go to a person. */
const standing = z.object({
  isReader: z.boolean(),
  choice: z.enum(mailChoices),
  /** The reply address: of the longest-serving leader who is not the recipient and shows their address; null where none does. */
  leader: z.object({ name: z.string(), address: z.string() }).nullable(),
})
type Standing = z.infer<typeof standing>

/** May this person get mails of that kind, and who leads the community? */
export async function readStanding(
  db: ReadDb,
  {
    personId,
    communityId,
    kind,
    byDefault,
  }: { personId: string; communityId: string; kind: string; byDefault: Choice },
): Promise<Standing> {
  return onlyRow({ db }, standing)`
    select
      exists (select from community_reader r where r.community_id = ${communityId} and r.person_id = ${personId}) as "isReader",
      coalesce((
        select c.choice from mail_choice c
        where c.person_id = ${personId} and c.community_id = ${communityId} and c.kind = ${kind}
      ), ${byDefault}) as choice,
      (select json_build_object('name', p.name, 'address', p.email)
        from membership_role r
        join membership_shown m on m.community_id = r.community_id and m.person_id = r.person_id
        join person p on p.id = r.person_id and p.removed_at is null and p.bounced_at is null and not p.email_hidden
        where r.community_id = ${communityId} and r.role = 'manager' and p.id <> ${personId}
        order by r.given_at, p.id limit 1) as leader`
}
