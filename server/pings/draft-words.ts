/**
 * From what somebody typed to the words of a draft: checked, its end on one clock, its voice one of those in front.
 */
import { type Ending, validEnding, validOptions } from '#server/pings/draft.ts'
import { type DraftWords, momentOf } from '#server/pings/store.ts'
import { isInFront } from '#server/pings/voices/in-front.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** A Ping as it is typed or sent. Either `hours` from sending, or `closesAt`: a moment on the writer's clock, or with its offset. */
export interface TypedPing {
  readonly question: string
  readonly options: readonly string[]
  readonly hours?: number
  readonly closesAt?: string
  readonly voiceId?: string | null
}

const usual = 48

/**
 * The checked words of a draft.
 * @refuses input_invalid, with a sentence for each field
 */
export async function draftWords(
  work: Work,
  actor: Actor,
  place: { id: string; zone: string; longestPing: number },
  typed: TypedPing,
  writerId: string,
): Promise<DraftWords> {
  const options = insist(validOptions(typed.options))
  const ending = insist(validEnding(await endingOf(work, actor, place, typed), work.now, place.longestPing))
  const voiceId = typed.voiceId && typed.voiceId !== writerId ? typed.voiceId : null
  if (voiceId && !(await isInFront(work, place.id, voiceId)))
    refuseFields({ voiceId: { says: 'Choose one of the list.' } })
  return { question: typed.question, options, ending, voiceId }
}

async function endingOf(
  work: Work,
  actor: Actor,
  place: { zone: string },
  { hours, closesAt }: TypedPing,
): Promise<Ending> {
  if (!closesAt) return { hours: hours ?? usual }
  return { at: await momentOf(work, closesAt, actor.kind === 'person' ? actor.zone : place.zone) }
}
