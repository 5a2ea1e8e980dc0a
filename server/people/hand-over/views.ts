/** What earlier cohorts leave: all of it for those who choose, and what was chosen for the people of the cohort. */
import { z } from 'zod'
import type { InCommunity } from '#server/communities/room.ts'
import { cohortAddress } from '#server/people/courses/course.ts'
import { type CohortPage, cohortPageView, readCohort } from '#server/people/courses/views.ts'
import { mayHandOver } from '#server/people/hand-over/policy.ts'
import { type CohortRowOfCourse, readCohortRow } from '#server/people/hand-over/reads-cohorts.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { type HandOverPlace, handOverItem } from '#server/platform/hand-over.ts'
import { insist } from '#server/platform/refuse.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const alumnusView = z.object({
  personId: z.string(),
  name: z.string(),
  photo: z.string().nullable(),
  title: z.string(),
  cohort: z.string(),
})
type Alumnus = z.infer<typeof alumnusView>

const leftView = z.object({
  /** What each room lists, by its key. */
  parts: z.array(z.object({ key: z.string(), items: z.array(handOverItem) })),
  /** People of earlier cohorts who say that the next one may ask them. */
  alumni: z.array(alumnusView),
})
export type Left = z.infer<typeof leftView>

const refView = z.object({ id: z.string(), name: z.string(), address: z.string() })

export const handOverView = cohortPageView.pick({ community: true, course: true }).extend({
  cohort: cohortPageView.shape.cohort.omit({ members: true, next: true }),
  /** The cohorts that leave it, the last to start first. */
  earlier: z.array(refView),
  /** Where one chooses, of a cohort that has ended: the cohort after it. */
  next: refView.nullable(),
  /** When somebody chose; null where nobody did yet. */
  handedAt: z.date().nullable(),
  /** The ids of what was chosen. */
  entries: z.array(z.string()),
  people: z.array(z.string()),
  ...leftView.shape,
})
export type HandOver = z.infer<typeof handOverView>

const handedRow = z.object({
  handedAt: z.date().nullable(),
  entries: z.array(z.string()),
  people: z.array(z.string()),
})

/** What was chosen for a cohort. One query. */
function readHanded(look: Look, { communityId }: HandOverPlace, cohortId: string) {
  return onlyRow(look, handedRow)`
    select (select h.handed_at from hand_over h where h.community_id = ${communityId} and h.cohort_id = ${cohortId}) as "handedAt",
      array(select e.entry_id from handed_entry e where e.community_id = ${communityId} and e.cohort_id = ${cohortId}) as entries,
      array(select p.person_id from handed_person p where p.community_id = ${communityId} and p.cohort_id = ${cohortId}) as people`
}

/** Alumni of these cohorts who may be asked; of several cohorts each once, with the last. */
async function listAlumni(look: Look, communityId: string, cohortIds: readonly string[]): Promise<Alumnus[]> {
  return rows(look, alumnusView)`
    select "personId", name, photo, title, cohort from (
      select distinct on (p.id) p.id as "personId", p.name, p.image as photo, p.title, h.name as cohort
      from cohort_person o join cohort h on h.id = o.cohort_id
        join cohort_people there on there.cohort_id = o.cohort_id and there.person_id = o.person_id
        join membership_shown m on m.community_id = o.community_id and m.person_id = o.person_id
        join person p on p.id = o.person_id and p.removed_at is null
      where o.community_id = ${communityId} and o.cohort_id = any(${[...cohortIds]}::uuid[]) and o.may_be_asked
      order by p.id, h.started_at desc) asked
    order by name collate "und-x-icu", "personId" limit 200`
}

/** The cohorts whose things are listed: those before it, and where it has ended and none comes after it, itself. */
function leavers(page: CohortPage, { earlier, next }: CohortRowOfCourse) {
  const { id, name, state } = page.cohort
  return state === 'ended' && !next ? [{ id, name }, ...earlier] : earlier
}

/**
 * All that earlier cohorts leave, for those who choose what this one sees.
 * @refuses not_found · forbidden
 */
