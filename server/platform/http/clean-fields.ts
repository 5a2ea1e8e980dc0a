/**
 * Cleans what was sent: PostgreSQL can keep its text, and it is nested no deeper than any shape of ours.
 */
import { inputInvalid, refuse } from '#server/platform/refuse.ts'

/** The most fields one form may have. */
export const mostFields = 2000
const deepest = 20

/**
 * The same value; its texts hold no NUL and no halves of characters.
 * @refuses input_invalid where it is nested deeper than anything we take
 */
function cleaned(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cleanedText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === deepest) refuse(inputInvalid)
  if (Array.isArray(value)) return value.map((one) => cleaned(one, depth + 1))
  return cleanedFields(value, depth + 1)
}

/** The fields of a query, a form or a JSON body, each cleaned. Without a prototype, `__proto__` is a name like any other. */
export function cleanedFields(fields: object, depth = 0): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, cleaned(value, depth)]))
}

/** Cleans one text in the same way. */
export function cleanedText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed()
  return whole.includes('\0') ? whole.replaceAll('\0', '') : whole
}

/** The `&`-separated fields of a form or query, or null where there are more than we take. */
export function isTooMany(encoded: string): boolean {
  let count = 0
  for (let at = encoded.indexOf('&'); at >= 0; at = encoded.indexOf('&', at + 1)) if (++count >= mostFields) return true
  return false
}
