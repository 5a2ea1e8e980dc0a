/**
 * The audit: what people did by their roles, as it is asked for and shown.
 */
import { z } from 'zod'
import { optionalLine } from '#server/platform/http/input.ts'
import { idFrom } from '#server/platform/ids.ts'

/** A person behind an id of the audit; the name is null where the site has no such person any more. */
const personInLine = z.object({ personId: z.string(), name: z.string().nullable() })
export type PersonInLine = z.infer<typeof personInLine>

export const auditLineView = z.object({
  id: z.string(),
  at: z.date(),
  /** The declared kind of activity, such as `role.given`. */
  verb: z.string(),
  /** Null where the program did it, or the operator of the machine. */
  by: personInLine.nullable(),
  /** The first of those to whom it was done. */
  people: z.array(personInLine),
  /** How many they are. */
  peopleCount: z.number(),
  community: z.object({ id: z.string(), slug: z.string(), name: z.string() }).nullable(),
  facts: z.record(z.string(), z.unknown()),
  /** The role that was given or taken: the title that the site gave it, where it is a role of the site's own. */
  roleTitle: z.string().nullable(),
  via: z.enum(['page', 'api', 'mail', 'command', 'job']).nullable(),
  /** For how many of them it was taken back. */
  takenBack: z.number(),
  /** Is it recent enough to be taken back, and may the reader? */
  canTakeBack: z.boolean(),
})
export type AuditLine = z.infer<typeof auditLineView>

export const auditView = z.object({
  items: z.array(auditLineView),
  /** Where the next page begins (its `after`), or null on the last one. */
  next: z.string().nullable(),
  /** The person whose acts are shown, where the address names one. */
  person: personInLine.nullable(),
})
export type Audit = z.infer<typeof auditView>

const maybeId = z
  .string()
  .max(300)
  .catch('')
  .default('')
  .transform((text) => idFrom(text))
const maybeDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((day) => !Number.isNaN(Date.parse(day)))
  .catch('')
  .default('')

/** What one asks the audit for. A filter that cannot be read is left out. */
export const auditInput = z.object({
  /** Words of a person's name; of the whole site also of a person's address, or of a community's name. */
  q: optionalLine(100).catch(''),
  /** A verb. */
  kind: z.string().max(60).catch('').default(''),
  /** Who did it, or to whom it was done. */
  person: maybeId,
  /** The word in a community's address. */
  in: z.string().max(80).catch('').default(''),
  /** The first and the last day, in the reader's zone. */
  from: maybeDay,
  to: maybeDay,
  /** The last line of the page before. */
  after: maybeId,
})
export type AuditQuestion = z.infer<typeof auditInput>
