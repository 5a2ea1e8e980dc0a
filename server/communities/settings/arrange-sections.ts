/**
 * The sections of the page are switched on and off and put in order, one step at a time.
 */

import { sectionsArranged } from '#server/communities/activities.ts'
import type { CommunityHead, Section } from '#server/communities/community.ts'
import type { InCommunity } from '#server/communities/input.ts'
import { moved } from '#server/communities/move-in-list.ts'
import { saveSections } from '#server/communities/settings/store.ts'
import { findCommunityById, findCommunityToChange, lockCommunity } from '#server/communities/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { type NewOrder, validOrder } from '#server/platform/order.ts'
import { inputInvalid, insist, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export const sectionMoves = ['up', 'down', 'show', 'hide'] as const
export type SectionMove = (typeof sectionMoves)[number]

/**
 * Moves, shows or hides one section. At an end of the list a move changes nothing.
 * @refuses not_found · forbidden · community_archived · input_invalid where there is no such section
 */
export async function arrangeSection(
  work: Work,
  actor: Actor,
  { community, section, move }: { community: string; section: string; move: SectionMove },
): Promise<CommunityHead> {
  const found = await findCommunityToChange(work, actor, community, 'community_settings')
  if (!found.sections.some(({ key }) => key === section)) refuse(inputInvalid)
  await lockCommunity(work, found.id)
  const head = await findCommunityById(work, actor, found.id)
  await saveSections(work, head.id, arranged(head.sections, section, move))
  await work.record(sectionsArranged, { communityId: head.id, by: actor, objectId: head.id, facts: { section, move } })
  return findCommunityById(work, actor, head.id)
}

/**
 * Puts all sections into another order.
 * @refuses not_found · forbidden · community_archived · order_changed · input_invalid
 */
export async function orderSections(work: Work, actor: Actor, asked: InCommunity & NewOrder): Promise<CommunityHead> {
  const found = await findCommunityToChange(work, actor, asked.community, 'community_settings')
  await lockCommunity(work, found.id)
  const head = await findCommunityById(work, actor, found.id)
  const there = head.sections.map(({ key }) => key)
  const order = insist(validOrder(there, asked))
  const sections = head.sections.toSorted((one, other) => order.indexOf(one.key) - order.indexOf(other.key))
  await saveSections(work, head.id, sections)
  await work.record(sectionsArranged, {
    communityId: head.id,
    by: actor,
    objectId: head.id,
    facts: { order: [...order] },
  })
  return findCommunityById(work, actor, head.id)
}

/** The sections after one move. */
export function arranged(sections: readonly Section[], key: string, move: SectionMove): Section[] {
  if (move === 'show' || move === 'hide') {
    return sections.map((one) => (one.key === key ? { ...one, shown: move === 'show' } : one))
  }
  return moved(
    sections,
    sections.findIndex((one) => one.key === key),
    move,
  )
}
