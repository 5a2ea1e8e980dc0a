/** A member proposes an event, changes what they proposed, or takes it back, as long as it waits. */
import { findCommunityToChange, type InCommunity, insistNoHeldWord } from '#server/communities/room.ts'
import { eventProposalChanged, eventProposalWithdrawn, eventProposed } from '#server/events/activities.ts'
import { mailNewProposal } from '#server/events/proposals/mails.ts'
import {
  type AboutProposal,
  notOpenForProposals,
  type Proposal,
  proposalAddress,
  proposalAnswered,
} from '#server/events/proposals/proposal.ts'
import {
  changeProposal,
  lockProposal,
  type ProposalContent,
  saveProposal,
  saveProposalEnd,
} from '#server/events/proposals/store.ts'
import { validSchedule } from '#server/events/schedule.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { forbidden, insist, notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

type OneProposal = InCommunity & { readonly proposal: string }

/**
 * Those who may plan events get a notice and a mail.
 * @returns where its member reads it
 * @refuses not_found · forbidden · community_archived · not_open_for_proposals · input_invalid
 */
export async function proposeEvent(work: Work, actor: Actor, about: AboutProposal & InCommunity) {
  const community = await findCommunityToChange(work, actor, about.community, 'propose_event')
  const by = personIdOf(actor) ?? refuse(forbidden)
  if (community.status === 'draft') refuse(notOpenForProposals)
  const content = await contentOf(work, actor, community.id, about)
  const id = await saveProposal(work, { communityId: community.id, by }, content)
  await work.record(eventProposed, { communityId: community.id, by: actor, objectId: id })
  await mailNewProposal(work, { id, communityId: community.id, by })
  return { id, address: proposalAddress(community.slug, { id }) }
}

/**
 * Everything about it is said again.
 * @refuses not_found · forbidden · community_archived · proposal_answered · input_invalid
 */
export async function changeProposedEvent(work: Work, actor: Actor, about: AboutProposal & OneProposal) {
  const { community, proposal } = await lockOwn(work, actor, about)
  const content = await contentOf(work, actor, community.id, about, proposal)
  await changeProposal(work, proposal.id, content)
  await work.record(eventProposalChanged, { communityId: community.id, by: actor, objectId: proposal.id })
  return { id: proposal.id, address: proposalAddress(community.slug, proposal) }
}

/**
 * Nobody else reads it any more.
 * @refuses not_found · forbidden · community_archived · proposal_answered
 */
export async function withdrawProposal(work: Work, actor: Actor, which: OneProposal) {
  const { community, proposal } = await lockOwn(work, actor, which)
  await saveProposalEnd(work, proposal.id, { state: 'withdrawn' })
  await work.record(eventProposalWithdrawn, { communityId: community.id, by: actor, objectId: proposal.id })
  return { id: proposal.id, address: proposalAddress(community.slug, proposal) }
}

/** Others who may read it may answer it, and not write in its member's name. */
async function lockOwn(work: Work, actor: Actor, which: OneProposal) {
  const community = await findCommunityToChange(work, actor, which.community, 'propose_event')
  const proposal = await lockProposal(work, actor, community.id, which.proposal)
  if (proposal.proposedBy !== (personIdOf(actor) ?? refuse(notFound))) refuse(forbidden)
  if (proposal.state !== 'waiting') refuse(proposalAnswered)
  return { community, proposal }
}

/** @refuses input_invalid with a sentence per field */
async function contentOf(
  work: Work,
  actor: Actor,
  communityId: string,
  about: AboutProposal,
  before?: Proposal,
): Promise<ProposalContent> {
  const { title, description, place, callAddress, wouldHost } = about
  await insistNoHeldWord(work, actor, communityId, {
    fields: { title, description, place },
    before: before ? [before.title, before.description, before.place] : [],
  })
  const once = { ...about, every: 'once' as const, interval: null, days: [], until: '', times: null }
  const { zone, firstAt, minutes } = insist(validSchedule(once, work.now))
  return { title, description, place, callAddress, wouldHost, zone, firstAt, minutes }
}
