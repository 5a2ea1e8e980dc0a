/** The addresses of working pages. */
import { z } from 'zod'
import {
  findToWrite,
  findWritten,
  listWritten,
  removalRoutes,
  versionedKind,
  versionRoutes,
  writeWritten,
  writingInput,
  writtenItemView,
  writtenView,
} from '#server/bodies/room.ts'
import { communityHeadView, findCommunity, findCommunityToChange } from '#server/communities/room.ts'
import { discussionAbout, quotePosts, threadView } from '#server/discussions/room.ts'
import { groupInput, listGroupsToWriteFor } from '#server/entries/room.ts'
import { pageRemoved, pageReturned } from '#server/pages/activities.ts'
import { pageKind, pageWriters, templates } from '#server/pages/page.ts'
import { newPagePage, onePage, pagesPage, writePagePage } from '#server/pages/pages.ts'
import { recordVersion } from '#server/pages/record-version.ts'
import { startPage } from '#server/pages/start-page.ts'
import { templateText } from '#server/pages/templates.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { addressId, optionalLine, several } from '#server/platform/http/input.ts'
import { translator } from '#server/platform/i18n.ts'

const what = { ...writingInput(pageWriters), people: optionalLine(1000) }
const begun = z.object({ ...what, group: groupInput })
const path = '/c/:community/pages'

const versionedPages = versionedKind({
  name: 'a working page',
  path: `${path}/:page`,
  params: { community: z.string(), page: addressId },
  who: 'discuss',
  tab: 'pages',
  async find(look, actor, input) {
    const community = await findCommunity(look, actor, input.community)
    const { id, bodyId, title, address } = await findWritten(look, actor, community, { kind: pageKind, id: input.page })
    return { id, community, bodyId, title, address, versionsAddress: `${address}/versions` }
  },
  changed: recordVersion,
})

export const pageRoutes: readonly Endpoint[] = [
  reads({
    path,
    summary: 'The working pages of a community, what was written last first.',
    who: 'read',
    input: z.object({ after: addressId.nullable().default(null) }),
    view: z.object({ community: communityHeadView, pages: z.array(writtenItemView), next: z.string().nullable() }),
    async read(look, actor, { community: slug, after }) {
      const community = await findCommunity(look, actor, slug)
      const { items, next } = await listWritten(look, actor, community, { kind: pageKind, after })
      return { community, pages: items, next }
    },
    page: pagesPage,
  }),
  reads({
    path: `${path}/new`,
    summary: 'The form that starts a working page: from nothing, a `template`, or posts of a `thread`.',
    who: 'discuss',
    input: z.object({
      template: z.enum(templates).catch('blank').default('blank'),
      thread: addressId.optional(),
      post: several(addressId),
    }),
    json: 'none',
    async read(look, actor, { community: slug, template, thread: from, post }) {
      const community = await findCommunityToChange(look, actor, slug, 'discuss')
      const groups = await listGroupsToWriteFor(look, actor, community.id)
      if (!from) {
        const source = templateText(template, translator(actor.locale))
        return { community, groups, template, thread: null, title: '', source }
      }
      const { thread, source } = await quotePosts(look, actor, community, { threadId: from, postIds: post })
      return { community, groups, template, thread, title: thread.title.slice(0, 200), source }
    },
    page: newPagePage,
  }),
  acts({
    path,
    summary: 'Starts a working page, for everybody or for a `group`, a cohort or a circle.',
    who: 'discuss',
    input: begun,
    view: writtenView,
    created: true,
    form: `${path}/new`,
    limit: { times: 30, seconds: 600 },
    act: startPage,
    respond: ({ address }) => ({
      location: address,
      flash: 'The page is there. Everybody who may write it can go on.',
    }),
  }),
  reads({
    path: `${path}/:page`,
    summary: 'A working page with its discussion.',
    who: 'read',
    view: z.object({ community: communityHeadView, page: writtenView, discussion: threadView.nullable() }),
    async read(look, actor, input) {
      const community = await findCommunity(look, actor, input.community)
      const [page, discussion] = await Promise.all([
        // Of any kind: an entry that was once a page redirects to its present address.
        findWritten(look, actor, community, { id: input.page }),
        discussionAbout(look, actor, community, input.page),
      ])
      return { community, page, discussion }
    },
    page: onePage,
    elsewhere: ({ page }) => (page.kind === pageKind ? null : page.address),
  }),
  reads({
    path: `${path}/:page/edit`,
    summary: 'The form that writes a working page.',
    who: 'discuss',
    view: z.object({ community: communityHeadView, page: writtenView }),
    async read(look, actor, input) {
      const community = await findCommunity(look, actor, input.community)
      return { community, page: await findToWrite(look, actor, community, { kind: pageKind, id: input.page }) }
    },
    page: writePagePage,
  }),
  acts({
    path: `${path}/:page`,
    summary: 'Writes a working page: its title, its text, and who may write it.',
    who: 'discuss',
    also: 'PUT',
    input: z.object(what),
    view: writtenView,
    form: `${path}/:page/edit`,
    // Saving is for people at work, not for programs in a loop.
    limit: { times: 60, seconds: 60 },
    act: (work, actor, { page: id, ...writing }) =>
      writeWritten(work, actor, { kind: pageKind, id, ...writing }, recordVersion),
    respond: ({ address }) => ({ location: address, flash: 'Saved. What it said before is among its versions.' }),
  }),
  ...removalRoutes({
    kind: pageKind,
    name: 'a working page',
    path,
    removed: { as: pageRemoved, flash: 'The page is removed.' },
    returned: { as: pageReturned, flash: 'The page is back.' },
  }),
  ...versionRoutes(versionedPages),
]
