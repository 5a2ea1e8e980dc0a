/** What the mails about a proposal say, as it is when they leave. */
import { type MailedProposal, mailedProposal } from '#server/events/proposals/proposal.ts'
import { proposalColumns } from '#server/events/proposals/store.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** One proposal for a mail to that reader; null where it is gone. */
export async function readMailedProposal(
  look: Look,
  { proposalId, readerId, mailKind }: { proposalId: string; readerId: string; mailKind: string },
): Promise<MailedProposal | null> {
  const [row] = await rows(look, mailedProposal)`
    select ${proposalColumns}, p.why, w.name as by, b.name as "answeredBy",
      exists (select from membership_permission g
        where g.community_id = p.community_id and g.person_id = ${readerId} and g.permission = 'plan_events') as "mayAnswer",
      exists (select from membership_shown m where m.community_id = p.community_id and m.person_id = ${readerId}) as "isMember",
      exists (select from mail_choice o where o.community_id = p.community_id and o.person_id = ${readerId}
        and o.kind = ${mailKind} and o.choice = 'off') as "isOptedOut"
    from event_proposal p left join person w on w.id = p.proposed_by and w.removed_at is null
      left join person b on b.id = p.answered_by and b.removed_at is null
    where p.id = ${proposalId}`
  return row ?? null
}