export async function readHandOver(
  look: Look,
  actor: Actor,
  asked: InCommunity & { readonly cohort: string },
): Promise<HandOver> {
  const page = await readCohort(look, actor, { ...asked, after: null })
  insist(mayHandOver(actor, page.community, page.cohort.isTaught))
  const place = { communityId: page.community.id, slug: page.community.slug }
  const [row, handed] = await Promise.all([
    readCohortRow(look, { communityId: place.communityId, cohortId: page.cohort.id }),
    readHanded(look, place, page.cohort.id),
  ])
  const earlier = leavers(page, row)
  const cohortIds = earlier.map(({ id }) => id)
  const until = page.cohort.state === 'ended' || !row.startedAt ? look.now : row.startedAt
  const scope = { ...place, cohortIds, from: row.from ?? look.now, until, handed: handed.entries }
  const [alumni, ...parts] = await Promise.all([
    listAlumni(look, place.communityId, cohortIds),
    ...look.platform.declared.handOverParts.map(async ({ key, list }) => ({
      key,
      items: cohortIds.length === 0 ? [] : await list(look, actor, scope),
    })),
  ])
  const { members: _, next: __, ...cohort } = page.cohort
  const refOf = (one: { id: string; name: string }) => ({ ...one, address: cohortAddress(place.slug, one) })
  return {
    community: page.community,
    course: page.course,
    cohort,
    earlier: earlier.map(refOf),
    next: cohort.state === 'ended' && row.next ? refOf(row.next) : null,
    ...handed,
    parts,
    alumni,
  }
}

/** On the page of a cohort: what was handed over to it, and whether something is prepared that nobody chose from. */
export const cohortHandOverView = z.object({
  left: leftView,
  /** For those who choose: is it still to be done? Null where nothing is to choose from, and for other readers. */
  choosing: z.enum(['open', 'settled']).nullable(),
  /** Of the reader, where they are one of its people: may the next cohort ask them? */
  mayBeAsked: z.boolean().nullable(),
})
export type CohortHandOver = z.infer<typeof cohortHandOverView>

/** For its people, who teaches it and who looks after the members; for others nothing. */
export async function readCohortHandOver(look: Look, actor: Actor, page: CohortPage): Promise<CohortHandOver> {
  const { community, cohort } = page
  const chooses = mayHandOver(actor, community, cohort.isTaught).ok
  const place = { communityId: community.id, slug: community.slug }
  const none = { left: { parts: [], alumni: [] }, choosing: null, mayBeAsked: null }
  if (!chooses && !cohort.isMine) return none
  const [row, handed, { mayBeAsked }] = await Promise.all([
    readCohortRow(look, { communityId: place.communityId, cohortId: cohort.id }),
    readHanded(look, place, cohort.id),
    onlyRow(look, () => z.object({ mayBeAsked: z.boolean() }))`
      select exists (select from cohort_person o where o.cohort_id = ${cohort.id} and o.person_id = ${personIdOf(actor)}::uuid
        and o.may_be_asked) as "mayBeAsked"`,
  ])
  const isAny = leavers(page, row).length > 0
  const isSettled = handed.handedAt !== null || (cohort.state === 'ended' && row.next !== null)
  return {
    left: await readLeft(look, actor, place, row, handed),
    choosing: chooses && isAny ? (isSettled ? 'settled' : 'open') : null,
    mayBeAsked: cohort.isMine ? mayBeAsked : null,
  }
}

async function readLeft(
  look: Look,
  actor: Actor,
  place: HandOverPlace,
  { earlier }: CohortRowOfCourse,
  { entries, people }: z.infer<typeof handedRow>,
): Promise<Left> {
  if (entries.length === 0 && people.length === 0) return { parts: [], alumni: [] }
  const [alumni, ...parts] = await Promise.all([
    listAlumni(
      look,
      place.communityId,
      earlier.map(({ id }) => id),
    ),
    ...look.platform.declared.handOverParts.map(async ({ key, listHanded }) => ({
      key,
      items: entries.length > 0 ? await listHanded(look, actor, place, entries) : [],
    })),
  ])
  const chosen = alumni.filter(({ personId }) => people.includes(personId))
  return { parts: parts.filter(({ items }) => items.length > 0), alumni: chosen }
}
