/**
 * Tables as CSV (RFC 4180): commas, line breaks of two characters, quotes around what needs them. A cell that a spreadsheet
 * would take for a formula begins with an apostrophe instead, which spreadsheets show as text.
 */
import { stringify } from 'csv-stringify/sync'

/** The file, with a mark at its beginning by which spreadsheets know that it is UTF-8. */
export function csvText(rows: readonly (readonly string[])[]): string {
  // A single carriage return within a cell would end the line for some readers.
  return stringify(rows as string[][], {
    bom: true,
    escape_formulas: true,
    quoted_match: /\r/,
    record_delimiter: 'windows',
  })
}
