/**
 * The addresses to upload a list and to import it.
 */
import { z } from 'zod'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { optionalLine, tick, upload } from '#server/platform/http/input.ts'
import { activeContent, falseName } from '#server/platform/media-type.ts'
import { inputInvalid } from '#server/platform/refuse.ts'
import { listCountsView, longestList } from '#server/toolkit/import/list-counts.ts'
import { importPage } from '#server/toolkit/import/pages.ts'
import { listTooSlow } from '#server/toolkit/import/read-list-apart.ts'
import { readImport, uploadList } from '#server/toolkit/import/upload-list.ts'
import { toolkitAddress } from '#server/toolkit/resource.ts'

/** A pasted list keeps its lines; how long it may be is the use case's to say. */
const pasted = z.string().default('')

export const importRoutes: readonly Endpoint[] = [
  reads({
    path: '/c/:community/toolkit/import',
    summary: 'The form to import a list, and what an uploaded list would add.',
    who: 'edit_toolkit',
    refusals: [listTooSlow, inputInvalid],
    input: z.object({ token: optionalLine(2000) }),
    json: 'none',
    read: readImport,
    page: importPage,
  }),
  acts({
    path: '/c/:community/toolkit/import',
    summary:
      'Takes a list (`list` in Markdown, or `file`) and tells what it would bring; with `token`, or `sure`, brings it.',
    who: 'edit_toolkit',
    refusals: [activeContent, falseName, listTooSlow],
    input: z.object({ list: pasted, file: upload(), token: optionalLine(2000), sure: tick() }),
    view: z.object({ isDone: z.boolean(), token: z.string().nullable(), counts: listCountsView }),
    form: '/c/:community/toolkit/import',
    files: { file: { limit: longestList } },
    limit: { times: 30, seconds: 600 },
    act: uploadList,
    respond: (view, input) =>
      view.isDone
        ? {
            location: toolkitAddress(input.community),
            flash: '{added, plural, one {# resource is new} other {# resources are new}} in the Toolkit.',
            values: { added: view.counts.added },
          }
        : { location: `${toolkitAddress(input.community)}/import?token=${view.token}` },
  }),
]
