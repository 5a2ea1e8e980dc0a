/** Endpoints of circles. */
import { z } from 'zod'
import { communityHeadView } from '#server/communities/room.ts'
import {
  circleArchived,
  circleJoinings,
  circlesAddress,
  notByRequest,
  onlyByRequest,
} from '#server/people/circles/circle.ts'
import {
  answerCircleRequest,
  askToJoinCircle,
  joinCircle,
  leaveCircle,
  removeFromCircle,
  withdrawCircleRequest,
} from '#server/people/circles/join-circle.ts'
import { circlePage, circlesPage, editCirclePage, newCirclePage } from '#server/people/circles/pages.ts'
import { archiveCircle, editCircle, openCircle, returnCircle } from '#server/people/circles/run-circle.ts'
import {
  circlesView,
  circleView,
  readCircle,
  readCirclesPage,
  readCircleToChange,
  readNewCircle,
} from '#server/people/circles/views.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { naming, optionalProse } from '#server/platform/http/input.ts'

const all = '/c/:community/circles'
const one = `${all}/:circle`
const circleRef = z.object({ id: z.string(), name: z.string(), address: z.string() })
const circleText = {
  name: naming(120, 'A circle needs a name.'),
  about: optionalProse(1000),
  joining: z.enum(circleJoinings).default('open'),
}
const limit = { times: 60, seconds: 600 }
/** The terms of an act on one circle that leads back to it. */
const onCircle = { view: circleRef, form: one, limit } as const
const runs = { ...onCircle, who: 'read' } as const

export const circleEndpoints: readonly Endpoint[] = [
  reads({
    path: all,
    summary: 'The circles of a community: the reader’s own first, archived ones last.',
    who: 'read',
    view: circlesView,
    read: readCirclesPage,
    page: circlesPage,
  }),
  reads({
    path: `${all}/new`,
    summary: 'The form that opens a circle.',
    who: 'discuss',
    json: 'none',
    view: z.object({ community: communityHeadView }),
    read: readNewCircle,
    page: newCirclePage,
  }),
  acts({
    path: all,
    summary: 'Opens a circle; its `joining` is open or request.',
    who: 'discuss',
    limit: { times: 20, seconds: 600 },
    input: z.object(circleText),
    view: circleRef,
    created: true,
    form: `${all}/new`,
    act: openCircle,
    respond: ({ address }) => ({ location: address, flash: 'The circle is open. You look after it.' }),
  }),
  reads({
    path: one,
    summary: 'A circle: what it is for, its people, and for them what was written for it alone.',
    who: 'read',
    view: circleView,
    read: readCircle,
    page: circlePage,
  }),
  reads({
    path: `${one}/edit`,
    summary: 'The form that changes a circle.',
    who: 'read',
    view: circleView,
    read: readCircleToChange,
    page: editCirclePage,
  }),
  acts({
    ...runs,
    path: one,
    summary: 'Changes the name of a circle, what it is for, and how one joins it.',
    also: 'PUT',
    form: `${one}/edit`,
    input: z.object(circleText),
    act: editCircle,
    respond: ({ address }) => ({ location: address, flash: 'Saved.' }),
  }),
  acts({
    ...onCircle,
    path: `${one}/joining`,
    summary: 'Joins an open circle.',
    who: 'discuss',
    refusals: [circleArchived, onlyByRequest],
    act: joinCircle,
    respond: ({ address }) => ({ location: address, flash: 'You are in this circle.' }),
  }),
  acts({
    ...onCircle,
    path: `${one}/requests`,
    summary: 'Asks to join a circle.',
    who: 'discuss',
    refusals: [circleArchived, notByRequest],
    act: askToJoinCircle,
    respond: ({ address }) => ({ location: address, flash: 'Asked. You get a notice of the answer.' }),
  }),
  acts({
    ...onCircle,
    path: `${one}/requests/withdrawal`,
    summary: 'Takes back my request to join a circle.',
    who: 'read',
    act: withdrawCircleRequest,
    respond: ({ address }) => ({ location: address, flash: 'Your request is taken back.' }),
  }),
  acts({
    ...onCircle,
    path: `${one}/leaving`,
    summary: 'Leaves a circle: what was written for it can’t be read by me any more.',
    who: 'read',
    act: leaveCircle,
    respond: ({ address }) => ({ location: address, flash: 'You are no longer in this circle.' }),
  }),
  acts({
    ...runs,
    path: `${one}/requests/:person/approval`,
    summary: 'Lets somebody into a circle who asked.',
    refusals: [circleArchived],
    act: (work, actor, asked) => answerCircleRequest(work, actor, asked, 'yes'),
    respond: ({ address }) => ({ location: address, flash: 'They are in the circle now.' }),
  }),
  acts({
    ...runs,
    path: `${one}/requests/:person/refusal`,
    summary: 'Declines a request to join a circle.',
    act: (work, actor, asked) => answerCircleRequest(work, actor, asked, 'no'),
    respond: ({ address }) => ({ location: address, flash: 'The request is declined.' }),
  }),
  acts({
    ...runs,
    path: `${one}/people/:person/removal`,
    summary: 'Takes somebody out of a circle.',
    also: 'DELETE',
    act: removeFromCircle,
    respond: ({ address }) => ({ location: address, flash: 'They are no longer in the circle.' }),
  }),
  acts({
    ...runs,
    path: `${one}/archive`,
    summary: 'Archives a circle: its people read what there is, and nothing new comes.',
    act: archiveCircle,
    respond: ({ address }, { community }) => ({
      location: circlesAddress(community),
      flash: 'The circle is archived.',
      undo: { action: `${address}/return` },
    }),
  }),
  acts({
    ...runs,
    path: `${one}/return`,
    summary: 'Takes a circle out of the archive.',
    act: returnCircle,
    respond: ({ address }) => ({ location: address, flash: 'The circle is open again.' }),
  }),
]
