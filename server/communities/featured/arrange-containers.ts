/**
 * Adds, changes, moves and removes containers of featured people, and brings removed ones back.
 */

import { randomUUID } from 'node:crypto'
import {
  containerAdded,
  containerChanged,
  containerMoved,
  containerRemoved,
  containerReturned,
  featuredRemoved,
  featuredReturned,
} from '#server/communities/activities.ts'
import {
  type Arranged,
  arrange,
  containerIn,
  type InContainer,
  withContainer,
} from '#server/communities/featured/arrange.ts'
import { mostContainers } from '#server/communities/featured/container.ts'
import { type ContainerRow, readTakenAway } from '#server/communities/featured/store.ts'
import type { InCommunity } from '#server/communities/input.ts'
import { moved } from '#server/communities/move-in-list.ts'
import type { Actor } from '#server/platform/actor.ts'
import { notFound, refuse, refuseFields } from '#server/platform/refuse.ts'
import { isSameName } from '#server/platform/words.ts'
import type { Work } from '#server/platform/work.ts'

type NameAndSize = Pick<ContainerRow, 'name' | 'size'>

/** Nobody could tell two groups of one name apart. */
function checkName(others: readonly { readonly name: string }[], name: string): void {
  if (others.some((one) => isSameName(one.name, name)))
    refuseFields({ name: { says: 'There is a group of that name already.' } })
}

/** Adds an empty container at the end. @refuses those of `arrange` · input_invalid past twelve */
export function addContainer(work: Work, actor: Actor, { community, name, size }: InCommunity & NameAndSize) {
  return arrange(work, actor, community, (containers) => {
    if (containers.length >= mostContainers) {
      refuseFields({
        name: {
          says: 'There are {most, number} groups already, and more would hide each other.',
          values: { most: mostContainers },
        },
      })
    }
    checkName(containers, name)
    const id = randomUUID()
    return { containers: [...containers, { id, name, size, people: [] }], kind: containerAdded, containerId: id }
  })
}

/** Renames and resizes a container. @refuses those of `arrange` */
export function changeContainer(work: Work, actor: Actor, asked: InContainer & NameAndSize) {
  return arrange(work, actor, asked.community, (containers) => {
    const { one } = containerIn(containers, asked.container)
    checkName(
      containers.filter(({ id }) => id !== one.id),
      asked.name,
    )
    return {
      containers: withContainer(containers, { ...one, name: asked.name, size: asked.size }),
      kind: containerChanged,
      containerId: one.id,
    }
  })
}

/** Moves a container up or down. @refuses those of `arrange` */
export function moveContainer(work: Work, actor: Actor, asked: InContainer & { move: 'up' | 'down' }) {
  return arrange(work, actor, asked.community, (containers) => {
    const { at, one } = containerIn(containers, asked.container)
    return { containers: moved(containers, at, asked.move), kind: containerMoved, containerId: one.id }
  })
}

/** Removes a container with the people in it; the undo brings both back. @refuses those of `arrange` */
export function removeContainer(work: Work, actor: Actor, asked: InContainer): Promise<Arranged> {
  return arrange(work, actor, asked.community, (containers) => {
    const { at, one } = containerIn(containers, asked.container)
    return {
      containers: containers.filter(({ id }) => id !== one.id),
      kind: containerRemoved,
      containerId: one.id,
      facts: { ...one, at },
    }
  })
}

/**
 * Brings back what a removal took away, at its former place.
 * @refuses those of `arrange` · not_found (no such removal, or it is back already)
 */
export function undoRemoval(work: Work, actor: Actor, asked: InCommunity & { activity: string }) {
  return arrange(work, actor, asked.community, async (containers, head) => {
    const removal = (await readTakenAway(work, head.id, asked.activity)) ?? refuse(notFound)
    if (removal.verb === containerRemoved.verb) {
      const { at, ...one } = containerRemoved.facts.parse(removal.facts)
      if (containers.some(({ id }) => id === one.id)) refuse(notFound)
      return { containers: containers.toSpliced(at, 0, one), kind: containerReturned, containerId: one.id }
    }
    const { id, at, ...person } = featuredRemoved.facts.parse(removal.facts)
    const { one } = containerIn(containers, id)
    if (one.people.some(({ personId }) => personId === person.personId)) refuse(notFound)
    return {
      containers: withContainer(containers, { ...one, people: one.people.toSpliced(at, 0, person) }),
      kind: featuredReturned,
      containerId: id,
    }
  })
}
