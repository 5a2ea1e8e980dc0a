/**
 * People are put in front: containers are added, changed, moved and removed, and people in them. Each act finds the
 * containers as they are, changes the list, and writes it.
 */

import type { CommunityHead } from '#server/communities/community.ts'
import type { FeaturedContainer } from '#server/communities/featured/container.ts'
import { type ContainerRow, readContainers, saveContainers } from '#server/communities/featured/store.ts'
import { featuredPeople } from '#server/communities/featured/views.ts'
import type { InCommunity } from '#server/communities/input.ts'
import { findCommunityToChange, lockCommunity } from '#server/communities/store.ts'
import type { AnyActivityKind } from '#server/platform/activity.ts'
import type { Actor } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** The community and the container in an address. */
export interface InContainer extends InCommunity {
  readonly container: string
}

/** The result of an act: the featured people now, and what an undo refers to. */
export interface Arranged {
  readonly slug: string
  readonly containers: FeaturedContainer[]
  /** The activity that took something away, or null. */
  readonly undo: string | null
}

/** A change of the list, and how the log calls it. */
export interface Change {
  readonly containers: readonly ContainerRow[]
  readonly kind: AnyActivityKind
  readonly containerId: string
  readonly facts?: Record<string, unknown>
}

/**
 * Runs one change for an actor who may make it.
 * @refuses not_found · forbidden · community_archived, and what the change itself refuses
 */
export async function arrange(
  work: Work,
  actor: Actor,
  community: string,
  change: (containers: readonly ContainerRow[], head: CommunityHead) => Promise<Change> | Change,
): Promise<Arranged> {
  const head = await findCommunityToChange(work, actor, community, 'manage_featured_people')
  await lockCommunity(work, head.id)
  const { containers, kind, containerId, facts = {} } = await change(await readContainers(work, head.id), head)
  await saveContainers(work, head.id, containers)
  const activityId = await work.record(kind, { communityId: head.id, by: actor, objectId: containerId, facts })
  return {
    slug: head.slug,
    containers: await featuredPeople(work, head.id),
    undo: kind.verb.endsWith('.removed') ? activityId : null,
  }
}

/** One container of the list and its index. @refuses not_found */
export function containerIn(containers: readonly ContainerRow[], id: string): { at: number; one: ContainerRow } {
  const at = containers.findIndex((container) => container.id === id)
  const one = containers[at] ?? refuse(notFound)
  return { at, one }
}

/** The list with one container in another's place. */
export function withContainer(containers: readonly ContainerRow[], changed: ContainerRow): ContainerRow[] {
  return containers.map((one) => (one.id === changed.id ? changed : one))
}
