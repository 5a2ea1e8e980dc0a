/**
 * The addresses of drafts: write, preview, send a test, ask for consent, send.
 */
import { z } from 'zod'
import { consentMissing, notFeatured, saidNo } from '#server/communities/room.ts'
import { askAgain } from '#server/pings/drafts/ask-again.ts'
import { askPingConsent, nobodyToAsk } from '#server/pings/drafts/ask-consent.ts'
import { changeDraft } from '#server/pings/drafts/change-draft.ts'
import { endOver } from '#server/pings/drafts/draft.ts'
import { draftPing } from '#server/pings/drafts/draft-ping.ts'
import { previewMail } from '#server/pings/drafts/mail-preview.ts'
import { pingFormPage } from '#server/pings/drafts/pages.ts'
import { removeDraft } from '#server/pings/drafts/remove-draft.ts'
import { schedulePing, takeBackSchedule } from '#server/pings/drafts/schedule-ping.ts'
import { sendPing } from '#server/pings/drafts/send-ping.ts'
import { sendTestOfPing } from '#server/pings/drafts/send-test-of-ping.ts'
import { flashOfSending, flashOfTest } from '#server/pings/drafts/sending-words.ts'
import { readPingForm } from '#server/pings/page-views.ts'
import {
  communityDraft,
  pingIsScheduled,
  pingIsSent,
  pingNotClosed,
  pingNotOpen,
  pingNotScheduled,
} from '#server/pings/ping.ts'
import { changedPing, newPing, onePingId, scheduling } from '#server/pings/ping-input.ts'
import { nothingWaits, sendWaitingMails } from '#server/pings/send-waiting-mails.ts'
import { timeText } from '#server/platform/html/time.ts'
import { lookFor } from '#server/platform/http/answer.ts'
import { acts, answers, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { mailWaits } from '#server/platform/mail/mail-mode.ts'

const all = '/c/:community/pings'
const one = `${all}/:ping`
const written = z.object({ id: z.string(), address: z.string() })
const sent = written.extend({ mails: z.number() })
const whySendingFails = [pingIsSent, communityDraft]
/** The terms of every endpoint that mails something about one Ping. */
const mailed = { who: 'send_ping', form: one, limit: { times: 20, seconds: 600 }, input: onePingId } as const

export const draftRoutes: readonly Endpoint[] = [
  reads({
    path: `${all}/new`,
    summary: 'The form of a new Ping.',
    who: 'send_ping',
    json: 'none',
    read: readPingForm,
    page: pingFormPage,
  }),
  acts({
    path: all,
    summary:
      'Writes a draft: question, two to nine options, hours (24, 48, 72) or closesAt, voiceId, and as `group` the cohort it is for. With send it goes out at once.',
    who: 'send_ping',
    created: true,
    form: `${all}/new`,
    limit: { times: 60, seconds: 600 },
    refusals: [...whySendingFails, endOver, consentMissing, notFeatured],
    input: newPing,
    view: z.union([sent, written]),
    async act(work, actor, { send, on: _on, ...input }) {
      const draft = await draftPing(work, actor, input)
      return send ? sendPing(work, actor, { community: input.community, pingId: draft.id }) : draft
    },
    respond: ({ address }, { on }) => ({ location: on ? `${address}?on=${on}` : address }),
  }),
  acts({
    path: `${one}/asking`,
    summary: 'Asks a closed Ping again: begins a draft with its question and answers, for a cohort or everybody.',
    who: 'send_ping',
    created: true,
    form: one,
    limit: { times: 60, seconds: 600 },
    refusals: [pingNotClosed],
    input: onePingId,
    view: written,
    act: askAgain,
    respond: ({ address }) => ({
      location: address,
      flash: 'A draft with the same question and answers. Choose who it is for.',
    }),
  }),
  reads({
    path: `${one}/draft`,
    summary: 'The form with a draft’s words.',
    who: 'send_ping',
    json: 'none',
    refusals: [pingIsSent],
    read: readPingForm,
    page: pingFormPage,
    elsewhere: ({ sentAs }) => sentAs,
  }),
  acts({
    path: `${one}/draft`,
    summary: 'Puts other words into a draft. What somebody allowed for the old ones ends.',
    who: 'send_ping',
    also: 'PUT',
    form: `${one}/draft`,
    refusals: [pingIsSent, pingIsScheduled],
    input: changedPing,
    view: written,
    act: changeDraft,
    respond: ({ address }) => ({ location: address }),
  }),
  acts({
    path: `${one}/removal`,
    summary: 'Deletes a draft.',
    who: 'send_ping',
    refusals: [pingIsSent, pingIsScheduled],
    input: onePingId,
    view: z.object({ address: z.string() }),
    act: removeDraft,
    respond: ({ address }) => ({ location: address, flash: 'The draft is deleted.' }),
  }),
  answers({
    path: `${one}/mail`,
    summary: 'The mail of a Ping as it looks, for its sender; its links lead nowhere.',
    // The person in whose name it is asked sees it too.
    who: 'answer_pings',
    whileArchived: true,
    // Mails bring their own styles. Nothing in it runs, nothing is loaded, and only our own pages show it.
    headers: {
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'",
    },
    async handle(platform, actor, request, reply) {
      const page = await previewMail(lookFor(platform, actor), actor, onePingId.parse(request.params))
      // A sandboxed frame opens no other window: a press in it has no effect, and the mail stays visible.
      const framed = page.toString().replace('<head>', '<head><base target="_blank">')
      return reply.type('text/html; charset=utf-8').send(framed)
    },
  }),
  acts({
    path: `${one}/test`,
    summary: 'Mails a draft to its writer, and to nobody else.',
    ...mailed,
    refusals: whySendingFails,
    view: written,
    act: sendTestOfPing,
    respond: ({ address }, _input, _request, screen) => ({ location: address, ...flashOfTest(screen.mail) }),
  }),
  acts({
    path: `${one}/consent`,
    summary: 'Asks the person in whose name a draft is, by mail, whether they allow it.',
    ...mailed,
    refusals: [...whySendingFails, nobodyToAsk, saidNo, notFeatured],
    view: written,
    act: askPingConsent,
    respond: ({ address }) => ({ location: address, flash: 'Asked. You will be told what they say.' }),
  }),
  acts({
    path: `${one}/sending`,
    summary: 'Sends a draft: open at once, one mail to each member it reaches.',
    ...mailed,
    refusals: [...whySendingFails, endOver, consentMissing, notFeatured],
    view: sent,
    act: sendPing,
    respond: ({ address, mails }, _input, _request, screen) => ({
      location: address,
      values: { n: mails },
      ...flashOfSending(screen.mail),
    }),
  }),
  acts({
    path: `${one}/scheduling`,
    summary: 'Plans a draft to be sent by itself at `sendsAt`, or moves it to another hour.',
    ...mailed,
    also: 'PUT',
    refusals: [...whySendingFails, endOver, consentMissing, notFeatured],
    input: scheduling,
    view: written.extend({ sendsAt: z.date() }),
    act: schedulePing,
    respond: ({ address, sendsAt }, _input, _request, screen) => ({
      location: address,
      flash: 'Scheduled. It goes out by itself {time}.',
      values: { time: timeText(sendsAt, screen, 'zoned') },
    }),
  }),
  acts({
    path: `${one}/unscheduling`,
    summary: 'Makes a scheduled Ping a draft again, which is sent by nobody but its writer.',
    who: 'answer_pings',
    whileArchived: true,
    form: one,
    refusals: [pingNotScheduled],
    input: onePingId,
    view: written,
    act: takeBackSchedule,
    respond: ({ address }) => ({ location: address, flash: 'Taken back. It is a draft again, and goes to nobody.' }),
  }),
  acts({
    path: `${one}/mailing`,
    summary: 'Mails an open Ping to those whose mail was kept, as the site had no mail server when it was sent.',
    ...mailed,
    refusals: [pingNotOpen, mailWaits, nothingWaits],
    view: sent,
    act: sendWaitingMails,
    respond: ({ address, mails }) => ({
      location: address,
      flash: 'This Ping is on its way to {n, plural, one {# person} other {# people}}.',
      values: { n: mails },
    }),
  }),
]
