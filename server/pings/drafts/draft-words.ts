/**
 * Turns what a writer typed into the words of a draft: it checks them, puts the end on one clock, and finds the featured person.
 */
import { type CommunityHead, isFeatured } from '#server/communities/room.ts'
import { chooseAudience, listOutside } from '#server/entries/room.ts'
import { type Ending, validEnding, validOptions, validQuestion, validWish } from '#server/pings/drafts/draft.ts'
import type { TypedPing } from '#server/pings/ping-input.ts'
import type { Actor } from '#server/platform/actor.ts'
import { momentOf } from '#server/platform/calendar/moment.ts'
import { idFrom } from '#server/platform/ids.ts'
import { inputInvalid, insist, no, refuseFields, together, type Verdict, yes } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

type PingCommunity = Pick<CommunityHead, 'id' | 'zone' | 'longestPing'>

/**
 * The checked words of a draft; one refusal lists everything that is wrong.
 * @refuses input_invalid, with a sentence for each field
 */
export async function draftWords(work: Work, actor: Actor, place: PingCommunity, typed: TypedPing, writerId: string) {
  const words = insist(
    together({
      question: validQuestion(typed.question),
      options: validOptions(typed.options),
      ending: await endingOf(work, actor, place, typed),
      voiceId: await askedAs(work, place, typed.voiceId, writerId),
      audienceId: await chooseAudience(work, actor, place.id, typed.group, 'cohorts'),
    }),
  )
  const { voiceId, audienceId } = words
  if (voiceId && (await listOutside(work, { audienceId }, [voiceId])).has(voiceId))
    refuseFields({ voiceId: { says: 'This person is not in the cohort you chose, so they could not read the Ping.' } })
  return { ...words, reminds: typed.reminds }
}

async function endingOf(work: Work, actor: Actor, place: PingCommunity, typed: TypedPing): Promise<Verdict<Ending>> {
  const wish = validWish(typed)
  if (!wish.ok || 'hours' in wish.value) return wish as Verdict<Ending>
  const at = momentOf(wish.value.moment, actor.kind === 'person' ? actor.zone : place.zone)
  return validEnding({ at }, work.now, place.longestPing)
}

async function askedAs(work: Work, place: PingCommunity, typed: TypedPing['voiceId'], writerId: string) {
  if (!typed) return yes(null)
  const voiceId = idFrom(typed)
  if (voiceId === writerId) return yes(null)
  return voiceId && (await isFeatured(work, place.id, voiceId))
    ? yes(voiceId)
    : no(inputInvalid, { fields: { voiceId: { says: 'Choose one from the list.' } } })
}
