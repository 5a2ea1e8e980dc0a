/**
 * Shapes of what people send, for forms and JSON alike. A form knows only text and repetition; these shapes accept both.
 * Messages are English keys; they are translated for the reader where the form is shown again.
 */
import { z } from 'zod'
import { isDay } from '#server/platform/calendar/moment.ts'
import { isReceived, type Received } from '#server/platform/files.ts'
import { idFrom } from '#server/platform/ids.ts'
import type { FieldProblems } from '#server/platform/refuse.ts'
import { isNaming } from '#server/platform/words.ts'

/** One line of text, trimmed, of 1 to `most` characters. */
export function line(most: number, empty = 'Please fill this in.') {
  return z.string().transform(flat).pipe(z.string().min(1, empty).max(most))
}

/** A name or title: one line that holds at least one letter or digit, in any script. */
export function naming(most: number, empty?: string) {
  return line(most, empty).refine((text) => isNaming(text), 'A name holds at least one letter or digit.')
}

/** The same, where it may be left empty. */
export function optionalNaming(most: number) {
  return optionalLine(most).refine(
    (text) => text === '' || isNaming(text),
    'A name holds at least one letter or digit.',
  )
}

/** One line of text that may be empty. */
export function optionalLine(most: number) {
  return z.string().transform(flat).pipe(z.string().max(most)).default('')
}

/** Text of several lines, 1 to `most` characters. */
export function prose(most: number, empty = 'Please fill this in.') {
  return z.string().transform(tidy).pipe(z.string().min(1, empty).max(most))
}

/** Text of several lines that may be empty. */
export function optionalProse(most: number) {
  return z.string().transform(tidy).pipe(z.string().max(most)).default('')
}

/** Blanks, line breaks and control characters (PostgreSQL keeps no NUL) each become one blank. */
export function flat(text: string): string {
  return seen(straight(text).replace(/[\s\p{Cc}]+/gu, ' ')).trim()
}

/** Line ends become line feeds; beside those the tab is the only control character that stays. */
export function tidy(text: string): string {
  return seen(
    straight(text)
      .replace(/\r\n?/g, '\n')
      .replace(/[^\P{Cc}\n\t]/gu, ''),
  ).trimEnd()
}

/** Takes out marks that turn letters around, as they also turn what follows on a page; those Arabic and Hebrew need stay. */
function straight(text: string): string {
  return text.normalize('NFC').replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
}

/** A text of joiners, fillers and marks alone shows nothing, so it is empty. */
function seen(text: string): string {
  return /[^\s\p{Cc}\p{Cf}\p{Cs}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u.test(text) ? text : ''
}

/** A box that is ticked or not: `yes`, `on`, `true`, `1` or a boolean. Absent is false. */
export function tick() {
  return z.preprocess(
    (value) => value === true || value === 'yes' || value === 'on' || value === 'true' || value === '1',
    z.boolean(),
  )
}

/** A file that came with the form; absent where none was chosen. A program sends it as multipart too. */
export function upload() {
  return z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.custom<Received>(isReceived, 'Choose the file again.').optional(),
  )
}

/** None, one or several of something under one name. */
export function several<T extends z.ZodType>(one: T) {
  return z.preprocess(
    (value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
    z.array(one),
  )
}

/** A whole number, given as such or as digits. */
export function whole(least: number, most: number) {
  return z.preprocess(
    (value) => (typeof value === 'string' && /^\s*[-+]?\d{1,15}\s*$/.test(value) ? Number(value) : value),
    z.number().int().min(least).max(most),
  )
}

/** The id in an address: its last 22 letters, after an ignored title slug; or a plain uuid. Gives the uuid, or one that nothing has. */
export const addressId = z.string().transform((text) => idFrom(text) ?? '00000000-0000-0000-0000-000000000000')

/** The id of something chosen in a form. */
export const chosenId = z
  .string()
  .max(300)
  .transform((text, context) => {
    const id = idFrom(text)
    if (!id) context.addIssue({ code: 'custom', message: 'Choose one from the list.' })
    return id ?? z.NEVER
  })

/** Sentences for what a schema found, one for each field. */
export function problemsOf(error: z.ZodError): FieldProblems {
  const problems: FieldProblems = {}
  for (const issue of error.issues) {
    const field = issue.path[0] === undefined ? '' : String(issue.path[0])
    problems[field] ??= problemOf(issue)
  }
  return problems
}

function problemOf(issue: z.core.$ZodIssue): FieldProblems[string] {
  if (issue.code === 'invalid_type') return { says: wrongKind(issue) }
  if (issue.code === 'too_big' && issue.message.startsWith('Too big')) {
    return issue.origin === 'string'
      ? { says: 'This is too long: at most {most, number} characters.', values: { most: Number(issue.maximum) } }
      : issue.origin === 'array'
        ? { says: 'That is too many: at most {most, number}.', values: { most: Number(issue.maximum) } }
        : { says: 'This is at most {most, number}.', values: { most: Number(issue.maximum) } }
  }
  if (issue.code === 'too_small' && issue.message.startsWith('Too small')) {
    return issue.origin === 'array'
      ? { says: 'That is too few: at least {least, number}.', values: { least: Number(issue.minimum) } }
      : { says: 'This is at least {least, number}.', values: { least: Number(issue.minimum) } }
  }
  if (issue.code === 'invalid_value' || issue.code === 'invalid_union') return { says: 'Choose one from the list.' }
  if (issue.code === 'unrecognized_keys') return { says: 'There is a field that this address does not know.' }
  if (issue.code === 'invalid_format' && issue.format === 'email') return { says: 'This is not a mail address.' }
  return { says: issue.message.startsWith('Invalid') ? 'This is not in the right format.' : issue.message }
}

/** The sentence for a value of the wrong kind; one that is absent is required. The shape must be parsed with `reportInput`. */
function wrongKind({ message, input, expected }: z.core.$ZodIssueInvalidType): string {
  if (!message.startsWith('Invalid')) return message
  if (input === undefined || input === null) return 'Please fill this in.'
  if (expected === 'string') return Array.isArray(input) ? 'This takes one text, not several.' : 'This takes a text.'
  if (expected === 'number' || expected === 'int') return 'This takes a whole number.'
  return 'This is not in the right format.'
}

/** A day (`2026-12-07`) for which something was begun; anything else is none. */
export const dayAsked = z.string().refine(isDay).optional().catch(undefined)
