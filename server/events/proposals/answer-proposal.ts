/** Somebody who may plan events plans one from a proposal, or declines it and says why. */
import { type CommunityHead, findCommunityToChange, type InCommunity } from '#server/communities/room.ts'
import { eventProposalAccepted, eventProposalDeclined } from '#server/events/activities.ts'
import type { NewEvent } from '#server/events/event-input.ts'
import { planEvent } from '#server/events/plan-event.ts'
import { mailProposalAnswer } from '#server/events/proposals/mails.ts'
import { type Proposal, proposalAddress, proposalAnswered } from '#server/events/proposals/proposal.ts'
import { lockProposal, saveProposalEnd } from '#server/events/proposals/store.ts'
import { knownMembers } from '#server/events/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

type OneProposal = InCommunity & { readonly proposal: string }

/**
 * Plans the event as it was proposed, or with what whoever plans it changed. Where no hosts are named it is held by the member who
 * proposed it, if they would and are still here.
 * @returns where the event is
 * @refuses not_found · forbidden · community_archived · proposal_answered · input_invalid
 */
export async function acceptProposal(work: Work, actor: Actor, { proposal: id, ...about }: NewEvent & OneProposal) {
  const { community, proposal } = await lockWaiting(work, actor, { community: about.community, proposal: id })
  const { proposedBy, wouldHost } = proposal
  const isHere = (await knownMembers(work, community.id, [proposedBy])).has(proposedBy)
  const namesHosts = about.hosts.length > 0 || about.who !== ''
  const hosts = namesHosts || !wouldHost || !isHere ? about.hosts : [proposedBy]
  const event = await planEvent(work, actor, { ...about, hosts })
  await saveProposalEnd(work, proposal.id, {
    state: 'accepted',
    answered_by: personIdOf(actor),
    event_id: event.id,
  })
  await work.record(eventProposalAccepted, told(actor, community, proposal))
  if (personIdOf(actor) !== proposedBy) await mailProposalAnswer(work, proposal, 'accepted')
  return event
}

/**
 * The member who proposed it reads why, and keeps what they wrote.
 * @refuses not_found · forbidden · community_archived · proposal_answered
 */
export async function declineProposal(work: Work, actor: Actor, { why, ...which }: OneProposal & { why: string }) {
  const { community, proposal } = await lockWaiting(work, actor, which)
  await saveProposalEnd(work, proposal.id, { state: 'declined', answered_by: personIdOf(actor), why })
  await work.record(eventProposalDeclined, told(actor, community, proposal))
  if (personIdOf(actor) !== proposal.proposedBy) await mailProposalAnswer(work, proposal, 'declined')
  return { id: proposal.id, address: proposalAddress(community.slug, proposal) }
}

/** Of two answers at once the second is refused. */
async function lockWaiting(work: Work, actor: Actor, which: OneProposal) {
  const community = await findCommunityToChange(work, actor, which.community, 'plan_events')
  const proposal = await lockProposal(work, actor, community.id, which.proposal)
  if (proposal.state !== 'waiting') refuse(proposalAnswered)
  return { community, proposal }
}

function told(actor: Actor, community: CommunityHead, { id, proposedBy }: Proposal) {
  return { communityId: community.id, by: actor, objectId: id, facts: { personId: proposedBy } }
}
