/** The addresses around an article's text: put in as a page, written by whom it is open to, its versions. */
import { z } from 'zod'
import { findWritten, versionedKind, versionRoutes, writingInput, writtenView } from '#server/bodies/room.ts'
import { communityHeadView, findCommunity } from '#server/communities/room.ts'
import { pageKind } from '#server/pages/room.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { addressId, tick } from '#server/platform/http/input.ts'
import { insist } from '#server/platform/refuse.ts'
import { resourceChanged } from '#server/toolkit/activities.ts'
import { mayEdit } from '#server/toolkit/policy.ts'
import { putPage } from '#server/toolkit/put-into-toolkit.ts'
import { readToolkitCounts } from '#server/toolkit/reads-counts.ts'
import { articleWriters, resourceReceipt } from '#server/toolkit/resource.ts'
import { aboutResource } from '#server/toolkit/resource-input.ts'
import { putPagePage, writeTextPage } from '#server/toolkit/text-pages.ts'
import { findArticle, findText } from '#server/toolkit/text-views.ts'
import { writeText } from '#server/toolkit/write-text.ts'

const path = '/c/:community/toolkit'

const versionedArticles = versionedKind({
  name: 'an article',
  path: `${path}/:resource`,
  params: { community: z.string(), resource: addressId },
  who: 'discuss',
  tab: 'toolkit',
  find: findArticle,
  async changed(work, actor, { id, community }) {
    await work.record(resourceChanged, { communityId: community.id, by: actor, objectId: id })
  },
})

export const textRoutes: readonly Endpoint[] = [
  reads({
    path: `${path}/pages/:page`,
    summary: 'The form that puts a working page into the Toolkit.',
    who: 'edit_toolkit',
    json: 'none',
    async read(look, actor, input) {
      const community = await findCommunity(look, actor, input.community)
      const page = await findWritten(look, actor, community, { kind: pageKind, id: input.page })
      insist(mayEdit(actor, community))
      return { community, page, topics: (await readToolkitCounts(look, actor, community)).topics }
    },
    page: putPagePage,
  }),
  acts({
    path: `${path}/pages/:page`,
    summary: 'Puts a working page into the Toolkit: the same entry is an article from then on.',
    who: 'edit_toolkit',
    input: z.object({
      ...aboutResource.pick({ summary: true, topics: true, newTopic: true }).shape,
      staysOpen: tick(),
    }),
    view: resourceReceipt,
    created: true,
    form: `${path}/pages/:page`,
    act: putPage,
    respond: ({ location }) => ({ location, flash: 'It is in the Toolkit, with its versions and its discussion.' }),
  }),
  reads({
    path: `${path}/:resource/text`,
    summary: 'The form that writes the text of an article.',
    who: 'discuss',
    view: z.object({ community: communityHeadView, text: writtenView }),
    async read(look, actor, input) {
      const community = await findCommunity(look, actor, input.community)
      return { community, text: await findText(look, actor, community, input.resource) }
    },
    page: writeTextPage,
  }),
  acts({
    path: `${path}/:resource/text`,
    summary: 'Writes the text of an article, for the people who may write it.',
    who: 'discuss',
    also: 'PUT',
    input: z.object(writingInput(articleWriters)),
    view: resourceReceipt,
    form: `${path}/:resource/text`,
    limit: { times: 60, seconds: 60 },
    act: writeText,
    respond: ({ location }) => ({ location, flash: 'Saved. What it said before is among its versions.' }),
  }),
  ...versionRoutes(versionedArticles),
]
