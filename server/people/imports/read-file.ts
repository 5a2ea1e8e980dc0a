/**
 * A file that was uploaded is read: its lines are kept as they came, and its columns are proposed. Nobody is changed.
 */
import { lockFeed, readMatching } from '#server/people/feeds/store.ts'
import { guessColumns, hasAddresses } from '#server/people/imports/field.ts'
import { fieldsFor } from '#server/people/imports/fields-for.ts'
import { noCounts } from '#server/people/imports/import.ts'
import { readLine } from '#server/people/imports/line.ts'
import { readTable, type TableRead } from '#server/people/imports/read-table.ts'
import { readRemembered } from '#server/people/imports/remembered-store.ts'
import {
  changeImport,
  eachLine,
  type ImportRow,
  readSource,
  saveLines,
  saveRepeats,
} from '#server/people/imports/store.ts'
import type { Work } from '#server/platform/work.ts'

const fileGone = { says: 'This file is no longer kept. Upload it again.' }

interface Headed {
  readonly id: string
  readonly header: readonly string[]
}

/** Reads the file in the encoding that was chosen, or that it has. It then asks, is unreadable, or is looked over. */
export async function readFile(work: Work, file: ImportRow): Promise<void> {
  const source = await readSource(work, file.id)
  const read = source ? await readAs(work, file, source) : { problem: fileGone }
  if ('problem' in read) return changeImport(work, file.id, { state: 'unreadable', problem: read.problem })
  if ('asks' in read) return changeImport(work, file.id, { state: 'asking', samples: read.asks })
  const { header, lines, encoding, delimiter } = read
  await saveLines(work, file.id, lines)
  const allowed = await fieldsFor(work, file.communityId === null ? 'site' : 'community')
  const { columns } = guessColumns(header, { allowed, remembered: await rememberedFor(work, file) })
  await changeImport(work, file.id, { header, encoding, delimiter, lines: lines.length, problem: null, samples: [] })
  await beginCheck(work, { id: file.id, header }, columns)
}

/** A feed is asked for its encoding once: where its next file does not say it either, it is read as the one before. */
async function readAs(work: Work, { encoding, feedId }: ImportRow, source: Buffer): Promise<TableRead> {
  const read = await readTable(source, encoding)
  const feed = 'asks' in read && feedId ? await lockFeed(work, feedId) : null
  return feed?.encoding ? readTable(source, feed.encoding) : read
}

/** What was said of columns before: of the feed's, or by whoever sends the file. */
function rememberedFor(work: Work, { byId, feedId }: ImportRow): Promise<Map<string, string>> {
  return feedId === null ? readRemembered(work, byId) : readMatching(work, feedId)
}

/** Its lines are looked over from the beginning, by these columns; without one for addresses it waits for somebody to say. */
export async function beginCheck(work: Work, file: Headed, columns: readonly string[]): Promise<void> {
  const state = hasAddresses(columns) ? 'checking' : 'matching'
  await changeImport(work, file.id, { columns, state, reached: 0, counts: noCounts })
  if (state === 'checking') await saveRepeats(work, file.id, await findRepeats(work, file, columns))
}

/** Lines with an address, or an id, that a line above them has. */
async function findRepeats(work: Work, { id, header }: Headed, columns: readonly string[]) {
  const seen = new Map<string, { line: number; says: string }>()
  const repeats: { number: number; repeats: number; isSame: boolean }[] = []
  for await (const { number, line, cells } of eachLine(work, id)) {
    const read = readLine(cells, columns, header)
    if (!read.ok) continue
    const { email, externalId } = read.value
    const keys = [`email ${email}`, ...(externalId ? [`id ${externalId}`] : [])]
    const before = keys.map((key) => seen.get(key)).find(Boolean)
    const says = JSON.stringify(read.value)
    if (before) repeats.push({ number, repeats: before.line, isSame: before.says === says })
    else for (const key of keys) seen.set(key, { line, says })
  }
  return repeats
}
