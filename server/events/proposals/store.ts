/** Proposals of events for use cases: loads for an actor, and writes. */
import { sql } from 'kysely'
import { type Proposal, proposalShape } from '#server/events/proposals/proposal.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { idAt } from '#server/platform/ids.ts'
import { may } from '#server/platform/permissions.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** The columns of a proposal `p`, as `proposalShape` names them. */
export const proposalColumns = sql`p.id, p.community_id as "communityId", p.title, p.description, p.zone, p.first_at as "firstAt", p.minutes,
  p.place, p.call_address as "callAddress", p.would_host as "wouldHost", p.proposed_by as "proposedBy", p.state`

/** The condition that the actor may know of the proposal `p` in this community: their own, and where they may plan events all that were not taken back. */
export function proposalVisibleTo(actor: Actor, communityId: string) {
  const isOwn = sql`p.proposed_by = ${personIdOf(actor)}::uuid`
  const which = may(actor, 'plan_events', communityId) ? sql`(${isOwn} or p.state <> 'withdrawn')` : isOwn
  return sql<boolean>`(p.community_id = ${communityId} and ${which})`
}

/**
 * Loads a proposal to change or to answer it; of two answers at once the second finds the first.
 * @refuses not_found
 */
export async function lockProposal(work: Work, actor: Actor, communityId: string, id: string): Promise<Proposal> {
  const [row] = await rows(work, proposalShape)`
    select ${proposalColumns} from event_proposal p where p.id = ${id} and ${proposalVisibleTo(actor, communityId)} for update`
  return row ?? refuse(notFound)
}

/** What a proposal says, checked. */
export type ProposalContent = Pick<
  Proposal,
  'title' | 'description' | 'zone' | 'firstAt' | 'minutes' | 'place' | 'callAddress' | 'wouldHost'
>

function columnsOf(content: ProposalContent) {
  return {
    title: content.title,
    description: content.description,
    zone: content.zone,
    first_at: content.firstAt,
    minutes: content.minutes,
    place: content.place,
    call_address: content.callAddress,
    would_host: content.wouldHost,
  }
}

/** Writes a new one. @returns its id */
export async function saveProposal(
  work: Work,
  { communityId, by }: { readonly communityId: string; readonly by: string },
  content: ProposalContent,
): Promise<string> {
  const id = idAt(work.now)
  await work.tx
    .insertInto('event_proposal')
    .values({ id, community_id: communityId, proposed_by: by, ...columnsOf(content) })
    .execute()
  return id
}

/** Writes what one says now. */
export async function changeProposal(work: Work, id: string, content: ProposalContent): Promise<void> {
  await work.tx.updateTable('event_proposal').set(columnsOf(content)).where('id', '=', id).execute()
}

/** What became of one: taken back, planned as an event, or declined with a reason. */
export type ProposalEnd =
  | { readonly state: 'withdrawn' }
  | { readonly state: 'accepted'; readonly answered_by: string | null; readonly event_id: string }
  | { readonly state: 'declined'; readonly answered_by: string | null; readonly why: string }

/** Ends its waiting. */
export async function saveProposalEnd(work: Work, id: string, end: ProposalEnd): Promise<void> {
  await work.tx.updateTable('event_proposal').set(end).where('id', '=', id).execute()
}
