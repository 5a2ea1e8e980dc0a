/**
 * The addresses of mailed ballots. Machines and people both open links, so opening one changes only this process's memory,
 * and no GET here ever votes.
 */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { actorOfRequest, hiddenAddress, sealWhom } from '#server/identity/room.ts'
import { askFirst } from '#server/pings/ballots/ask-first.ts'
import {
  ballotLink,
  ballotOfOther,
  ballotUnknown,
  nothingToTakeBack,
  openingsAbout,
  optionOfCode,
  readBallotCookie,
  stillWatched,
  unconfirmedLink,
} from '#server/pings/ballots/ballot.ts'
import { castMailedVote } from '#server/pings/ballots/cast-mailed-vote.ts'
import { confirmVote } from '#server/pings/ballots/confirm-vote.ts'
import {
  type Bearer,
  ballotPage,
  donePage,
  doneWithoutCookie,
  unconfirmedPage,
  whyPage,
} from '#server/pings/ballots/pages.ts'
import { undoVote } from '#server/pings/ballots/undo-vote.ts'
import {
  type BallotView,
  readBallot,
  readClosedResults,
  readDone,
  readUnconfirmed,
} from '#server/pings/ballots/views.ts'
import { choiceInvalid, pingAddress, pingIsClosed, pingIsWithdrawn, sayWhyHere } from '#server/pings/ping.ts'
import { personIdOf } from '#server/platform/actor.ts'
import { acts, answers, type Endpoint } from '#server/platform/http/endpoint.ts'
import { locationOf } from '#server/platform/http/own-path.ts'
import { translator } from '#server/platform/i18n.ts'
import { lightAct, lightHeaders } from '#server/platform/mail/acts/light-page.ts'
import { mailActChoice, mailActPage } from '#server/platform/mail/acts/mail-act.ts'
import { behind } from '#server/platform/mail/acts/mail-link.ts'
import { linkMark, openingsOf } from '#server/platform/mail/acts/openings.ts'
import { communityIsArchived, refuse } from '#server/platform/refuse.ts'
import { randomToken } from '#server/platform/secrets.ts'
import type { Look, Platform } from '#server/platform/work.ts'

const path = '/b/:ballot/:code'
const short = z.string().max(200)
const answer = z.string('Choose one from the list.').max(200)
const whyVotesFail = [ballotOfOther, choiceInvalid, pingIsClosed, pingIsWithdrawn, communityIsArchived]

/** These endpoints find out themselves who uses the browser. */
const itself = { who: 'bearer', ownActor: true, headers: lightHeaders } as const
/** What a browser may do with the answer it gave; its cookie is the right. */
const ofBrowser = {
  who: 'bearer',
  via: 'mail',
  byMail: 'part of another',
  headers: lightHeaders,
  keepsNothing: true,
  json: 'none',
  respond: () => ({ location: '/b/done' }),
} as const

/** Fields a browser may send that do not say who uses it. */
const blandCookies = new Set(['ballot', 'said', 'locale'])

