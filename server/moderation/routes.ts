/** Endpoints of moderation. */
import { z } from 'zod'
import { postIsHidden, postIsRemoved, postIsShown } from '#server/discussions/room.ts'
import { actPage } from '#server/moderation/act-pages.ts'
import { actView, answerAct, answerInput, readOwnAct } from '#server/moderation/act-views.ts'
import * as refusals from '#server/moderation/case.ts'
import { caseAnchor, queueAddress } from '#server/moderation/case.ts'
import { decideCase, decidedView, decisionInput, reopenCase } from '#server/moderation/decide.ts'
import { logPage } from '#server/moderation/log-pages.ts'
import { logView, readLog, redoLine, undoLine } from '#server/moderation/log-views.ts'
import { mutedView, muteInput, muteMember, unmuteMember } from '#server/moderation/mute.ts'
import { putAnswerAside } from '#server/moderation/put-aside.ts'
import { queuePage } from '#server/moderation/queue-pages.ts'
import { queueView, readQueue } from '#server/moderation/queue-views.ts'
import { readReportForm, reportedView, reportInput, reportThing } from '#server/moderation/report.ts'
import { reportPage } from '#server/moderation/report-pages.ts'
import { siteQueuePage } from '#server/moderation/site-pages.ts'
import { readSiteQueue, siteQueueView } from '#server/moderation/site-views.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { notFound } from '#server/platform/refuse.ts'
import { auditInput, flashOfTakenBack, takenBackView, whyNotTakenBack } from '#server/site/room.ts'
import { addressTaken } from '#server/toolkit/room.ts'

const queue = '/c/:community/moderation'
const often = { times: 240, seconds: 600 } as const
const ofPosts = [postIsRemoved, postIsHidden, postIsShown] as const

/** The terms of a report. */
const reporting = {
  who: 'read',
  limit: { times: 20, seconds: 600 },
  view: z.object({ isFirst: z.boolean() }),
} as const

function afterReport({ isFirst }: { isFirst: boolean }, { community }: { community: string }) {
  return {
    location: `/c/${community}`,
    flash: isFirst
      ? 'It is reported. Those who moderate look at it; its author is not told who reported it.'
      : 'You had reported this already. Your report says now what you wrote last.',
  }
}

/** The terms of an act in the queue that leads back to it. */
const inQueue = { who: 'moderate', limit: often } as const

