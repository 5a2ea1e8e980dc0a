/**
 * The addresses of the Toolkit and its resources.
 */
import { z } from 'zod'
import { communityHeadView, findCommunity } from '#server/communities/room.ts'
import { discussionAbout, threadView } from '#server/discussions/room.ts'
import { acts, answers, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { addressId, optionalLine } from '#server/platform/http/input.ts'
import { activeContent, falseName } from '#server/platform/media-type.ts'
import { forbidden } from '#server/platform/refuse.ts'
import { addResource } from '#server/toolkit/add-resource.ts'
import { changeResource } from '#server/toolkit/change-resource.ts'
import { readEditForm, readNewForm, ways } from '#server/toolkit/form-views.ts'
import { removeResource, returnResource } from '#server/toolkit/remove-resource.ts'
import {
  addressTaken,
  mostCaptions,
  mostThumbnail,
  nothingToAdd,
  resourceKinds,
  resourceReceipt,
  resourceView,
  toolkitAddress,
} from '#server/toolkit/resource.ts'
import { editResourcePage, newResourcePage } from '#server/toolkit/resource-form.ts'
import { aboutResource } from '#server/toolkit/resource-input.ts'
import { resourcePage } from '#server/toolkit/resource-pages.ts'
import { findResource } from '#server/toolkit/resource-views.ts'
import { serveFile } from '#server/toolkit/serve-file.ts'
import { toolkitPage } from '#server/toolkit/toolkit-pages.ts'
import { readToolkit, toolkitView } from '#server/toolkit/toolkit-views.ts'
import { toolkitSorts } from '#server/toolkit/views.ts'

const files = {
  file: { limit: null },
  captions: { limit: mostCaptions },
  thumbnail: { limit: mostThumbnail, picture: { width: 1200, height: 900, fit: 'inside' } },
} as const

const changeRefusals = [activeContent, falseName]

export const resourceRoutes: readonly Endpoint[] = [
  reads({
    path: '/c/:community/toolkit',
    summary:
      'The Toolkit, newest first, by `title` or by `talk`: filtered by words, kind and topic (a slug, or `none`), a page at a time.',
    who: 'read',
    input: z.object({
      words: optionalLine(200),
      kind: z.enum(resourceKinds).nullable().catch(null).default(null),
      topic: z.string().min(1).max(200).nullable().catch(null).default(null),
      show: z.enum(['all', 'closed']).catch('all').default('all'),
      sort: z.enum(toolkitSorts).catch('new').default('new'),
      after: addressId.nullable().default(null),
      removed: addressId.nullable().default(null),
    }),
    view: toolkitView,
    read: readToolkit,
    page: toolkitPage,
    elsewhere: (view, _actor, input) =>
      view.community.slug === input.community ? null : toolkitAddress(view.community.slug),
  }),
  reads({
    path: '/c/:community/toolkit/new',
    summary: 'The form that adds a resource: a link, a file or a text.',
    who: 'edit_toolkit',
    input: z.object({ way: z.enum(ways).catch('link').default('link') }),
    json: 'none',
    read: (look, actor, input) => readNewForm(look, actor, input.community, input.way),
    page: newResourcePage,
  }),
  acts({
    path: '/c/:community/toolkit',
    summary: 'Adds a resource: give `address`, `source` (Markdown) or `file`; everything else can be left out.',
    who: 'edit_toolkit',
    refusals: [...changeRefusals, nothingToAdd, addressTaken],
    input: aboutResource,
    view: resourceReceipt,
    created: true,
    form: '/c/:community/toolkit/new',
    files,
    limit: { times: 120, seconds: 600 },
    act: addResource,
    respond: (view) => ({ location: view.location, flash: 'It is in the Toolkit. Edit it to say more.' }),
  }),
  reads({
    path: '/c/:community/toolkit/:resource',
    summary: 'One resource with its discussion.',
    who: 'read',
    view: z.object({ community: communityHeadView, resource: resourceView, discussion: threadView.nullable() }),
    async read(look, actor, input) {
      const community = await findCommunity(look, actor, input.community)
      const [resource, discussion] = await Promise.all([
        findResource(look, actor, community, input.resource),
        discussionAbout(look, actor, community, input.resource),
      ])
      return { community, resource, discussion }
    },
    page: resourcePage,
  }),
  reads({
    path: '/c/:community/toolkit/:resource/edit',
    summary: 'The form that changes a resource.',
    who: 'edit_toolkit',
    json: 'none',
    read: (look, actor, input) => readEditForm(look, actor, input.community, input.resource),
    page: editResourcePage,
  }),
  acts({
    path: '/c/:community/toolkit/:resource',
    summary: 'Changes a resource; all of it is said again.',
    who: 'edit_toolkit',
    also: 'PUT',
    refusals: changeRefusals,
    input: aboutResource,
    view: resourceReceipt,
    form: '/c/:community/toolkit/:resource/edit',
    files,
    limit: { times: 120, seconds: 600 },
    act: changeResource,
    respond: (view) => ({ location: view.location, flash: 'Saved.' }),
  }),
  acts({
    path: '/c/:community/toolkit/:resource/removal',
    summary: 'Takes a resource out of the Toolkit; it can come back.',
    who: 'delete_own_resource',
    view: resourceReceipt,
    act: removeResource,
    respond: (view, input) => ({ location: `${toolkitAddress(input.community)}?removed=${view.id}` }),
  }),
  acts({
    path: '/c/:community/toolkit/:resource/return',
    summary: 'Brings a removed resource back.',
    who: 'delete_own_resource',
    refusals: [addressTaken],
    view: resourceReceipt,
    act: returnResource,
    respond: (view) => ({ location: view.location, flash: 'It is back in the Toolkit.' }),
  }),
  answers({
    path: '/files/:file',
    summary: 'An uploaded file, in ranges if asked; with `?download` to keep it.',
    who: 'signed_in',
    refusals: [forbidden],
    handle: serveFile,
  }),
]