export const ballotRoutes: readonly Endpoint[] = [
  answers({
    path: '/b/done',
    summary: 'After an answer from the mail: the totals of that Ping, for the browser that answered.',
    ...itself,
    async handle(platform, visitor, request, reply) {
      const cookie = readBallotCookie(platform.secrets, request.cookies)
      const isOwnSession = cookie !== null && (await signedInAs(platform, request)) === cookie.personId
      const done = cookie && (await readDone(lookNow(platform), cookie, isOwnSession))
      const page = done ? donePage(done, cookie.asksFirst) : doneWithoutCookie(translator(visitor.locale))
      return reply.type('text/html; charset=utf-8').send(page.toString())
    },
  }),
  answers({
    path: '/b/why',
    summary: 'After an answer from the mail: mails its person a code, and leads to where they say why.',
    ...itself,
    async handle(platform, _visitor, request, reply) {
      const cookie = readBallotCookie(platform.secrets, request.cookies)
      const ballot = cookie && (await readBallot(lookNow(platform), cookie.ballot))
      if (!ballot || ballot.personId !== cookie.personId) return reply.redirect('/sign-in', 303)
      const to = `${pingAddress(ballot.community.slug, ballot.ping)}?${sayWhyHere}`
      if (await signedInAs(platform, request)) return reply.redirect(locationOf(to), 303)
      const whom = sealWhom(platform.secrets, ballot.email)
      const page = whyPage(ballot, { whom, to, shownAddress: hiddenAddress(ballot.email) })
      return reply.type('text/html; charset=utf-8').send(page.toString())
    },
  }),
  answers({
    path: '/b/:ballot',
    summary: 'A mailed ballot’s link that was cut off: it is not found.',
    ...itself,
    refusals: [ballotUnknown],
    handle: async () => refuse(ballotUnknown),
  }),
  answers({
    path,
    summary: 'A mailed ballot, with one answer marked. Opening it casts nothing.',
    ...itself,
    ...behind(ballotLink, 'ballot'),
    async handle(platform, _visitor, request, reply) {
      const params = request.params as { ballot: string; code: string }
      const key = ballotLink.open(platform.secrets, params.ballot) ?? refuse(ballotUnknown)
      const look = lookNow(platform)
      const ballot = (await readBallot(look, key)) ?? refuse(ballotUnknown)
      const marked = optionOfCode(platform.secrets, key, ballot.ping.options, params.code)
      if (marked === undefined) refuse(ballotUnknown)
      const opening = { of: openingsAbout(ballot.ballotId), link: linkMark(params.code), at: Date.now() }
      const openings = openingsOf(platform)
      // No mail holds the link that marks no answer, so opening it is no sign of a machine.
      if (marked !== null) openings.note(opening)
      const bearer = await bearerOf(platform, request, ballot)
      const isSuspect = ballot.isMarked || openings.anotherNear(opening)
      const sendNow =
        bearer.is === 'own' && !bearer.asksFirst && marked !== null && !isSuspect && request.method === 'GET'
      const results = await readClosedResults(look, ballot.ping)
      const action = `/b/${params.ballot}/${params.code}`
      const page = ballotPage({
        ballot,
        secrets: platform.secrets,
        marked,
        action,
        press: randomToken().slice(0, 11),
        bearer: bearer.is,
        sendNow,
        results,
      })
      return reply.type('text/html; charset=utf-8').send(page.toString())
    },
  }),
  acts({
    path,
    summary: 'Casts the vote of a mailed ballot: the code of its answer is in the form.',
    ...behind(ballotLink, 'ballot'),
    ...lightAct,
    via: 'mail',
    byMail: { from: ['ping', 'ping_reminder'], does: 'Answer a Ping, and change the answer' },
    refusals: whyVotesFail,
    input: z.object({ ballot: short, code: short, answer, press: short.optional() }),
    act: castMailedVote,
    respond: ({ location }) => ({ location }),
  }),
  mailActPage(unconfirmedLink, {
    summary: 'An answer from a mail whose links a machine opened too: it waits for a person here.',
    headers: lightHeaders,
    json: 'none',
    query: { answer: short.optional() },
    read: (look, _actor, key, { answer }) => readUnconfirmed(look, key, answer),
    page: unconfirmedPage,
  }),
  mailActChoice(unconfirmedLink, {
    byMail: 'part of another',
    summary: 'Counts an answer that waited, ten seconds after the last opening of its mail’s links.',
    ...lightAct,
    form: '/b/unconfirmed/:token',
    refusals: [...whyVotesFail, stillWatched],
    sends: { answer },
    press: confirmVote,
    respond: ({ location }) => ({ location }),
  }),
  acts({
    path: '/b/undo',
    summary: 'Takes back the answer this browser gave from the mail in the last ten minutes.',
    ...ofBrowser,
    refusals: [ballotUnknown, ballotOfOther, nothingToTakeBack, pingIsClosed, pingIsWithdrawn, communityIsArchived],
    act: (work, actor, _input, request) => undoVote(work, actor, request),
  }),
  acts({
    path: '/b/asking',
    summary: 'Whether this browser sends an answer from the mail at once, or waits for the button.',
    ...ofBrowser,
    refusals: [ballotUnknown],
    input: z.object({ asks: z.enum(['yes', 'no']) }),
    act: (work, _actor, { asks }, request) => askFirst(work, asks === 'yes', request),
  }),
]

/** A look for an address that reads its own time. */
function lookNow(platform: Platform): Look {
  return { db: platform.database.read, now: new Date(), log: platform.log, platform }
}

/** The person who uses the browser, as far as it says: a scanner brings neither a session nor the ballot cookie. */
async function bearerOf(
  platform: Platform,
  request: FastifyRequest,
  ballot: BallotView,
): Promise<{ is: Bearer; asksFirst: boolean }> {
  const cookie = readBallotCookie(platform.secrets, request.cookies)
  const isTheirs = cookie?.personId === ballot.personId && cookie.ballot.version === ballot.version
  const asksFirst = isTheirs && cookie.asksFirst
  const signedIn = await signedInAs(platform, request)
  if (signedIn) return { is: signedIn === ballot.personId ? 'own' : 'other', asksFirst }
  return { is: isTheirs ? 'own' : 'link', asksFirst }
}

/** The person signed in in this browser. A request that brings neither a telling cookie nor an authorization costs no query. */
async function signedInAs(platform: Platform, request: FastifyRequest): Promise<string | null> {
  const brings = Object.keys(request.cookies).some((name) => !blandCookies.has(name))
  if (!brings && !request.headers.authorization) return null
  return personIdOf(await actorOfRequest(platform, request))
}
