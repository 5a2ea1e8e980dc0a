/**
 * Whom one may add to a cohort: members by name, people in a pasted text, and the people of another cohort.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { type InCommunity, lookOver, pasteView } from '#server/communities/room.ts'
import { cohortEnded, courseArchived } from '#server/people/courses/course.ts'
import { cohortPageView, readCohort } from '#server/people/courses/views.ts'
import type { Actor } from '#server/platform/actor.ts'
import { isAddress } from '#server/platform/mail-address.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import { patternsFor } from '#server/platform/words.ts'
import type { Look } from '#server/platform/work.ts'

/** How many members are offered at once. */
const mostOffered = 20

const offered = z.object({ personId: z.string(), name: z.string(), photo: z.string().nullable(), title: z.string() })
const otherCohort = z.object({ id: z.string(), name: z.string(), course: z.string(), people: z.number() })

export const addPeopleView = cohortPageView.pick({ community: true, course: true }).extend({
  cohort: cohortPageView.shape.cohort.omit({ members: true, next: true }),
  /** Members who are not in the cohort and match the words. */
  items: z.array(offered),
  /** Are there more than that? */
  isMore: z.boolean(),
  paste: pasteView.nullable(),
  /** Cohorts to copy people from. */
  others: z.array(otherCohort),
})
export type AddPeople = z.infer<typeof addPeopleView>

/** @refuses not_found · forbidden · course_archived · cohort_ended */
export async function readAddPeople(
  look: Look,
  actor: Actor,
  asked: InCommunity & {
    readonly cohort: string
    readonly q: string
    readonly people: string
    readonly emails: readonly string[]
    readonly names: readonly string[]
  },
): Promise<AddPeople> {
  const { community, course, cohort } = await readCohort(look, actor, { ...asked, after: null })
  if (!community.can.members) refuse(forbidden)
  if (course.isArchived) refuse(courseArchived)
  if (cohort.state === 'ended') refuse(cohortEnded)
  // A whole address is read like a pasted text.
  const people = asked.people || (isAddress(asked.q) ? asked.q : '')
  const [found, others, paste] = await Promise.all([
    people ? [] : listOffered(look, community.id, asked),
    listOthers(look, community.id, asked.cohort),
    people ? lookOver({ ...asked, people }, readPeopleHere(look, cohort.id)) : null,
  ])
  const { members: _, next: __, ...rest } = cohort
  const isMore = found.length > mostOffered
  return { community, course, cohort: rest, items: found.slice(0, mostOffered), isMore, paste, others }
}

function listOffered(look: Look, communityId: string, { cohort, q }: { cohort: string; q: string }) {
  return rows(look, offered)`
    select p.id as "personId", p.name, p.image as photo, p.title
    from membership_shown m join person p on p.id = m.person_id and p.removed_at is null
    where m.community_id = ${communityId} and p.words like all (${patternsFor(q)}::text[])
      and not exists (select from cohort_people o where o.cohort_id = ${cohort} and o.person_id = m.person_id)
    order by p.name collate "und-x-icu", p.id limit ${mostOffered + 1}`
}

function listOthers(look: Look, communityId: string, cohortId: string) {
  return rows(look, otherCohort)`
    select h.id, h.name, c.name as course, o.people
    from cohort h join course c on c.id = h.course_id,
      lateral (select count(*) as people from cohort_people o where o.cohort_id = h.id) o
    where h.community_id = ${communityId} and h.id <> ${cohortId} and o.people > 0
    order by h.starts_on desc nulls last, h.name collate "und-x-icu"`
}

/** Reads which of some addresses are in a cohort already: their names by address. */
export function readPeopleHere(look: Look, cohortId: string) {
  return async (emails: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const found = await rows(look, () => z.object({ email: z.string(), name: z.string() }))`
      select p.email, p.name from cohort_people o join person p on p.id = o.person_id
      where o.cohort_id = ${cohortId} and ${sql`p.email = any(${[...emails]}::text[])`}`
    return new Map(found.map(({ email, name }) => [email, name]))
  }
}
