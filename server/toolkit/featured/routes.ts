/**
 * The addresses of the featured strip.
 */
import { z } from 'zod'
import { communityHeadView, findCommunityToChange } from '#server/communities/room.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { chosenId, whole } from '#server/platform/http/input.ts'
import { orderChanged, orderInput } from '#server/platform/order.ts'
import { featureResource, orderFeatured, unfeatureResource } from '#server/toolkit/featured/feature-resource.ts'
import { featuredResourcesPage, replacePage } from '#server/toolkit/featured/pages.ts'
import {
  featuredFull,
  mostFeatured,
  notOpenYet,
  resourceItemView,
  resourceReceipt,
  toolkitAddress,
} from '#server/toolkit/resource.ts'
import { momentOrNothing, orNothing } from '#server/toolkit/resource-input.ts'
import { findResource } from '#server/toolkit/resource-views.ts'
import { featuredResources } from '#server/toolkit/views.ts'

export const featuredRoutes: readonly Endpoint[] = [
  reads({
    path: '/c/:community/toolkit/featured',
    summary: 'The featured strip, to order it.',
    who: 'edit_toolkit',
    view: z.object({ community: communityHeadView, featured: z.array(resourceItemView) }),
    async read(look, actor, input) {
      const community = await findCommunityToChange(look, actor, input.community, 'edit_toolkit')
      return { community, featured: await featuredResources(look, actor, community) }
    },
    page: featuredResourcesPage,
  }),
  acts({
    path: '/c/:community/toolkit/featured',
    summary: 'Puts the featured strip into another order: ids as `order`, and as `was` those it had when it was read.',
    who: 'edit_toolkit',
    refusals: [orderChanged],
    input: z.object(orderInput),
    view: z.object({ slug: z.string() }),
    form: '/c/:community/toolkit/featured',
    act: orderFeatured,
    respond: ({ slug }) => ({ location: `${toolkitAddress(slug)}/featured` }),
  }),
  reads({
    path: '/c/:community/toolkit/:resource/feature',
    summary: 'Puts a resource into the strip; where that is full, asks which one it replaces.',
    who: 'edit_toolkit',
    view: z.object({
      community: communityHeadView,
      resource: z.object({ id: z.string(), title: z.string() }),
      featured: z.array(resourceItemView),
    }),
    async read(look, actor, input) {
      const community = await findCommunityToChange(look, actor, input.community, 'edit_toolkit')
      const [{ id, title }, featured] = await Promise.all([
        findResource(look, actor, community, input.resource),
        featuredResources(look, actor, community),
      ])
      return { community, resource: { id, title }, featured }
    },
    page: replacePage,
  }),
  acts({
    path: '/c/:community/toolkit/:resource/feature',
    summary:
      'Features a resource, or moves it in the strip: `place` from 1, `until` a moment; where it is full, `replace` names the one that goes.',
    who: 'edit_toolkit',
    refusals: [notOpenYet, featuredFull],
    input: z.object({
      place: orNothing(whole(1, mostFeatured)),
      replace: orNothing(chosenId),
      until: momentOrNothing,
    }),
    view: resourceReceipt,
    form: '/c/:community/toolkit/:resource/feature',
    act: featureResource,
    respond: (_view, input) => ({
      location: `${toolkitAddress(input.community)}/featured`,
      flash: 'The featured strip is saved.',
    }),
  }),
  acts({
    path: '/c/:community/toolkit/:resource/unfeature',
    summary: 'Takes a resource out of the featured strip.',
    who: 'edit_toolkit',
    view: resourceReceipt.extend({ place: z.number().int().nullable(), until: z.date().nullable() }),
    act: unfeatureResource,
    respond: ({ location, place, until }, input) => ({
      location: `${toolkitAddress(input.community)}/featured`,
      flash: 'It is no longer featured. It is still in the Toolkit.',
      undo: place
        ? { action: `${location}/feature`, fields: { place, ...(until ? { until: until.toISOString() } : {}) } }
        : undefined,
    }),
  }),
]
