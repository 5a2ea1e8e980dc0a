/** The first sheet of an .xlsx as text, read in a process of its own with little memory and time. */
import { Readable } from 'node:stream'
import type { Why } from '#server/people/imports/line.ts'
import { runLimited } from '#server/platform/limited/run-limited.ts'

const notRead = {
  says: 'This .xlsx could not be read, or takes too long, so nothing of it was read. Save the sheet as CSV (UTF-8), and send that.',
}
const busy = {
  says: 'Several files are being read just now, so nothing of this one was read. Send it again in a minute.',
}

/** The cells of the first sheet, a row an array, with nothing left out; or why there are none. */
export async function readSheet(bytes: Uint8Array): Promise<string[][] | Why> {
  const ran = await runLimited({
    program: new URL('./sheet-process.ts', import.meta.url),
    argument: {},
    source: () => Readable.from([bytes]),
    heapMb: 512,
    patienceMs: 20_000,
  })
  if (ran === 'busy') return busy
  return ran.isDone ? (JSON.parse(ran.wrote.toString()) as string[][]) : notRead
}
