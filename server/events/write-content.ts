/** From what somebody sent to what an event says. */
import { type CommunityHead, insistNoHeldWord, meantMember } from '#server/communities/room.ts'
import { chooseAudience } from '#server/entries/room.ts'
import type { AboutEvent } from '#server/events/event-input.ts'
import { chooseAgenda } from '#server/events/notes/choose-agenda.ts'
import { renderDescription } from '#server/events/render-description.ts'
import { validSchedule } from '#server/events/schedule.ts'
import { type EventContent, knownMembers } from '#server/events/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * What the event says from now on.
 * @param before its texts as they were; nothing for a new one
 * @refuses input_invalid with a sentence per field
 */
export async function writeContent(
  work: Work,
  actor: Actor,
  community: CommunityHead,
  about: AboutEvent,
  before: readonly string[] = [],
): Promise<EventContent> {
  const { title, description, place, callAddress, capacity, agenda } = about
  await insistNoHeldWord(work, actor, community.id, { fields: { title, description, place }, before })
  const schedule = insist(validSchedule(about, work.now))
  const me = personIdOf(actor)
  const named = await namedHosts(work, community.id, about.who)
  const chosen = [...new Set([...about.hosts, ...named])]
  const hostIds = chosen.length > 0 ? chosen : me ? [me] : []
  const known = await knownMembers(work, community.id, hostIds)
  if (about.hosts.some((id) => !known.has(id)))
    refuseFields({ hosts: { says: 'Choose hosts who are members of this community.' } })
  const audienceId = insist(await chooseAudience(work, actor, community.id, about.group))
  const agendaId = await chooseAgenda(work, actor, community.id, agenda)
  const { html, rendererVersion } = await renderDescription(description)
  return {
    ...schedule,
    title,
    description,
    html,
    rendererVersion,
    place,
    callAddress,
    capacity,
    hostIds: hostIds.filter((id) => known.has(id)),
    audienceId,
    agendaId,
  }
}

/** @refuses input_invalid where nobody, or several members, are called that */
async function namedHosts(work: Work, communityId: string, who: string): Promise<string[]> {
  const ids: string[] = []
  for (const name of who.split(',').map((one) => one.trim())) {
    if (name !== '') ids.push((await meantMember(work, communityId, name)).id)
  }
  return ids
}
