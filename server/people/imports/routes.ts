/**
 * Endpoints of files of people: the same below a community, for those who look after its members, and below the site.
 */
import { z } from 'zod'
import { chooseColumns, chooseEncoding, dropFile } from '#server/people/imports/correct-import.ts'
import { chosenEncoding } from '#server/people/imports/encodings.ts'
import type { InPlace, OneImport } from '#server/people/imports/find-import.ts'
import { importIsRunning, importNotReady, inviteChoices, nobodyToInvite } from '#server/people/imports/import.ts'
import { importPage } from '#server/people/imports/import-page.ts'
import { importsPage } from '#server/people/imports/imports-page.ts'
import { lineResults } from '#server/people/imports/plan-line.ts'
import { largestFile } from '#server/people/imports/read-table.ts'
import { readReport } from '#server/people/imports/reads-report.ts'
import { inviteOfImport, startImport } from '#server/people/imports/start-import.ts'
import { type ImportRef, uploadFile } from '#server/people/imports/upload-file.ts'
import { importsView, importView, readImport, readImports } from '#server/people/imports/views.ts'
import { lookFor } from '#server/platform/http/answer.ts'
import { acts, answers, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { addressId, chosenId, several, upload, whole } from '#server/platform/http/input.ts'
import { idFrom } from '#server/platform/ids.ts'
import { notFound } from '#server/platform/refuse.ts'

const limit = { times: 60, seconds: 600 }
const importRef = z.object({ id: z.string(), address: z.string() })

/** One value, or nothing where none was chosen. */
function orNothing<T extends z.ZodType>(one: T) {
  return z.preprocess((value) => (value === '' || value === undefined ? null : value), one.nullable())
}

/** A form sends one field for each column, `columns-0` and so on; a program one list. */
const columns = z.preprocess(
  (given) => {
    const fields = Object.entries((given ?? {}) as Record<string, unknown>).flatMap(([name, value]) => {
      const [, n] = /^columns-(\d{1,3})$/.exec(name) ?? []
      return n === undefined ? [] : [[Number(n), value] as const]
    })
    if (fields.length === 0) return given
    const list = Array.from({ length: Math.max(...fields.map(([n]) => n)) + 1 }, () => '')
    for (const [n, value] of fields) list[n] = String(value)
    return { ...(given as object), columns: list }
  },
  z.object({ import: addressId, community: z.string().optional(), columns: several(z.string().max(100)) }),
)

/** @param base where the files of a place are */
function importRoutes(base: string, who: 'manage_members' | 'manage_people'): readonly Endpoint[] {
  const one = `${base}/:import`
  const there = <T>(input: object) => input as T
  const refusals = who === 'manage_people' ? [notFound] : []
  const to = ({ address }: ImportRef) => ({ location: address })
  return [
    reads({
      path: base,
      summary: 'The form to upload a file of people, and the files that were uploaded here.',
      who,
      refusals,
      view: importsView,
      read: (look, actor, input) => readImports(look, actor, there<InPlace>(input)),
      page: importsPage,
    }),
    acts({
      path: base,
      summary:
        'Takes a file of people (CSV or .xlsx, `file`) and looks it over; `into` is a community or a cohort that all of them come into. Nobody is changed: read the result at `address`, then post to `run` below it.',
      who,
      refusals,
      limit,
      input: z.object({ file: upload(), into: orNothing(chosenId) }),
      files: { file: { limit: largestFile } },
      view: importRef,
      created: true,
      form: base,
      act: (work, actor, input) =>
        uploadFile(work, actor, { ...there<InPlace>(input), file: input.file, into: input.into }),
      respond: to,
    }),
    reads({
      path: one,
      summary: 'A file of people: what each line does or did, 100 at a time; `show` is one of the results.',
      who,
      input: z.object({
        show: z
          .enum([...lineResults, ''])
          .catch('')
          .default(''),
        after: whole(0, 1_000_000).catch(0).default(0),
      }),
      view: importView,
      read: (look, actor, input) =>
        readImport(look, actor, { ...there<OneImport>(input), show: input.show, after: input.after }),
      page: importPage,
    }),
    answers({
      path: `${one}/report.csv`,
      summary: 'The lines that were refused, as they came, with a column that says why (CSV, UTF-8).',
      who,
      async handle(platform, actor, { params }, reply) {
        const { import: part, community } = params as { import: string; community?: string }
        const asked = { import: idFrom(part) ?? '00000000-0000-0000-0000-000000000000', community }
        const file = await readReport(lookFor(platform, actor), actor, asked)
        return reply
          .header('content-type', 'text/csv; charset=utf-8')
          .header('content-disposition', 'attachment; filename="refused.csv"')
          .header('cache-control', 'private, no-store')
          .send(file)
      },
    }),
    acts({
      path: `${one}/encoding`,
      summary: 'Says how the letters of a file are written, where that was asked, and reads it once more.',
      who,
      refusals: [importIsRunning],
      limit,
      input: z.object({ encoding: chosenEncoding }),
      view: importRef,
      form: one,
      act: (work, actor, input) =>
        chooseEncoding(work, actor, { ...there<OneImport>(input), encoding: input.encoding }),
      respond: to,
    }),
    acts({
      path: `${one}/columns`,
      summary:
        'Says what each column holds (`columns`, in their order; empty to leave one out), and looks the file over once more.',
      who,
      refusals: [importIsRunning],
      limit,
      input: columns,
      view: importRef,
      form: one,
      act: (work, actor, input) => chooseColumns(work, actor, input),
      respond: to,
    }),
    acts({
      path: `${one}/run`,
      summary:
        'Brings in the people of a file that was looked over. `invite` is `now`, `date` (with `inviteOn`) or `later`: until then they get no mail.',
      who,
      refusals: [importIsRunning, importNotReady],
      limit,
      input: z.object({
        invite: z.enum(inviteChoices).default('now'),
        inviteOn: orNothing(z.iso.date('This is not a day.')),
      }),
      view: importRef,
      form: one,
      act: (work, actor, input) =>
        startImport(work, actor, { ...there<OneImport>(input), invite: input.invite, inviteOn: input.inviteOn }),
      respond: to,
    }),
    acts({
      path: `${one}/invitations`,
      summary: 'Invites the people of a file who wait for it.',
      who,
      refusals: [nobodyToInvite],
      limit,
      view: importRef.extend({ people: z.number() }),
      act: (work, actor, input) => inviteOfImport(work, actor, there<OneImport>(input)),
      respond: ({ address, people }) => ({
        location: address,
        flash:
          '{n, plural, one {The invitation of # person leaves now.} other {The invitations of # people leave now, in waves.}}',
        values: { n: people },
      }),
    }),
    acts({
      path: `${one}/removal`,
      summary: 'Puts a file away whose people were not brought in.',
      who,
      also: 'DELETE',
      refusals: [importIsRunning],
      view: z.object({ address: z.string() }),
      act: (work, actor, input) => dropFile(work, actor, there<OneImport>(input)),
      respond: ({ address }) => ({ location: address, flash: 'The file is put away. Nobody was changed by it.' }),
    }),
  ]
}

export const importEndpoints: readonly Endpoint[] = [
  ...importRoutes('/c/:community/members/import', 'manage_members'),
  ...importRoutes('/site/people/import', 'manage_people'),
]
