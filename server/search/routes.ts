/** The addresses of search. */
import { z } from 'zod'
import { findCommunity } from '#server/communities/room.ts'
import { acts, type Endpoint, emptyPage, reads } from '#server/platform/http/endpoint.ts'
import { noteMiss } from '#server/search/note-miss.ts'
import { searchPage, suggestionsPage } from '#server/search/pages.ts'
import { searchInput, searchView, tooMuch } from '#server/search/search.ts'
import { suggest, suggestionsView } from '#server/search/suggest-views.ts'
import { search } from '#server/search/views.ts'

/** Searches cost more than other pages; a person who types fast asks a few times a second. */
const often = { times: 120, seconds: 60 }
const typed = z.object({ q: z.string().max(20_000).default('') })

export const searchRoutes: readonly Endpoint[] = [
  reads({
    path: '/search',
    summary:
      'Searches all communities of the actor: entries, their discussions and files, and people. Only what the actor may read is found or counted.',
    who: 'signed_in',
    input: searchInput,
    view: searchView,
    limit: often,
    refusals: [tooMuch],
    read: (look, actor, input) => search(look, actor, null, input),
    page: searchPage,
  }),
  reads({
    path: '/search/suggestions',
    summary: 'Suggests titles and people for what is typed so far, from all communities of the actor.',
    who: 'signed_in',
    input: typed,
    view: suggestionsView,
    limit: often,
    refusals: [tooMuch],
    read: (look, actor, { q }) => suggest(look, actor, null, q),
    page: suggestionsPage,
  }),
  reads({
    path: '/c/:community/search',
    summary: 'Searches one community: entries, their discussions and files, and people.',
    who: 'read',
    input: searchInput,
    view: searchView,
    limit: often,
    refusals: [tooMuch],
    read: async (look, actor, { community, ...input }) =>
      search(look, actor, await findCommunity(look, actor, community), input),
    page: searchPage,
  }),
  reads({
    path: '/c/:community/search/suggestions',
    summary: 'Suggests titles and people of one community for what is typed so far.',
    who: 'read',
    input: typed,
    view: suggestionsView,
    limit: often,
    refusals: [tooMuch],
    read: async (look, actor, { community, q }) => suggest(look, actor, await findCommunity(look, actor, community), q),
    page: suggestionsPage,
  }),
  acts({
    path: '/c/:community/search/misses',
    summary:
      'Counts that a search in this community found nothing, once for each person and words. The page that says so sends it.',
    who: 'read',
    keepsNothing: true,
    input: typed,
    view: z.object({}),
    limit: { times: 30, seconds: 60 },
    act: noteMiss,
    respond: () => emptyPage,
  }),
]
