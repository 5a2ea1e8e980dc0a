/**
 * The process that reads an .xlsx from standard input and writes the cells of its first sheet as JSON, each as the sheet shows
 * it: `007` stays `007`. It ends with an error where it cannot. Started by read-sheet.ts, which limits its time and memory.
 */
import { buffer } from 'node:stream/consumers'
import { read, utils } from '@e965/xlsx'

const dayFormat = 'yyyy-mm-dd'
const book = read(await buffer(process.stdin), { dense: true, sheets: 0, dateNF: dayFormat, cellHTML: false })
const sheet = book.Sheets[book.SheetNames[0] ?? '']
const cells = sheet
  ? utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: false, defval: '', blankrows: true, dateNF: dayFormat })
  : []
process.stdout.end(JSON.stringify(cells.map((row) => row.map((cell) => String(cell ?? '')))))
