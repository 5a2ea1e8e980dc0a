/** What the form of an announcement needs. */
import { z } from 'zod'
import { announcementAddress, announcementShape, longestText } from '#server/announcements/announcement.ts'
import { mayAnnounce, mayWrite } from '#server/announcements/policy.ts'
import { announcementColumns, announcementJoins, visibleTo } from '#server/announcements/store.ts'
import { featuredPeople, findCommunityToChange } from '#server/communities/room.ts'
import { listCohortsOf, listCohortsToWriteFor } from '#server/entries/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist, notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

export type AnnouncementForm = Awaited<ReturnType<typeof readAnnouncementForm>>

/**
 * What the form of a new announcement, or of one that is changed, needs.
 * @refuses not_found · forbidden · community_archived · announcement_not_out
 */
export async function readAnnouncementForm(
  look: Look,
  actor: Actor,
  { community: slug, announcement: id }: { community: string; announcement?: string },
) {
  const community = await findCommunityToChange(look, actor, slug, 'announce')
  insist(mayAnnounce(actor, { communityId: community.id, communityStatus: community.status }))
  const containers = await featuredPeople(look, community.id)
  const voices = new Map(
    containers
      .flatMap(({ people }) => people)
      .map(({ personId, name, title }) => [personId, { personId, name, title }]),
  )
  voices.delete(personIdOf(actor) ?? '')
  const written = id ? await readWritten(look, actor, community.id, id) : null
  const [cohorts, groups] = await Promise.all([
    listCohortsToWriteFor(look, actor, community.id),
    listCohortsOf(look, written?.audienceId ?? null),
  ])
  return {
    community,
    /** People in front, in whose name it may go out. */
    voices: [...voices.values()],
    /** Those it can be for. */
    cohorts,
    longest: longestText,
    written: written && {
      id: written.id,
      address: announcementAddress(written.slug, written),
      title: written.title,
      source: written.source,
      voiceId: written.voiceId,
      groups,
      isOut: written.publishedAt !== null,
      hasDiscussion: written.hasDiscussion,
      asksConfirmation: written.asksConfirmation,
    },
  }
}

async function readWritten(look: Look, actor: Actor, communityId: string, id: string) {
  const [row] = await rows(look, () => announcementShape.extend({ source: z.string() }))`
    select ${announcementColumns}, t.source from ${announcementJoins} join body_now t on t.entry_id = n.id
    where n.id = ${id} and n.community_id = ${communityId} and ${visibleTo(actor, communityId)}`
  if (!row) refuse(notFound)
  insist(mayWrite(actor, row))
  return row
}
