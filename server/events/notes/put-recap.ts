/** An editor of the Toolkit puts the recap of an event into it: an article that begins with a copy of the notes. */
import { seekWritten } from '#server/bodies/room.ts'
import { findCommunityToChange, type InCommunity } from '#server/communities/room.ts'
import { eventAddress, eventKind } from '#server/events/event.ts'
import { noNotes, recapIsThere } from '#server/events/notes/notes.ts'
import { findRecap, saveRecap } from '#server/events/notes/store.ts'
import { type EventRef, lockEvent } from '#server/events/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { translator } from '#server/platform/i18n.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { aboutResource, addResource } from '#server/toolkit/room.ts'

/**
 * The article says at its end from which event it is, and the event's page leads to it.
 * @returns where the article is
 * @refuses not_found · forbidden · community_archived · no_notes · recap_there · input_invalid
 */
export async function putRecap(
  work: Work,
  actor: Actor,
  { title, summary, ...where }: EventRef & InCommunity & { readonly title: string; readonly summary: string },
) {
  const community = await findCommunityToChange(work, actor, where.community, 'edit_toolkit')
  const event = await lockEvent(work, actor, where)
  const notes = (await seekWritten(work, actor, community, { kind: eventKind, id: event.id })) ?? refuse(noNotes)
  if (notes.source.trim() === '') refuse(noNotes)
  if (await findRecap(work, event.id)) refuse(recapIsThere)
  const t = translator(community.locale)
  const from = `[${t('From the event “{title}”', { title: event.title.replaceAll(/[[\]\\]/g, '\\$&') })}](${eventAddress(community.slug, event)})`
  const article = aboutResource.parse({
    kind: 'article',
    title: title || event.title,
    summary,
    source: `${notes.source}\n\n${from}`,
  })
  const receipt = await addResource(work, actor, { ...article, community: where.community })
  await saveRecap(work, event.id, receipt.id)
  return receipt
}
