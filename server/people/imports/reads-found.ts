/**
 * What is there already of all that the lines of one part name: a few queries, however many lines.
 */
import { z } from 'zod'
import { findsAccount, givableRoles, readRoles, roleTitle, standings } from '#server/communities/room.ts'
import type { LineRead } from '#server/people/imports/line.ts'
import {
  type CohortPlace,
  cohortKey,
  type Found,
  type PersonFound,
  type Place,
  pairKey,
} from '#server/people/imports/plan-line.ts'
import { type ImportRow, sourceOf } from '#server/people/imports/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { locales, translator } from '#server/platform/i18n.ts'
import { may } from '#server/platform/permissions.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'
import { mayChangeAccount } from '#server/site/room.ts'

/** Reads it for the actor in whose name the file is brought in. */
export async function readFound(
  look: Look,
  actor: Actor,
  file: Pick<ImportRow, 'id' | 'columns' | 'communityId' | 'targetId' | 'cohortId' | 'feedId'>,
  lines: readonly LineRead[],
): Promise<Found> {
  const people = await readPeople(look, actor, lines)
  const roles = await readRoles(look)
  const slugs = lines.flatMap(({ groups }) => groups.map(({ slug }) => slug))
  const read = (await readPlaces(look, slugs, file.targetId)).filter(({ id }) => may(actor, 'manage_members', id))
  const placed = read.map((one): Place & { slugs: readonly string[] } => ({
    ...one,
    givable: givableRoles(actor, roles, one.id),
  }))
  const communityIds = placed.map(({ id }) => id)
  const personIds = [...new Set(people.map(({ id }) => id))]
  const cohorts = await readCohorts(look, communityIds)
  const target = placed.find(({ id }) => id === file.targetId)
  const chosen = cohorts.find(({ id }) => id === file.cohortId) ?? null
  return {
    scope: file.communityId === null ? 'site' : 'community',
    byEmail: new Map([
      ...people.flatMap((one) => one.formerEmails.map((email) => [email, one] as const)),
      ...people.map((one) => [one.email, one] as const),
    ]),
    byExternalId: new Map(people.flatMap((one) => one.externalIds.map((id) => [id, one] as const))),
    places: new Map(placed.flatMap((one) => one.slugs.map((slug) => [slug, one] as const))),
    cohorts: byName(cohorts),
    standings: await readStandings(look, personIds, communityIds),
    inCohort: await readInCohort(
      look,
      personIds,
      cohorts.map(({ id }) => id),
    ),
    target: target ? { place: target, cohort: chosen } : null,
    managers: await readManagers(look, file, lines),
    roles: namesOf(roles),
    source: sourceOf(file),
    broughtBefore: await readBroughtBefore(look, file.feedId, personIds),
  }
}

const personShape = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  title: z.string(),
  location: z.string(),
  timeZone: z.string().nullable(),
  locale: z.string().nullable(),
  siteRole: z.enum(['owner', 'admin']).nullable(),
  custom: z.record(z.string(), z.string()),
  manager: z.string().nullable(),
  isRemoved: z.boolean(),
  isFound: z.boolean(),
  externalIds: z.array(z.string()),
  formerEmails: z.array(z.string()),
})

async function readPeople(look: Look, actor: Actor, lines: readonly LineRead[]): Promise<PersonFound[]> {
  const emails = lines.map(({ email }) => email)
  const ids = lines.flatMap(({ externalId }) => externalId ?? [])
  const found = await rows(look, personShape)`
    select p.id, p.email, p.name, p.title, p.location, p.time_zone as "timeZone", p.locale, p.site_role as "siteRole",
      p.removed_at is not null as "isRemoved", ${findsAccount(actor)} as "isFound",
      coalesce((select json_object_agg('custom_' || f.key, v.value)
        from profile_value v join profile_field f on f.id = v.field_id where v.person_id = p.id), '{}') as custom,
      boss.email as manager,
      array(select k.value from merged_key k where k.person_id = p.id and k.kind = 'external_id'
        union all select p.external_id where p.external_id is not null) as "externalIds",
      array(select k.value from merged_key k where k.person_id = p.id and k.kind = 'email') as "formerEmails"
    from person p left join person boss on boss.id = p.manager_id where p.id in (
      select person_id from person_key where kind = 'email' and value = any(${emails}::text[])
      union select person_id from person_key where kind = 'external_id' and value = any(${ids}::text[]))`
  return found.map(({ siteRole, ...one }) => ({ ...one, mayChange: mayChangeAccount(actor, { siteRole }).ok }))
}

