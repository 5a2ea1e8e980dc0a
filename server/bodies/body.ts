/**
 * The body: a text that several may write, in versions of which none is written over. It has no address of its own;
 * what it stands in (a page, the charter) has one.
 */

import { z } from 'zod'
import { shortId } from '#server/platform/ids.ts'
import { longestSource } from '#server/platform/markdown/markdown.ts'

/** Who may write one: its owner, people named beside the owner, whoever takes part, who edits the Toolkit, who leads. */
export const writerKinds = ['owner', 'people', 'members', 'editors', 'leaders'] as const
export type Writers = (typeof writerKinds)[number]

/** How it is set: as an article, or as a post, where each line is one. */
export type BodyGenre = 'post' | 'article'

/** The longest body, in characters of Markdown. */
export const longestBody = longestSource
/** Versions on one page of their list. */
export const versionsPerPage = 50

/** What the rules need to know of a body. */
export const bodyFacts = z.object({
  ownerId: z.string().nullable(),
  writers: z.enum(writerKinds),
  /** Who is named to write it, where it is for people named. */
  named: z.array(z.string()).readonly(),
})
export type BodyFacts = z.infer<typeof bodyFacts>

/** Letters that make the ids within a body's text its own. */
export function anchorOf(bodyId: string): string {
  return shortId(bodyId)
}
