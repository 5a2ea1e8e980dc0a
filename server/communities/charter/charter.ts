/**
 * The charter: what a community has agreed with itself, in the words of its leaders.
 */
import { z } from 'zod'

/** Its texts beside the purpose, in order. */
export const charterKeys = ['domain', 'who_for', 'norms', 'questions'] as const
export type CharterKey = (typeof charterKeys)[number]

/** Longest text of one heading, in characters of Markdown. */
export const longestText = 10_000

const text = z.object({ source: z.string(), html: z.string() })
const stored = z.partialRecord(z.enum(charterKeys), text)

/** What is kept: each text as it was written and as it shows. */
export type StoredCharter = Partial<Record<CharterKey, { source: string; html: string; version: number }>>

/** The texts that are there, in order. */
export function textsOf(charter: unknown): { key: CharterKey; source: string; html: string }[] {
  const texts = stored.catch({}).parse(charter)
  return charterKeys.flatMap((key) => {
    const one = texts[key]
    return one?.source ? [{ key, source: one.source, html: one.html }] : []
  })
}
