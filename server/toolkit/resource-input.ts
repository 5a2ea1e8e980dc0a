/**
 * What people send about a resource, by form or as JSON: one thing, and everything else that may be said of it.
 */
import { z } from 'zod'
import type { InCommunity } from '#server/communities/room.ts'
import { chosenId, optionalLine, optionalNaming, optionalProse, several, upload } from '#server/platform/http/input.ts'
import { longestSource } from '#server/platform/markdown/markdown.ts'
import { resourceKinds } from '#server/toolkit/resource.ts'
import { longestTopic } from '#server/topics/room.ts'

/** The same, or nothing: left out, or left empty as a form does. */
export const orNothing = <T extends z.ZodType>(one: T) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), one.nullable())

/** A moment on the reader's own clock (`2027-03-01T09:00`), or with an offset; or nothing. */
export const momentOrNothing = orNothing(z.iso.datetime({ local: true, offset: true }))

/** Which resource of which community. */
export interface WhichResource extends InCommunity {
  readonly resource: string
}

/** All fields of a resource. A field that is left out is empty; a change sends all fields again. */
export const aboutResource = z.object({
  title: optionalNaming(300),
  kind: orNothing(z.enum(resourceKinds)),
  summary: optionalProse(2000),
  topics: several(chosenId).pipe(z.array(z.string()).max(20)),
  newTopic: optionalNaming(longestTopic),
  authors: optionalLine(300),
  sponsor: orNothing(chosenId),
  owner: orNothing(chosenId),
  language: orNothing(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)),
  licence: optionalLine(120),
  howToUse: optionalProse(10_000),
  discussion: z.enum(['on', 'off']).default('on'),
  prompt: optionalLine(300),
  downloads: z.enum(['on', 'off']).default('on'),
  publishFrom: momentOrNothing,
  publishUntil: momentOrNothing,
  reviewBy: orNothing(z.iso.date()),
  status: z.enum(['published', 'draft']).default('published'),
  address: optionalLine(2000),
  source: optionalProse(longestSource),
  file: upload(),
  captions: upload(),
  thumbnail: upload(),
  thumbnailAlt: optionalLine(300),
  /** What a change takes away. */
  drop: several(z.enum(['captions', 'thumbnail'])),
})
export type AboutResource = z.infer<typeof aboutResource>

/** What it says in words, by the names of its fields. */
export function saidOf({ title, summary, howToUse, source }: AboutResource) {
  return { title, summary, howToUse, source }
}
