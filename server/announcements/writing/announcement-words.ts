/** Turns what a writer typed into the words of an announcement: it checks them, and finds the featured person and the cohort. */
import type { TypedAnnouncement } from '#server/announcements/input.ts'
import type { AnnouncementWords } from '#server/announcements/store.ts'
import { type CommunityHead, insistNoHeldWord, isFeatured } from '#server/communities/room.ts'
import { chooseCohorts, listOutside } from '#server/entries/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { idFrom } from '#server/platform/ids.ts'
import { inputInvalid, insist, no, refuseFields, together, type Verdict, yes } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * The checked words.
 * @param before what it said, where it is changed
 * @refuses input_invalid, with a sentence for each field
 */
export async function announcementWords(
  work: Work,
  actor: Actor,
  community: CommunityHead,
  typed: TypedAnnouncement,
  before?: readonly string[],
): Promise<AnnouncementWords> {
  const { title, source, hasDiscussion, asksConfirmation } = typed
  await insistNoHeldWord(work, actor, community.id, { fields: { title, source }, before })
  const { voiceId, audienceId } = insist(
    together({
      voiceId: await inNameOf(work, actor, community, typed.voiceId),
      audienceId: await chooseCohorts(work, actor, community.id, typed.group),
    }),
  )
  if (voiceId && (await listOutside(work, { audienceId }, [voiceId])).has(voiceId))
    refuseFields({
      voiceId: { says: 'This person is in none of the cohorts you chose, so they could not read the announcement.' },
    })
  return { title, source, hasDiscussion, asksConfirmation, voiceId, audienceId }
}

async function inNameOf(
  work: Work,
  actor: Actor,
  community: CommunityHead,
  typed: TypedAnnouncement['voiceId'],
): Promise<Verdict<string | null>> {
  if (!typed) return yes(null)
  const voiceId = idFrom(typed)
  if (voiceId === personIdOf(actor)) return yes(null)
  return voiceId && (await isFeatured(work, community.id, voiceId))
    ? yes(voiceId)
    : no(inputInvalid, { fields: { voiceId: { says: 'Choose one from the list.' } } })
}
