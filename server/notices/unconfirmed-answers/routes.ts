/** The addresses of answers by mail that wait to be confirmed: behind the link in their mail, and for whoever is signed in. */
import { z } from 'zod'
import { postUnconfirmed, throwAway } from '#server/notices/unconfirmed-answers/decide.ts'
import { mailedAnswersPage, unconfirmedPage } from '#server/notices/unconfirmed-answers/pages.ts'
import { listUnconfirmed, readUnconfirmed, unconfirmedsView } from '#server/notices/unconfirmed-answers/views.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { mailActChoice, mailActPage } from '#server/platform/mail/acts/mail-act.ts'
import { unconfirmedLink, unconfirmedOfOther } from '#server/platform/mail/incoming/unconfirmed.ts'
import { communityIsArchived } from '#server/platform/refuse.ts'

const sends = { answer: z.uuid() }
const posted = 'Posted, under your name.'
const thrownAway = 'Thrown away.'

export const unconfirmedRoutes: readonly Endpoint[] = [
  mailActPage(unconfirmedLink, {
    summary: 'Answers that came by mail in the name of the holder of this mailed link, and that nobody vouched for.',
    view: unconfirmedsView,
    read: readUnconfirmed,
    page: mailedAnswersPage,
  }),
  mailActChoice(unconfirmedLink, {
    at: '/posting',
    byMail: {
      from: 'a mail that says that an answer waits',
      does: 'Post an answer that came in one’s name and that nobody vouched for, or throw it away',
    },
    summary: 'Says that such an answer is one’s own: it is posted.',
    refusals: [unconfirmedOfOther, communityIsArchived],
    sends,
    press: (work, actor, link, { answer }) => postUnconfirmed(work, actor, { answer, link }),
    respond: (_view, { token }) => ({ location: `${unconfirmedLink.path}/${token}`, flash: posted }),
  }),
  mailActChoice(unconfirmedLink, {
    at: '/removal',
    byMail: 'part of another',
    summary: 'Throws such an answer away.',
    refusals: [unconfirmedOfOther],
    sends,
    press: (work, actor, link, { answer }) => throwAway(work, actor, { answer, link }),
    respond: (_view, { token }) => ({ location: `${unconfirmedLink.path}/${token}`, flash: thrownAway }),
  }),
  reads({
    path: '/inbox/answers',
    summary: 'Answers that came by mail in my name, and that nobody vouched for.',
    who: 'signed_in',
    view: unconfirmedsView,
    read: (look, actor) => listUnconfirmed(look, actor),
    page: unconfirmedPage,
  }),
  acts({
    path: '/inbox/answers/:answer/posting',
    summary: 'Says that such an answer is mine: it is posted.',
    who: 'signed_in',
    refusals: [communityIsArchived],
    act: (work, actor, { answer }) => postUnconfirmed(work, actor, { answer }),
    respond: () => ({ location: '/inbox/answers', flash: posted }),
  }),
  acts({
    path: '/inbox/answers/:answer/removal',
    summary: 'Throws such an answer away.',
    who: 'signed_in',
    act: (work, actor, { answer }) => throwAway(work, actor, { answer }),
    respond: () => ({ location: '/inbox/answers', flash: thrownAway }),
  }),
]
