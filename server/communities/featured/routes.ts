/**
 * Endpoints of the people in front.
 */
import { z } from 'zod'
import { communityArchived } from '#server/communities/community.ts'
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
import { featuredPage } from '#server/communities/featured/pages.ts'
import { featuredPageView, readFeaturedPage } from '#server/communities/featured/views.ts'
import { place } from '#server/communities/input.ts'
import { type Aftermath, acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { addressId, chosenId, line, naming, optionalLine } from '#server/platform/http/input.ts'
import { orderChanged, orderInput } from '#server/platform/order.ts'
import { forbidden, inputInvalid, notFound } from '#server/platform/refuse.ts'

const root = '/c/:community/settings/people'
const form = root
const who = 'manage_featured_people'
const view = z.object({ slug: z.string(), containers: z.array(featuredContainerView), undo: z.string().nullable() })
const refusals = [notFound, forbidden, communityArchived, inputInvalid]

const inContainer = place.extend({ container: addressId })
const onPerson = inContainer.extend({ person: addressId })
const container = { name: naming(60), size: z.enum(containerSizes) }
const quote = optionalLine(400)
const move = z.enum(['up', 'down'])

function then({ slug, undo }: Arranged): Aftermath {
  const location = `/c/${slug}/settings/people`
  if (!undo) return { location }
  return { location, said: 'Removed.', undo: { action: `${location}/undo`, fields: { activity: undo } } }
}

export const featuredEndpoints: readonly Endpoint[] = [
  reads({
    path: root,
    summary: 'Who stands in front, for those who choose them.',
    who,
    refusals: [notFound, forbidden],
    input: place,
    view: featuredPageView,
    read: readFeaturedPage,
    page: featuredPage,
  }),
  acts({
    path: root,
    summary: 'Adds a group of featured people.',
    who,
    refusals,
    created: true,
    input: place.extend(container),
    view,
    form,
    act: addContainer,
    then,
  }),
  acts({
    path: `${root}/me`,
    summary: 'Puts oneself in front.',
    who,
    refusals,
    input: place,
    view,
    act: featureMyself,
    then: ({ slug }) => ({ location: `/c/${slug}`, said: 'You are featured now.' }),
  }),
  acts({
    path: `${root}/undo`,
    summary: 'Brings back a group or a featured person that was taken away.',
    who,
    refusals,
    input: place.extend({ activity: chosenId }),
    view,
    act: undoRemoval,
    then,
  }),
  acts({
    path: `${root}/:container`,
    summary: 'Renames and resizes a group of featured people.',
    who,
    refusals,
    also: 'PUT',
    input: inContainer.extend(container),
    view,
    form,
    act: changeContainer,
    then,
  }),
  acts({
    path: `${root}/:container/moves`,
    summary: 'Moves a group of featured people up or down.',
    who,
    refusals,
    input: inContainer.extend({ move }),
    view,
    act: moveContainer,
    then,
  }),
  acts({
    path: `${root}/:container/removal`,
    summary: 'Takes a group of featured people away.',
    who,
    refusals,
    also: 'DELETE',
    input: inContainer,
    view,
    act: removeContainer,
    then,
  }),
  acts({
    path: `${root}/:container/order`,
    summary:
      'Puts the people of a group into another order: ids as `order`, and as `was` those they had when they were read.',
    who,
    refusals: [...refusals, orderChanged],
    input: inContainer.extend(orderInput),
    view,
    form,
    act: orderPeople,
    then,
  }),
  acts({
    path: `${root}/:container/persons`,
    summary: 'Puts a member in front; `who` is a name, a handle or a mail address.',
    who,
    refusals,
    created: true,
    input: inContainer.extend({ who: line(320), quote }),
    view,
    form,
    act: featurePerson,
    then,
  }),
  acts({
    path: `${root}/:container/persons/:person`,
    summary: 'Changes what a featured person is quoted with.',
    who,
    refusals,
    also: 'PUT',
    input: onPerson.extend({ quote }),
    view,
    form,
    act: quotePerson,
    then,
  }),
  acts({
    path: `${root}/:container/persons/:person/moves`,
    summary: 'Moves a featured person up or down.',
    who,
    refusals,
    input: onPerson.extend({ move }),
    view,
    act: movePerson,
    then,
  }),
  acts({
    path: `${root}/:container/persons/:person/removal`,
    summary: 'Takes a featured person out of the front.',
    who,
    refusals,
    also: 'DELETE',
    input: onPerson,
    view,
    act: unfeaturePerson,
    then,
  }),
]
