/**
 * The body: a text that several people may write, in versions that are never overwritten. It has no address of its own;
 * what carries it (a page, the charter) has one.
 */

import { z } from 'zod'
import { shortId } from '#server/platform/ids.ts'
import { longestSource } from '#server/platform/markdown/markdown.ts'

/** Who may write one: its owner, people named beside the owner, everybody who takes part, editors of the Toolkit, leaders. */
export const writerKinds = ['owner', 'people', 'members', 'editors', 'leaders'] as const
export type Writers = (typeof writerKinds)[number]

/** How it is set: as an article, or as a post, where each line break stays. */
export type BodyGenre = 'post' | 'article'

/** The longest body, in characters of Markdown. */
export const longestBody = longestSource
/** Versions on one page of their list. */
export const versionsPerPage = 50

/** The facts about a body that the rules need. */
export const bodyFacts = z.object({
  ownerId: z.string().nullable(),
  writers: z.enum(writerKinds),
  /** The people named as its writers, where only named people may write it. */
  named: z.array(z.string()).readonly(),
})
export type BodyFacts = z.infer<typeof bodyFacts>

/** Letters that make the ids within a body's text unique. */
export function anchorOf(bodyId: string): string {
  return shortId(bodyId)
}
