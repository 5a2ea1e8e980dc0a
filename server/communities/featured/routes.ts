/**
 * Endpoints of the people in front.
 */
import { z } from 'zod'
import type { Arranged } from '#server/communities/featured/arrange.ts'
import {
  addContainer,
  changeContainer,
  moveContainer,
  removeContainer,
  undoRemoval,
} from '#server/communities/featured/arrange-containers.ts'
import {
  featureMyself,
  featurePerson,
  movePerson,
  orderPeople,
  quotePerson,
  unfeaturePerson,
} from '#server/communities/featured/arrange-people.ts'
import { containerSizes, featuredContainerView } from '#server/communities/featured/container.ts'
import { featuredPeoplePage } from '#server/communities/featured/pages.ts'
import { featuredPageView, readFeaturedPage } from '#server/communities/featured/views.ts'
import { acts, type Endpoint, type Outcome, reads } from '#server/platform/http/endpoint.ts'
import { chosenId, line, naming, optionalLine } from '#server/platform/http/input.ts'
import { orderChanged, orderInput } from '#server/platform/order.ts'

const root = '/c/:community/settings/people'
const form = root
const who = 'manage_featured_people'
const view = z.object({ slug: z.string(), containers: z.array(featuredContainerView), undo: z.string().nullable() })

const container = { name: naming(60), size: z.enum(containerSizes) }
const quote = optionalLine(400)
const move = z.enum(['up', 'down'])

function respond({ slug, undo }: Arranged): Outcome {
  const location = `/c/${slug}/settings/people`
  if (!undo) return { location }
  return { location, flash: 'Removed.', undo: { action: `${location}/undo`, fields: { activity: undo } } }
}

/** The terms of each change of featured people. */
const arranges = { who, view, respond } as const

export const featuredEndpoints: readonly Endpoint[] = [
  reads({
    path: root,
    summary: 'Who stands in front, for those who choose them.',
    who,
    whileArchived: true,
    view: featuredPageView,
    read: readFeaturedPage,
    page: featuredPeoplePage,
  }),
  acts({
    path: root,
    summary: 'Adds a group of featured people.',
    ...arranges,
    created: true,
    input: z.object(container),
    form,
    act: addContainer,
  }),
  acts({
    path: `${root}/me`,
    summary: 'Features yourself.',
    ...arranges,
    act: featureMyself,
    respond: ({ slug }) => ({ location: `/c/${slug}`, flash: 'You are featured now.' }),
  }),
  acts({
    path: `${root}/undo`,
    summary: 'Brings back a group or a featured person that was taken away.',
    ...arranges,
    input: z.object({ activity: chosenId }),
    act: undoRemoval,
  }),
  acts({
    path: `${root}/:container`,
    summary: 'Renames and resizes a group of featured people.',
    ...arranges,
    also: 'PUT',
    input: z.object(container),
    form,
    act: changeContainer,
  }),
  acts({
    path: `${root}/:container/moves`,
    summary: 'Moves a group of featured people up or down.',
    ...arranges,
    input: z.object({ move }),
    act: moveContainer,
  }),
  acts({
    path: `${root}/:container/removal`,
    summary: 'Takes a group of featured people away.',
    ...arranges,
    also: 'DELETE',
    act: removeContainer,
  }),
  acts({
    path: `${root}/:container/order`,
    summary:
      'Puts the people of a group into another order: ids as `order`, and as `was` those they had when they were read.',
    ...arranges,
    refusals: [orderChanged],
    input: z.object(orderInput),
    form,
    act: orderPeople,
  }),
  acts({
    path: `${root}/:container/persons`,
    summary: 'Puts a member in front; `who` is a name, a handle or a mail address.',
    ...arranges,
    created: true,
    input: z.object({ who: line(320), quote }),
    form,
    act: featurePerson,
  }),
  acts({
    path: `${root}/:container/persons/:person`,
    summary: 'Changes what a featured person is quoted with.',
    ...arranges,
    also: 'PUT',
    input: z.object({ quote }),
    form,
    act: quotePerson,
  }),
  acts({
    path: `${root}/:container/persons/:person/moves`,
    summary: 'Moves a featured person up or down.',
    ...arranges,
    input: z.object({ move }),
    act: movePerson,
  }),
  acts({
    path: `${root}/:container/persons/:person/removal`,
    summary: 'Takes a featured person out of the front.',
    ...arranges,
    also: 'DELETE',
    act: unfeaturePerson,
  }),
]
