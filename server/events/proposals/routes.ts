/** The addresses of proposals of events. */
import { z } from 'zod'
import { newEvent } from '#server/events/event-input.ts'
import { eventFormPage } from '#server/events/form-page.ts'
import { acceptProposal, declineProposal } from '#server/events/proposals/answer-proposal.ts'
import { proposalFormPage, proposalPage, proposalsPage } from '#server/events/proposals/pages.ts'
import {
  aboutProposal,
  declining,
  notOpenForProposals,
  proposalAnswered,
  proposalsAddress,
} from '#server/events/proposals/proposal.ts'
import { changeProposedEvent, proposeEvent, withdrawProposal } from '#server/events/proposals/propose-event.ts'
import {
  findProposal,
  listProposals,
  oneProposalView,
  proposalsView,
  readAcceptance,
  readNewProposal,
  readProposalToChange,
} from '#server/events/proposals/views.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'

const events = '/c/:community/events'
const root = `${events}/proposals` as const
const one = `${root}/:proposal` as const
const receipt = z.object({ id: z.string(), address: z.string() })
/** Each of these may make mails leave. */
const oftenEnough = { times: 20, seconds: 3600 }

export const proposalRoutes: readonly Endpoint[] = [
  reads({
    path: `${events}/propose`,
    summary: 'The form that proposes an event.',
    who: 'propose_event',
    json: 'none',
    refusals: [notOpenForProposals],
    read: (look, actor, { community }) => readNewProposal(look, actor, community),
    page: proposalFormPage,
  }),
  reads({
    path: root,
    summary: 'Proposals of events: for those who may plan events those that wait, for others their own.',
    who: 'propose_event',
    view: proposalsView,
    read: (look, actor, { community }) => listProposals(look, actor, community),
    page: proposalsPage,
  }),
  acts({
    path: root,
    summary: 'Proposes an event. It waits for those who may plan events. Hours are those on the clock of `zone`.',
    who: 'propose_event',
    refusals: [notOpenForProposals],
    input: aboutProposal,
    view: receipt,
    created: true,
    form: `${events}/propose`,
    limit: oftenEnough,
    act: proposeEvent,
    respond: ({ address }) => ({ location: address, flash: 'Thank you. It waits for those who plan events.' }),
  }),
  reads({
    path: one,
    summary: 'One proposal of an event, for its member and for those who may plan events.',
    who: 'propose_event',
    view: oneProposalView,
    read: findProposal,
    page: proposalPage,
  }),
  reads({
    path: `${one}/edit`,
    summary: 'The form that changes a proposal.',
    who: 'propose_event',
    json: 'none',
    refusals: [proposalAnswered],
    read: readProposalToChange,
    page: proposalFormPage,
  }),
  acts({
    path: one,
    summary: 'Changes a proposal that waits; all of it is said again.',
    who: 'propose_event',
    also: 'PUT',
    refusals: [proposalAnswered],
    input: aboutProposal,
    view: receipt,
    form: `${one}/edit`,
    act: changeProposedEvent,
    respond: ({ address }) => ({ location: address, flash: 'Saved.' }),
  }),
  acts({
    path: `${one}/withdrawal`,
    summary: 'Takes a proposal back.',
    who: 'propose_event',
    refusals: [proposalAnswered],
    view: receipt,
    act: withdrawProposal,
    respond: (_, { community }) => ({ location: proposalsAddress(community), flash: 'You took it back.' }),
  }),
  reads({
    path: `${one}/acceptance`,
    summary: 'The form that plans an event, filled in from a proposal.',
    who: 'plan_events',
    json: 'none',
    refusals: [proposalAnswered],
    read: readAcceptance,
    page: eventFormPage,
  }),
  acts({
    path: `${one}/acceptance`,
    summary:
      'Plans an event from a proposal: all of the event is said. Without hosts, the member who proposed it is one where they would.',
    who: 'plan_events',
    also: 'PUT',
    refusals: [proposalAnswered],
    input: newEvent,
    view: receipt,
    created: true,
    form: `${one}/acceptance`,
    limit: { times: 60, seconds: 600 },
    act: acceptProposal,
    respond: ({ address }) => ({ location: address, flash: 'It is planned, and its member is told.' }),
  }),
  acts({
    path: `${one}/refusal`,
    summary: 'Does not plan what is proposed, and tells its member why.',
    who: 'plan_events',
    refusals: [proposalAnswered],
    input: declining,
    view: receipt,
    form: one,
    act: declineProposal,
    respond: (_, { community }) => ({ location: proposalsAddress(community), flash: 'Your answer is sent.' }),
  }),
]
