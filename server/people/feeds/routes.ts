/**
 * Endpoints of people feeds.
 */
import { z } from 'zod'
import { dropHeld, letGoOn } from '#server/people/feeds/answer-held.ts'
import { addFeed, editFeed, feedBusy, removeFeed } from '#server/people/feeds/edit-feed.ts'
import { feedInput, feedRuns, feedsAddress, nothingHeld } from '#server/people/feeds/feed.ts'
import { feedPage, feedsPage } from '#server/people/feeds/pages.ts'
import { sendToFeed } from '#server/people/feeds/take-file.ts'
import { feedsView, feedView, listFeedItems, readFeed } from '#server/people/feeds/views.ts'
import { largestFile } from '#server/people/imports/read-table.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { upload } from '#server/platform/http/input.ts'
import { shortId } from '#server/platform/ids.ts'
import { communityIsArchived, notFound } from '#server/platform/refuse.ts'

const one = `${feedsAddress}/:feed` as const
const who = 'manage_people'
const limit = { times: 60, seconds: 600 }
const feedRef = z.object({ id: z.string(), address: z.string() })

export const feedEndpoints: readonly Endpoint[] = [
  reads({
    path: feedsAddress,
    summary: 'The people feeds, each with what its newest file did.',
    who,
    refusals: [notFound],
    view: feedsView,
    read: listFeedItems,
    page: feedsPage,
  }),
  acts({
    path: feedsAddress,
    summary:
      'Sets up a people feed: a file of people that comes again by itself. `into` is a community or a cohort that all of them come into; `deactivates` closes the account of whoever is no longer in it.',
    who,
    refusals: [notFound, communityIsArchived],
    limit,
    input: feedInput,
    view: feedRef,
    created: true,
    form: feedsAddress,
    act: addFeed,
    respond: ({ address }) => ({ location: address, flash: 'The feed is set up. It waits for its first file.' }),
  }),
  reads({
    path: one,
    summary: 'A people feed, with its newest files; where one waits, with the people who are missing from it.',
    who,
    view: feedView,
    read: readFeed,
    page: feedPage,
  }),
  acts({
    path: one,
    also: 'PUT',
    summary: 'Replaces what is set of a people feed. From then on it runs in the name of whoever does this.',
    who,
    refusals: [communityIsArchived],
    limit,
    input: feedInput,
    view: feedRef,
    form: one,
    act: editFeed,
    respond: ({ address }) => ({ location: address, flash: 'Saved.' }),
  }),
  acts({
    path: `${one}/removal`,
    also: 'DELETE',
    summary: 'Removes a people feed. Whom it brought stays as they are.',
    who,
    refusals: [feedBusy],
    act: removeFeed,
    respond: () => ({ location: feedsAddress, flash: 'The feed is removed.' }),
  }),
  acts({
    path: `${one}/files`,
    summary:
      'Takes a file (`file`, CSV or .xlsx) for a people feed. It is looked over and runs by itself; read what it did at `address`. Where too many people are missing from it, it waits for a post to `approval` or `refusal` of the feed.',
    who,
    refusals: [feedRuns],
    limit,
    input: z.object({ file: upload() }),
    files: { file: { limit: largestFile } },
    view: feedRef,
    created: true,
    form: one,
    act: sendToFeed,
    respond: (_, { feed }) => ({ location: `${feedsAddress}/${shortId(feed)}`, flash: 'The file is here.' }),
  }),
  acts({
    path: `${one}/approval`,
    summary: 'Lets a file go on from which many people are missing: they lose what the feed gave.',
    who,
    refusals: [nothingHeld],
    view: z.object({ address: z.string() }),
    act: letGoOn,
    respond: ({ address }) => ({ location: address, flash: 'The file goes on.' }),
  }),
  acts({
    path: `${one}/refusal`,
    summary: 'Drops a file from which many people are missing. Nobody is changed.',
    who,
    refusals: [nothingHeld],
    view: z.object({ address: z.string() }),
    act: dropHeld,
    respond: ({ address }) => ({ location: address, flash: 'The file is dropped. Nobody was changed.' }),
  }),
]
