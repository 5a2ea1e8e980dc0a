/**
 * The ground of a seeded site: who is there, and which communities they belong to. Everything else is drawn upon it.
 */
import { type Chance, chanceOf, oneOf, times } from '#server/command-line/seed/chance.ts'
import {
  communityNames,
  firstNames,
  itemAt,
  jobTitles,
  lastNames,
  places,
  purposes,
  regions,
} from '#server/command-line/seed/words.ts'
import { idAt } from '#server/platform/ids.ts'
import { row, type TableRow } from '#server/platform/save-rows.ts'

/** Who leads every community of a seeded site. */
export const leaderAddress = 'seed-leader@example.org'

/** How much of each there shall be. */
export interface Amounts {
  readonly members: number
  readonly communities: number
  readonly threads: number
  /** Those that open threads among them. */
  readonly posts: number
  readonly resources: number
  readonly pages: number
}

/** What is there as a seeding begins; it numbers its own people and communities after those of earlier ones. */
export interface Before {
  readonly now: Date
  readonly people: number
  readonly communities: number
  readonly leaderId: string | null
}

/** Who is there, and where. */
export type Ground = ReturnType<typeof drawGround>
/** A community of a seeded site. */
export type Community = Ground['communities'][number]

/** A third of what is drawn is in the first community, the rest anywhere. */
export function drawCommunity(chance: Chance, communities: readonly Community[]): Community {
  return chance() < 0.33 ? (communities[0] as Community) : oneOf(chance, communities)
}

/** Draws who is where: everybody in the first community, and in about three others. */
export function drawGround(amounts: Amounts, before: Before) {
  const chance = chanceOf(1)
  /** Leads every community, and is among the members of none. */
  const leaderId = before.leaderId ?? idAt(before.now)
  const people = times(amounts.members, (i) => ({ id: idAt(before.now), number: before.people + 1 + i }))
  const groups = times(amounts.communities, (): string[] => [])
  const [first = [], ...others] = groups
  for (const { id } of people) {
    const drawn = others.length > 0 ? times(3, () => oneOf(chance, others)) : []
    for (const group of new Set([first, ...drawn])) group.push(id)
  }
  const communities = groups.map((members, i) => {
    /** Who may say something. */
    const speakers = members.length > 0 ? members : [leaderId]
    /** Three in five are members through these, which began so many days ago. */
    const cohorts = [460, 320, 180, 40].map((began, nth, all) => ({
      id: idAt(before.now),
      began,
      members: members.filter((_, m) => m % 5 < 3 && m % all.length === nth),
    }))
    return { id: idAt(before.now), number: before.communities + 1 + i, members, cohorts, speakers }
  })
  /** A moment so many days before now. */
  const ago = (days: number) => new Date(before.now.getTime() - days * 86_400_000)
  return { ago, leaderId, people, communities }
}

/** People with the addresses person-1@seed.example and on, and the leader where there was none. */
export function* peopleRows({ ago, leaderId, people }: Ground, before: Before): Iterable<TableRow> {
  const chance = chanceOf(2)
  if (!before.leaderId)
    yield row('person', {
      id: leaderId,
      name: 'Lea Dorn',
      email: leaderAddress,
      email_verified: true,
      handle: 'seed-leader',
      title: 'Head of learning',
      location: 'Lisbon',
      time_zone: 'Europe/Lisbon',
    })
  for (const { id, number: n } of people) {
    const [location, time_zone] = itemAt(places, n)
    yield row('person', {
      id,
      name: `${itemAt(firstNames, n)} ${itemAt(lastNames, n / firstNames.length + n)}`,
      email: `person-${n}@seed.example`,
      email_verified: true,
      handle: `person-${n}`,
      title: itemAt(jobTitles, n),
      location,
      time_zone,
      ask_me_about: n % 3 === 0 ? 'How we hand over' : '',
      created_at: ago(600 * chance()),
    })
  }
}

/** Communities with the slugs seed-1 and on, every fourth of them hidden, and the leader in front. */
export function* communityRows({ ago, leaderId, communities }: Ground): Iterable<TableRow> {
  for (const { id, number: n } of communities) {
    const region = n > communityNames.length ? ` ${itemAt(regions, n / communityNames.length)}` : ''
    yield row('community', {
      id,
      slug: `seed-${n}`,
      name: itemAt(communityNames, n - 1) + region,
      purpose: itemAt(purposes, n),
      status: 'active',
      hue: (n * 47) % 360,
      time_zone: 'Europe/Lisbon',
      is_hidden: n % 4 === 0,
      created_by: leaderId,
      created_at: ago(610),
      opened_at: ago(605),
    })
    const led = { community_id: id, person_id: leaderId }
    yield row('membership', { ...led, joined_at: ago(605), visited_at: ago(1 / 24), last_visit_at: ago(1) })
    yield row('membership_source', { ...led, source: 'manual' })
    yield row('membership_role', { ...led, role: 'manager' })
    const container_id = idAt(ago(605))
    yield row('featured_container', { id: container_id, community_id: id, name: 'Leader', size: 'large', position: 0 })
    yield row('featured_person', { ...led, container_id, quote: 'Ask before you are stuck.', position: 0 })
  }
}

/** Four cohorts in each community, through which three in five are members; the others were added by hand. */
export function* memberRows({ ago, communities }: Ground): Iterable<TableRow> {
  const chance = chanceOf(3)
  const day = (days: number) => ago(days).toISOString().slice(0, 10)
  for (const { id: community_id, members, cohorts } of communities) {
    const course_id = idAt(ago(605))
    yield row('course', { id: course_id, community_id, name: 'Foundations' })
    for (const [i, { id, began }] of cohorts.entries()) {
      const lasted = { starts_on: day(began), ends_on: day(began - 90) }
      yield row('cohort', {
        id,
        community_id,
        course_id,
        name: `Cohort ${i + 1}`,
        state: began > 90 ? 'ended' : 'running',
        ...lasted,
      })
    }
    const cohortOf = new Map(cohorts.flatMap(({ id, members: those }) => those.map((one) => [one, id])))
    for (const person_id of members) {
      const luck = chance()
      yield row('membership', {
        community_id,
        person_id,
        joined_at: ago(590 * luck),
        invited_at: ago(590 * luck),
        visited_at: ago(20 * luck),
        last_visit_at: ago(25 * luck),
      })
      const cohort_id = cohortOf.get(person_id) ?? null
      yield row('membership_source', { community_id, person_id, source: cohort_id ? 'cohort' : 'manual', cohort_id })
      if (cohort_id) yield row('cohort_person', { community_id, cohort_id, person_id })
    }
  }
}
