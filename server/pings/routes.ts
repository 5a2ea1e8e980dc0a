/**
 * The addresses of Pings that were sent: the list, one, an answer, and what ends it.
 */
import { z } from 'zod'
import { castVote } from '#server/pings/cast-vote.ts'
import { closeEarly } from '#server/pings/closing/close-early.ts'
import { extendPing } from '#server/pings/closing/extend-ping.ts'
import { withdrawPing } from '#server/pings/closing/withdraw-ping.ts'
import { listPings, pingsPageView } from '#server/pings/list-views.ts'
import { tellOutcome } from '#server/pings/outcome/tell-outcome.ts'
import { pingPageView, readPingPage } from '#server/pings/page-views.ts'
import { pingPage, pingsPage } from '#server/pings/pages.ts'
import {
  choiceInvalid,
  inTurnAddress,
  notAVoter,
  pingAddress,
  pingIsClosed,
  pingIsWithdrawn,
  pingNotOpen,
  pingStillOpen,
} from '#server/pings/ping.ts'
import { earlyClosing, extension, outcomeInput, vote, withdrawal } from '#server/pings/ping-input.ts'
import { pingFor, pingView } from '#server/pings/views.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'

const one = '/c/:community/pings/:ping'
const changed = z.object({ id: z.string(), address: z.string() })

export const pingRoutes: readonly Endpoint[] = [
  reads({
    path: '/c/:community/pings',
    summary:
      'The Pings of a community: open ones, those that wait for me (needs=me), and the archive in pages (before).',
    who: 'read',
    input: z.object({
      community: z.string(),
      needs: z.string().max(20).optional(),
      before: z.string().max(60).optional(),
    }),
    view: pingsPageView,
    read: listPings,
    page: pingsPage,
    elsewhere: (view, _actor, input) =>
      view.community.slug === input.community ? null : `/c/${view.community.slug}/pings`,
  }),
  reads({
    path: one,
    summary:
      'One Ping: its answers, its result as far as the reader may see it, its discussion; a draft for its writer.',
    who: 'read',
    view: pingPageView,
    read: readPingPage,
    page: pingPage,
    elsewhere: (view, _actor, input) => (view.community.slug === input.community ? null : view.ping.address),
  }),
  acts({
    path: `${one}/vote`,
    summary: 'Sets or replaces my answer. JSON gets the Ping with what I may see of its result from now on.',
    who: 'answer_pings',
    also: 'PUT',
    keepsNothing: true,
    inOneStatement: true,
    refusals: [notAVoter, choiceInvalid, pingIsClosed, pingIsWithdrawn],
    input: vote,
    view: pingView,
    act: castVote,
    readView: (work, actor, ping) => pingFor(work, actor, ping.id),
    respond: (ping, { community, pingId, from }) => ({
      location: from ? inTurnAddress(community, pingId) : pingAddress(ping.slug, ping),
      flash: 'Your answer is in. You can change it until the Ping closes.',
    }),
  }),
  acts({
    path: `${one}/closing`,
    summary: 'Closes an open Ping now, and says why.',
    who: 'send_ping',
    form: one,
    // Its result is mailed.
    limit: { times: 20, seconds: 600 },
    refusals: [pingNotOpen],
    input: earlyClosing,
    view: changed,
    act: closeEarly,
    respond: ({ address }) => ({ location: address, flash: 'Closed. This is the result.' }),
  }),
  acts({
    path: `${one}/outcome`,
    summary: 'Says what followed from a closed Ping, with its result; without text, takes it away.',
    // The person in whose name it was asked may say it too, beside its sender and the leaders.
    who: 'answer_pings',
    also: 'PUT',
    form: one,
    refusals: [pingStillOpen],
    input: outcomeInput,
    view: changed.extend({ isSaid: z.boolean() }),
    act: tellOutcome,
    respond: ({ address, isSaid }) => ({
      location: address,
      flash: isSaid ? 'Saved. Everybody sees it with the result.' : 'Taken away.',
    }),
  }),
  acts({
    path: `${one}/extension`,
    summary: 'Gives an open Ping more time, and says why.',
    who: 'send_ping',
    form: one,
    refusals: [pingNotOpen],
    input: extension,
    view: changed.extend({ warning: z.enum(['night', 'weekend']).nullable() }),
    act: extendPing,
    respond: ({ address, warning }) => ({
      location: address,
      flash: warning
        ? warning === 'night'
          ? 'The Ping is extended. It closes at night, when few people look.'
          : 'The Ping is extended. It closes on a weekend, when few people look.'
        : 'The Ping is extended.',
    }),
  }),
  acts({
    path: `${one}/withdrawal`,
    summary: 'Withdraws an open Ping and destroys its answers; with anew, begins a draft with the same words.',
    // The person in whose name it is asked may withdraw it too, beside its sender and the leaders.
    who: 'answer_pings',
    form: one,
    refusals: [pingNotOpen],
    input: withdrawal,
    view: changed.extend({ successor: z.string().nullable() }),
    act: withdrawPing,
    respond: ({ address }) => ({ location: address, flash: 'Withdrawn. Its answers were deleted.' }),
  }),
]
