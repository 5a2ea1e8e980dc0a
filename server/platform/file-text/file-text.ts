/** The words in a file: what reading them came to. */

/** Why a file has no words that can be found. */
const reasonsForNoText = ['empty', 'locked', 'too_large', 'unreadable', 'not_read_kind'] as const
export type NoText = (typeof reasonsForNoText)[number]

/**
 * What reading a file came to: its words, or why there are none. `empty`: it has none, as a scan; `locked`: it has a password;
 * `too_large`: too large, or it takes too long; `unreadable`: it is broken; `not_read_kind`: of a kind that is not read.
 */
export const textStates = ['read', ...reasonsForNoText] as const
export type TextState = (typeof textStates)[number]

/** The words in a file. */
export interface FileText {
  readonly state: TextState
  /** Lines; empty where there is a reason. */
  readonly text: string
  /** It goes on, but no more of it is kept. */
  readonly isCut: boolean
}
