/**
 * Endpoints of requests to join: sending one, and answering those that wait.
 */
import { z } from 'zod'
import { maybeId } from '#server/communities/input.ts'
import {
  joinableView,
  joiningArchived,
  joiningClosed,
  joiningOpen,
  memberAlready,
  notOpenYet,
} from '#server/communities/joining/joining.ts'
import { approveRequest, declineInput, declineRequest } from '#server/communities/joining/requests/answer-request.ts'
import { askedView, askInput, askToJoin, withdrawRequest } from '#server/communities/joining/requests/ask-to-join.ts'
import { requestsPage } from '#server/communities/joining/requests/pages.ts'
import { noRequestWaits, requestSettled } from '#server/communities/joining/requests/request.ts'
import { readRequests, requestsView } from '#server/communities/joining/requests/views.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'

const onePerson = z.object({ personId: z.string(), name: z.string() })

/** The terms of an answer. */
const answers = { who: 'manage_members', refusals: [requestSettled], view: onePerson } as const

export const requestEndpoints: readonly Endpoint[] = [
  acts({
    path: '/c/:community/requests',
    summary: 'Asks to join a community that takes requests; a second time while the first waits changes nothing.',
    who: 'signed_in',
    refusals: [memberAlready, notOpenYet, joiningArchived, joiningClosed, joiningOpen],
    limit: { times: 10, seconds: 600 },
    input: askInput,
    view: askedView,
    form: '/c/:community/joining',
    act: askToJoin,
    respond: ({ slug, isSent }) => ({
      location: `/c/${slug}/joining`,
      flash: isSent
        ? 'Your request is sent.'
        : 'Your first request still waits, as you wrote it. To change it, withdraw it and ask again.',
    }),
  }),
  acts({
    path: '/c/:community/requests/withdrawal',
    summary: 'Takes your request to join back.',
    who: 'signed_in',
    refusals: [noRequestWaits],
    view: joinableView,
    act: withdrawRequest,
    respond: ({ slug }) => ({ location: `/c/${slug}/joining`, flash: 'Your request is withdrawn.' }),
  }),
  reads({
    path: '/c/:community/members/requests',
    summary: 'Requests to join that wait, the oldest first, 30 at a time.',
    who: 'manage_members',
    input: z.object({ after: maybeId }),
    view: requestsView,
    read: readRequests,
    page: requestsPage,
  }),
  acts({
    path: '/c/:community/members/requests/:request/approval',
    summary: 'Approves a request: whoever sent it is a member.',
    ...answers,
    limit: { times: 240, seconds: 600 },
    act: approveRequest,
    respond: ({ name }, { community }) => ({
      location: `/c/${community}/members/requests`,
      flash: '{name} is a member now.',
      values: { name },
    }),
  }),
  acts({
    path: '/c/:community/members/requests/:request/refusal',
    summary: 'Declines a request, with a sentence to whoever sent it.',
    ...answers,
    limit: { times: 240, seconds: 600 },
    input: declineInput,
    form: '/c/:community/members/requests',
    act: declineRequest,
    respond: ({ name }, { community }) => ({
      location: `/c/${community}/members/requests`,
      flash: 'The request of {name} is declined.',
      values: { name },
    }),
  }),
]
