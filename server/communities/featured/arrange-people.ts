/**
 * People in a container are added, quoted, moved and removed.
 */

import { randomUUID } from 'node:crypto'
import { featuredAdded, featuredMoved, featuredQuoted, featuredRemoved } from '#server/communities/activities.ts'
import {
  type Arranged,
  arrange,
  containerIn,
  type InContainer,
  withContainer,
} from '#server/communities/featured/arrange.ts'
import { mostInContainer } from '#server/communities/featured/container.ts'
import { meantMember } from '#server/communities/featured/meant-member.ts'
import type { ContainerRow } from '#server/communities/featured/store.ts'
import { featuredPeople } from '#server/communities/featured/views.ts'
import type { InCommunity } from '#server/communities/input.ts'
import { moved } from '#server/communities/move-in-list.ts'
import type { AnyActivityKind } from '#server/platform/activity.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { translator } from '#server/platform/i18n.ts'
import { type NewOrder, validOrder } from '#server/platform/order.ts'
import { forbidden, insist, notFound, refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

interface OnePerson extends InContainer {
  readonly person: string
}

/**
 * Puts a member in front.
 * @refuses those of `arrange` · input_invalid (nobody or several are called that, they are there already, it is full)
 */
export function featurePerson(work: Work, actor: Actor, asked: InContainer & { who: string; quote: string }) {
  return arrange(work, actor, asked.community, async (containers, head) => {
    const { one } = containerIn(containers, asked.container)
    const meant = await meantMember(work, head.id, asked.who)
    return {
      containers: withContainer(containers, withPerson(one, meant.id, asked.quote)),
      kind: featuredAdded,
      containerId: one.id,
    }
  })
}

/**
 * Features the actor in the first container, and creates one where there is none.
 * @refuses those of `arrange` · forbidden where they are no member · input_invalid
 */
export function featureMyself(work: Work, actor: Actor, { community }: InCommunity) {
  return arrange(work, actor, community, (containers, head) => {
    const me = personIdOf(actor)
    if (!me || !head.isMember) return refuse(forbidden)
    const one = containers[0] ?? {
      id: randomUUID(),
      name: translator(head.locale)('Leader'),
      size: 'large',
      people: [],
    }
    const all = containers.length > 0 ? containers : [one]
    return { containers: withContainer(all, withPerson(one, me, '')), kind: featuredAdded, containerId: one.id }
  })
}

function withPerson(one: ContainerRow, personId: string, quote: string): ContainerRow {
  if (one.people.some((person) => person.personId === personId))
    refuseFields({ who: { says: 'They are in this group already.' } })
  if (one.people.length >= mostInContainer) {
    refuseFields({ who: { says: 'There are {most, number} people here already.', values: { most: mostInContainer } } })
  }
  return { ...one, people: [...one.people, { personId, quote }] }
}

/** Changes what a featured person is quoted with. @refuses those of `arrange` */
export function quotePerson(work: Work, actor: Actor, asked: OnePerson & { quote: string }): Promise<Arranged> {
  return onOne(work, actor, asked, featuredQuoted, (people, at) =>
    people.map((person, i) => (i === at ? { ...person, quote: asked.quote } : person)),
  )
}

/** Moves a featured person up or down. @refuses those of `arrange` */
export function movePerson(work: Work, actor: Actor, asked: OnePerson & { move: 'up' | 'down' }): Promise<Arranged> {
  return onOne(work, actor, asked, featuredMoved, (people, at) => moved(people, at, asked.move))
}

/** Puts the people of one container into another order. @refuses those of `arrange` · order_changed · input_invalid */
export function orderPeople(work: Work, actor: Actor, asked: InContainer & NewOrder): Promise<Arranged> {
  return arrange(work, actor, asked.community, async (containers, head) => {
    const { one } = containerIn(containers, asked.container)
    const seen = (await featuredPeople(work, head.id)).find(({ id }) => id === one.id)?.people ?? []
    const there = seen.map(({ personId }) => personId)
    const order = insist(validOrder(there, asked))
    // People who left stay at the end, for when they come back.
    const placeOf = (personId: string) => (order.includes(personId) ? order.indexOf(personId) : order.length)
    const people = one.people.toSorted((a, b) => placeOf(a.personId) - placeOf(b.personId))
    return { containers: withContainer(containers, { ...one, people }), kind: featuredMoved, containerId: one.id }
  })
}

/** Takes a person out of the sidebar; the undo brings them back with their text. @refuses those of `arrange` */
export function unfeaturePerson(work: Work, actor: Actor, asked: OnePerson): Promise<Arranged> {
  return onOne(work, actor, asked, featuredRemoved, (people, at) => people.toSpliced(at, 1))
}

function onOne(
  work: Work,
  actor: Actor,
  asked: OnePerson,
  kind: AnyActivityKind,
  change: (people: ContainerRow['people'], at: number) => ContainerRow['people'],
): Promise<Arranged> {
  return arrange(work, actor, asked.community, (containers) => {
    const { one } = containerIn(containers, asked.container)
    const at = one.people.findIndex(({ personId }) => personId === asked.person)
    const person = one.people[at] ?? refuse(notFound)
    return {
      containers: withContainer(containers, { ...one, people: change(one.people, at) }),
      kind,
      containerId: one.id,
      facts: { id: one.id, ...person, at },
    }
  })
}
