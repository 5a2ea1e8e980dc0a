/** Answers by mail to mails that gather notices. */
import type { Actor } from '#server/platform/actor.ts'
import type { Gathered } from '#server/platform/notice-kind.ts'
import type { Work } from '#server/platform/work.ts'

/** What an answer by mail to a gathered mail does. Its room declares it beside its use cases, as kinds of notice import none. */
export interface GatheredAnswer {
  /** The kind of the gathered mail. */
  readonly mail: string
  /** What one does by it, for docs/by-mail.md. */
  readonly does: string
  /** @param says Markdown, never empty */
  answer(work: Work, actor: Actor, gathered: Gathered, says: string): Promise<void>
}