export const moderationRoutes: readonly Endpoint[] = [
  reads({
    path: `${queue}/posts/:post/report`,
    summary: 'The form that reports a post.',
    who: 'read',
    refusals: [postIsRemoved, refusals.ownThing],
    view: reportedView,
    read: readReportForm,
    page: reportPage,
  }),
  acts({
    path: `${queue}/posts/:post/report`,
    summary: 'Reports a post to those who moderate the community; a second time it changes what was said.',
    ...reporting,
    refusals: [postIsRemoved, refusals.ownThing],
    input: reportInput,
    form: `${queue}/posts/:post/report`,
    act: reportThing,
    respond: afterReport,
  }),
  reads({
    path: `${queue}/entries/:entry/report`,
    summary: 'The form that reports an entry.',
    who: 'read',
    refusals: [refusals.reportedByPosts, refusals.ownThing],
    view: reportedView,
    read: readReportForm,
    page: reportPage,
  }),
  acts({
    path: `${queue}/entries/:entry/report`,
    summary: 'Reports an entry to those who moderate the community; a second time it changes what was said.',
    ...reporting,
    refusals: [refusals.reportedByPosts, refusals.ownThing],
    input: reportInput,
    form: `${queue}/entries/:entry/report`,
    act: reportThing,
    respond: afterReport,
  }),
  reads({
    path: queue,
    summary: 'What waits for those who moderate a community, the oldest first, with its context and who reported it.',
    who: 'moderate',
    view: queueView,
    read: readQueue,
    page: queuePage,
  }),
  acts({
    path: `${queue}/cases/:case/decision`,
    summary:
      'Decides what was reported or is held: `act` is `keep`, `hide` or `remove`, with `whole` a discussion with all its posts; `rule` and `why` are told to its author.',
    ...inQueue,
    refusals: [refusals.aboutYourself, refusals.alreadyDecided, ...ofPosts],
    input: decisionInput,
    view: decidedView,
    form: queue,
    act: decideCase,
    respond: ({ id, act, wasHeld }, { community }) => ({
      location: queueAddress(community),
      flash: {
        keep: wasHeld ? 'It is published.' : 'It stays as it is.',
        hide: 'It is hidden.',
        remove: 'It is removed.',
      }[act],
      undo: { action: `${queueAddress(community)}/cases/${id}/reopening` },
    }),
  }),
  acts({
    path: `${queue}/cases/:case/reopening`,
    summary: 'Takes a decision back: what was hidden or removed is shown again, and the reports wait again.',
    ...inQueue,
    refusals: [refusals.aboutYourself, refusals.stillOpen, addressTaken, ...ofPosts],
    view: z.object({ id: z.string() }),
    act: reopenCase,
    respond: ({ id }, { community }) => ({
      location: `${queueAddress(community)}#${caseAnchor(id)}`,
      flash: 'It waits again.',
    }),
  }),
  acts({
    path: `${queue}/people/:person/mute`,
    summary: 'Mutes a member for `days` (1, 7 or 30) from now: they read, and do not write.',
    ...inQueue,
    refusals: [refusals.aboutYourself, refusals.muteReaches, refusals.lastManager],
    input: muteInput,
    view: mutedView,
    act: muteMember,
    respond: ({ name }, { community }) => ({
      location: queueAddress(community),
      flash: '{name} is muted.',
      values: { name },
    }),
  }),
  acts({
    path: `${queue}/people/:person/unmute`,
    summary: 'Lets a muted member write again.',
    ...inQueue,
    refusals: [refusals.aboutYourself, refusals.notMuted],
    view: mutedView,
    act: unmuteMember,
    respond: ({ name }, { community }) => ({
      location: queueAddress(community),
      flash: '{name} can write again.',
      values: { name },
    }),
  }),
  reads({
    path: `${queue}/log`,
    summary: 'What was done by those who moderate a community, the latest first; asked for as its audit is.',
    who: 'moderate',
    input: auditInput,
    view: logView,
    read: readLog,
    page: logPage,
  }),
  acts({
    path: `${queue}/log/:line/undoing`,
    summary: 'Takes an act back from its line in the log, within 30 days.',
    ...inQueue,
    refusals: [
      ...whyNotTakenBack,
      ...ofPosts,
      refusals.notMuted,
      refusals.stillOpen,
      refusals.aboutYourself,
      addressTaken,
    ],
    view: takenBackView,
    act: undoLine,
    respond: (done, { community }) => ({ location: `${queueAddress(community)}/log`, ...flashOfTakenBack(done) }),
  }),
  acts({
    path: `${queue}/log/:line/again`,
    summary: 'Does an act once more that was taken back.',
    ...inQueue,
    refusals: [...ofPosts, refusals.alreadyDecided, refusals.aboutYourself, refusals.muteReaches, refusals.lastManager],
    view: z.object({ line: z.string() }),
    act: redoLine,
    respond: (_done, { community }) => ({ location: `${queueAddress(community)}/log`, flash: 'Done again.' }),
  }),
  reads({
    path: `${queue}/acts/:act`,
    summary: 'An act of moderation as the person reads it to whom, or to whose words, it was done.',
    who: 'read',
    view: actView,
    read: readOwnAct,
    page: actPage,
  }),
  acts({
    path: `${queue}/acts/:act/answer`,
    summary: 'Answers an act of moderation that was done to oneself, once.',
    who: 'read',
    refusals: [refusals.answeredAlready],
    limit: { times: 20, seconds: 600 },
    input: answerInput,
    view: z.object({ id: z.string() }),
    form: `${queue}/acts/:act`,
    act: answerAct,
    respond: (_done, { community, act }) => ({
      location: `${queueAddress(community)}/acts/${act}`,
      flash: 'Your answer is sent to those who moderate.',
    }),
  }),
  acts({
    path: `${queue}/acts/:act/seen`,
    summary: 'Puts the answer of an author aside as read.',
    ...inQueue,
    view: z.object({ id: z.string() }),
    act: putAnswerAside,
    respond: (_done, { community }) => ({ location: queueAddress(community) }),
  }),
  reads({
    path: '/site/moderation',
    summary:
      'What waits for moderation in communities for over three days, and reports about those who lead or moderate.',
    who: 'site_moderation',
    refusals: [notFound],
    view: siteQueueView,
    read: readSiteQueue,
    page: siteQueuePage,
  }),
]
