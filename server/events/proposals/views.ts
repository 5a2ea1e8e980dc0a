/** Proposals of events as people read them: whoever may plan events those that wait, everybody else their own. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type CommunityHead, communityHeadView, findCommunityToChange } from '#server/communities/room.ts'
import { isForReader } from '#server/entries/room.ts'
import { eventAddress } from '#server/events/event.ts'
import { readEventForm } from '#server/events/list-views.ts'
import {
  notOpenForProposals,
  proposalAddress,
  proposalAnswered,
  proposalShape,
} from '#server/events/proposals/proposal.ts'
import { proposalColumns, proposalVisibleTo } from '#server/events/proposals/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { momentAt } from '#server/platform/calendar/zoned.ts'
import { minute } from '#server/platform/clock.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const proposalRow = proposalShape.extend({
  by: z.object({ personId: z.string(), name: z.string(), title: z.string(), photo: z.string().nullable() }),
  proposedAt: z.date(),
  /** Why it was declined; `''` where it was not. */
  why: z.string(),
  /** The event that was planned from it, where the reader may read that. */
  event: z.object({ id: z.string(), title: z.string() }).nullable(),
})

/** One proposal. */
const proposalView = proposalRow.omit({ event: true, proposedBy: true, communityId: true }).extend({
  address: z.string(),
  eventAddress: z.string().nullable(),
  startsAt: z.date(),
  endsAt: z.date(),
  /** While it waits: may the reader accept or decline it, and may they change it or take it back? */
  can: z.object({ answer: z.boolean(), change: z.boolean() }),
})
export type ProposalView = z.infer<typeof proposalView>

async function readWhere(look: Look, actor: Actor, community: CommunityHead, more: RawBuilder<unknown>) {
  const found = await rows(look, proposalRow)`
    select ${proposalColumns}, p.proposed_at as "proposedAt", p.why,
      json_build_object('personId', w.id, 'name', w.name, 'title', w.title, 'photo', w.image) as by,
      (select json_build_object('id', e.id, 'title', e.title) from entry_open e where e.id = p.event_id and ${isForReader('e', actor)}) as event
    from event_proposal p join person w on w.id = p.proposed_by
    where ${proposalVisibleTo(actor, community.id)} and ${more}`
  return found.map(({ event, proposedBy, communityId: _, ...row }): ProposalView => {
    const startsAt = momentAt(row.firstAt, row.zone)
    const waits = row.state === 'waiting'
    return {
      ...row,
      address: proposalAddress(community.slug, row),
      eventAddress: event && eventAddress(community.slug, event),
      startsAt,
      endsAt: new Date(startsAt.getTime() + row.minutes * minute),
      can: {
        answer: waits && may(actor, 'plan_events', community.id),
        change: waits && proposedBy === personIdOf(actor),
      },
    }
  })
}

/** On one page; the oldest are answered first. */
const mostShown = 100

export const proposalsView = z.object({
  community: communityHeadView,
  /** Does the reader answer them? Then these wait; else they are their own. */
  answers: z.boolean(),
  proposals: z.array(proposalView),
})
export type ProposalsView = z.infer<typeof proposalsView>

/** @refuses not_found · forbidden · community_archived */
export async function listProposals(look: Look, actor: Actor, slug: string): Promise<ProposalsView> {
  const community = await findCommunityToChange(look, actor, slug, 'propose_event')
  const answers = may(actor, 'plan_events', community.id)
  const which = answers
    ? sql`p.state = 'waiting' order by p.proposed_at, p.id`
    : sql`p.state <> 'withdrawn' order by p.proposed_at desc, p.id desc`
  return { community, answers, proposals: await readWhere(look, actor, community, sql`${which} limit ${mostShown}`) }
}

export const oneProposalView = z.object({ community: communityHeadView, proposal: proposalView })
export type OneProposalView = z.infer<typeof oneProposalView>

type Asked = { readonly community: string; readonly proposal: string }

/** @refuses not_found · forbidden · community_archived */
export async function findProposal(look: Look, actor: Actor, asked: Asked): Promise<OneProposalView> {
  const community = await findCommunityToChange(look, actor, asked.community, 'propose_event')
  const [proposal] = await readWhere(look, actor, community, sql`p.id = ${asked.proposal}`)
  return { community, proposal: proposal ?? refuse(notFound) }
}

/** What the form of a proposal needs: nothing of its own for a new one. */
export type ProposalForm = { readonly community: CommunityHead; readonly proposal: ProposalView | null }

/** @refuses not_found · forbidden · community_archived · not_open_for_proposals */
export async function readNewProposal(look: Look, actor: Actor, slug: string): Promise<ProposalForm> {
  const community = await findCommunityToChange(look, actor, slug, 'propose_event')
  if (community.status === 'draft') refuse(notOpenForProposals)
  return { community, proposal: null }
}

/** @refuses not_found · forbidden · community_archived · proposal_answered */
export async function readProposalToChange(look: Look, actor: Actor, asked: Asked): Promise<ProposalForm> {
  const found = await findProposal(look, actor, asked)
  if (found.proposal.by.personId !== personIdOf(actor)) refuse(forbidden)
  if (!found.proposal.can.change) refuse(proposalAnswered)
  return found
}

/**
 * The form that plans an event, begun from a proposal; who proposed it is a host of it, if they would and are still a member.
 * @refuses not_found · forbidden · community_archived · proposal_answered
 */
export async function readAcceptance(look: Look, actor: Actor, asked: Asked) {
  const { community, proposal } = await findProposal(look, actor, asked)
  await findCommunityToChange(look, actor, community.slug, 'plan_events')
  if (!proposal.can.answer) refuse(proposalAnswered)
  const hostIds = proposal.wouldHost ? [proposal.by.personId] : []
  return { ...(await readEventForm(look, actor, { community: asked.community, hostIds })), proposal }
}
