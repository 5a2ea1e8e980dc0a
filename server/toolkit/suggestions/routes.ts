/** The addresses of suggestions. */
import { z } from 'zod'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { optionalNaming, optionalProse, prose, upload } from '#server/platform/http/input.ts'
import { longestSource } from '#server/platform/markdown/markdown.ts'
import { activeContent, falseName } from '#server/platform/media-type.ts'
import { ways } from '#server/toolkit/form-views.ts'
import { addressTaken, nothingToAdd, resourceReceipt, toolkitAddress } from '#server/toolkit/resource.ts'
import { acceptSuggestion, notWaiting, thankForSuggestion } from '#server/toolkit/suggestions/answer-suggestion.ts'
import { longestWhy, suggestionsPage, suggestPage } from '#server/toolkit/suggestions/pages.ts'
import { suggestResource } from '#server/toolkit/suggestions/suggest-resource.ts'
import { readSuggestionForm, readSuggestions, suggestionsView } from '#server/toolkit/suggestions/views.ts'

export const suggestionRoutes: readonly Endpoint[] = [
  reads({
    path: '/c/:community/toolkit/suggest',
    summary: 'The form that suggests a resource: a link, a file or a text.',
    who: 'suggest_resource',
    input: z.object({ way: z.enum(ways).catch('link').default('link') }),
    json: 'none',
    read: (look, actor, { community, way }) => readSuggestionForm(look, actor, community, way),
    page: suggestPage,
  }),
  reads({
    path: '/c/:community/toolkit/suggestions',
    summary: 'Suggestions for the Toolkit: for its editors those that wait, for others their own.',
    who: 'suggest_resource',
    view: suggestionsView,
    read: (look, actor, { community }) => readSuggestions(look, actor, community),
    page: suggestionsPage,
  }),
  acts({
    path: '/c/:community/toolkit/suggestions',
    summary: 'Suggests a resource: give `address`, `source` (Markdown) or `file`. It waits for an editor.',
    who: 'suggest_resource',
    refusals: [nothingToAdd, addressTaken, activeContent, falseName],
    input: z.object({
      address: optionalProse(2000),
      source: optionalProse(longestSource),
      file: upload(),
      title: optionalNaming(300),
      summary: optionalProse(2000),
    }),
    view: resourceReceipt,
    created: true,
    form: '/c/:community/toolkit/suggest',
    files: { file: { limit: null } },
    limit: { times: 20, seconds: 3600 },
    act: suggestResource,
    respond: (view) => ({
      location: view.location,
      flash: 'Thank you. It waits for somebody who looks after the Toolkit.',
    }),
  }),
  acts({
    path: '/c/:community/toolkit/:resource/acceptance',
    summary: 'Puts a suggestion into the Toolkit, under the name of the member who suggested it.',
    who: 'edit_toolkit',
    refusals: [notWaiting],
    view: resourceReceipt,
    act: acceptSuggestion,
    respond: ({ location }) => ({ location, flash: 'It is in the Toolkit.' }),
  }),
  acts({
    path: '/c/:community/toolkit/:resource/thanks',
    summary: 'Does not put a suggestion into the Toolkit, and tells its author why.',
    who: 'edit_toolkit',
    refusals: [notWaiting],
    input: z.object({ why: prose(longestWhy) }),
    view: resourceReceipt,
    form: '/c/:community/toolkit/:resource',
    act: thankForSuggestion,
    respond: (_, { community }) => ({
      location: `${toolkitAddress(community)}/suggestions`,
      flash: 'Your answer is sent.',
    }),
  }),
]
