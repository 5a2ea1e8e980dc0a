/**
 * Tables as CSV (RFC 4180): commas, line breaks of two characters, quotes around what needs them. A cell that a spreadsheet
 * would take for a formula begins with an apostrophe instead, which spreadsheets show as text.
 */

/** What a spreadsheet may run. */
const formula = /^[=+\-@\t\r]/

function cell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The file, with a mark at its beginning by which spreadsheets know that it is UTF-8. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}