/** Of the managers that lines name, those that somebody on the site has as their address, or somebody in the file. */
async function readManagers(
  look: Look,
  { id, columns }: Pick<ImportRow, 'id' | 'columns'>,
  lines: readonly LineRead[],
) {
  const named = [...new Set(lines.flatMap(({ manager }) => manager ?? []))]
  if (named.length === 0) return new Set<string>()
  const found = await rows(look, () => z.object({ value: z.string() }))`
    select value from person_key where kind = 'email' and value = any(${named}::text[])
    union select lower(cells[${columns.indexOf('email') + 1}::integer]) from people_import_line
    where import_id = ${id} and lower(cells[${columns.indexOf('email') + 1}::integer]) = any(${named}::text[])`
  return new Set(found.map(({ value }) => value))
}

const placeShape = z.object({ id: z.string(), slug: z.string(), isArchived: z.boolean(), slugs: z.array(z.string()) })

/** The communities of these addresses, former ones too, and the one that all people come into. */
function readPlaces(look: Look, slugs: readonly string[], targetId: string | null) {
  return rows(look, placeShape)`
    select c.id, c.slug, c.status = 'archived' as "isArchived",
      array(select c.slug union select s.slug from community_slug s where s.community_id = c.id) as slugs
    from community_shown c
    where c.id = ${targetId}::uuid or c.slug = any(${[...slugs]}::text[])
      or c.id in (select s.community_id from community_slug s where s.slug = any(${[...slugs]}::text[]))`
}

const cohortShape = z.object({
  id: z.string(),
  communityId: z.string(),
  name: z.string(),
  state: z.enum(['prepared', 'running', 'ended']),
  isCourseArchived: z.boolean(),
})
type CohortFound = z.infer<typeof cohortShape>

function readCohorts(look: Look, communityIds: readonly string[]): Promise<CohortFound[]> {
  return rows(look, cohortShape)`
    select h.id, h.community_id as "communityId", h.name, h.state, c.archived_at is not null as "isCourseArchived"
    from cohort h join course c on c.id = h.course_id where h.community_id = any(${[...communityIds]}::uuid[])`
}

/** Of cohorts of one name those that still take people come first: last year's is not meant. */
function byName(cohorts: readonly CohortFound[]): Map<string, CohortPlace | 'several'> {
  const groups = Map.groupBy(cohorts, ({ communityId, name }) => pairKey(communityId, cohortKey(name)))
  return new Map(
    [...groups].map(([key, all]) => {
      const open = all.filter(({ state, isCourseArchived }) => state !== 'ended' && !isCourseArchived)
      const [one] = open.length > 0 ? open : all
      return [key, open.length > 1 || !one ? 'several' : one]
    }),
  )
}

async function readStandings(look: Look, personIds: readonly string[], communityIds: readonly string[]) {
  const shape = () =>
    z.object({
      personId: z.string(),
      communityId: z.string(),
      roles: z.array(z.string()),
      sources: z.array(z.string()),
    })
  const found = await rows(look, shape)`
    select m.person_id as "personId", m.community_id as "communityId",
      array(select r.role from membership_role r where r.community_id = m.community_id and r.person_id = m.person_id) as roles,
      array(select s.source from membership_source s where s.community_id = m.community_id and s.person_id = m.person_id) as sources
    from membership_shown m
    where m.person_id = any(${[...personIds]}::uuid[]) and m.community_id = any(${[...communityIds]}::uuid[])`
  return new Map(found.map(({ personId, communityId, ...one }) => [pairKey(personId, communityId), one]))
}

async function readInCohort(look: Look, personIds: readonly string[], cohortIds: readonly string[]) {
  const found = await rows(look, () => z.object({ personId: z.string(), cohortId: z.string() }))`
    select o.person_id as "personId", o.cohort_id as "cohortId" from cohort_people o
    where o.person_id = any(${[...personIds]}::uuid[]) and o.cohort_id = any(${[...cohortIds]}::uuid[])`
  return new Set(found.map(({ personId, cohortId }) => pairKey(personId, cohortId)))
}

/** Where a feed brought these people before. */
async function readBroughtBefore(look: Look, feedId: string | null, personIds: readonly string[]) {
  if (feedId === null) return new Set<string>()
  const found = await rows(look, () => z.object({ personId: z.string(), place: z.string() }))`
    select f.person_id as "personId", f.community_id::text || coalesce('/' || f.cohort_id::text, '') as place
    from people_feed_person f
    where f.feed_id = ${feedId} and f.person_id = any(${[...personIds]}::uuid[]) and f.community_id is not null`
  return new Set(found.map(({ personId, place }) => pairKey(personId, place)))
}

/** What roles are called, in each language of the site: their names, their titles, and the three standings of the form. */
function namesOf(roles: Awaited<ReturnType<typeof readRoles>>): Map<string, readonly string[]> {
  const titled = locales().flatMap((locale) => {
    const t = translator(locale)
    return roles.map(({ name }) => [roleTitle(name, roles, t).toLowerCase(), name === 'member' ? [] : [name]] as const)
  })
  return new Map<string, readonly string[]>([
    ...titled,
    ...roles.map(({ name }) => [name, name === 'member' ? [] : [name]] as const),
    ...Object.entries(standings),
  ])
}
