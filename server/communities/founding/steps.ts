/**
 * The steps that lead a draft to its opening. Pure.
 */
import { z } from 'zod'
import type { MailMode } from '#server/platform/mail/mail-mode.ts'

export const progressView = z.object({
  /** In the order in which they are shown; the last is to open it, and the only one that nobody leaves out. */
  steps: z.array(z.object({ key: z.string(), isDone: z.boolean() })),
  /** People who will be invited when it opens. */
  toInvite: z.number(),
})
/** What the database tells of a draft. */
export interface DraftState {
  readonly leftOut: readonly string[]
  /** The steps that rooms declare, by key. */
  readonly done: Readonly<Record<string, boolean>>
  /** Did any mail reach the reader, or anybody who may take the steps? */
  readonly hasMail: boolean
  readonly toInvite: number
}

/** How far a draft has come on the steps that rooms declare, to mail and opening. In the demo no mail leaves, so there is no step for it. */
export function progressOf(state: DraftState, mailMode: MailMode, declared: readonly { key: string }[]) {
  const done: DraftState['done'] = { ...state.done, mail: mailMode === 'leaves' && state.hasMail }
  const keys = [...declared.map(({ key }) => key), ...(mailMode === 'stays' ? [] : ['mail']), 'open']
  return {
    steps: keys.map((key) => ({ key, isDone: done[key] === true || state.leftOut.includes(key) })),
    toInvite: state.toInvite,
  }
}
