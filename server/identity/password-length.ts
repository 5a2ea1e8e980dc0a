/**
 * What a password may be.
 */
import { z } from 'zod'

/** Shortest, in characters; longest, so that hashing one stays cheap. */
export const passwordLength = { least: 10, most: 200 } as const

/** A new password. */
export const newPassword = z
  .string()
  .max(passwordLength.most)
  .refine((typed) => [...typed].length >= passwordLength.least, { error: 'This is too short: at least 10 characters.' })
  .refine((typed) => new Set(typed.toLowerCase()).size >= 5, {
    error: 'This is too easy to guess. Three or four words that do not belong together are good.',
  })
