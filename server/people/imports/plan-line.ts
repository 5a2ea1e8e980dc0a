/**
 * What a line would change, decided from what it says and from what is there. The dry run and the run itself ask the same. Pure.
 */
import type { LineRead, ProfileWords, Why } from '#server/people/imports/line.ts'

export const lineResults = ['added', 'updated', 'unchanged', 'refused'] as const
export type LineResult = (typeof lineResults)[number]

/** An account as a file may find it. */
export interface PersonFound {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly title: string
  readonly location: string
  readonly timeZone: string | null
  readonly locale: string | null
  readonly custom: Readonly<Record<string, string>>
  /** The address of whom they report to. */
  readonly manager: string | null
  readonly isRemoved: boolean
  /** May whoever brings the file in find them by name? Else nothing tells them that there is an account. */
  readonly isFound: boolean
  /** May whoever brings the file in change it? Nobody changes somebody with a site role they do not hold. */
  readonly mayChange: boolean
  /** Ids of theirs in other systems, and addresses of accounts that were merged into theirs. */
  readonly externalIds: readonly string[]
  readonly formerEmails: readonly string[]
}

/** How somebody belongs to a community now. */
export interface Standing {
  readonly roles: readonly string[]
  readonly sources: readonly string[]
}

/** A community that the file may bring people into. */
export interface Place {
  readonly id: string
  readonly slug: string
  readonly isArchived: boolean
  /** Roles that whoever brings the file in may give there. */
  readonly givable: readonly string[]
}

export interface CohortPlace {
  readonly id: string
  readonly communityId: string
  readonly state: 'prepared' | 'running' | 'ended'
  readonly isCourseArchived: boolean
}

/** What is there, as far as the lines of one part name it. */
export interface Found {
  /** Whose file it is: one of a community adds people and memberships only. */
  readonly scope: 'site' | 'community'
  readonly byEmail: ReadonlyMap<string, PersonFound>
  readonly byExternalId: ReadonlyMap<string, PersonFound>
  /** By the address of the community. */
  readonly places: ReadonlyMap<string, Place>
  /** By the id of the community and the name of the cohort; `several` where two are called so. */
  readonly cohorts: ReadonlyMap<string, CohortPlace | 'several'>
  /** By the id of the person and of the community; those who are no members are not in it. */
  readonly standings: ReadonlyMap<string, Standing>
  /** By the id of the person and of the cohort: who is on its list. */
  readonly inCohort: ReadonlySet<string>
  /** Where all people of the file come in. */
  readonly target: { readonly place: Place; readonly cohort: CohortPlace | null } | null
  /** Addresses of managers that somebody on the site has, or somebody in the file. */
  readonly managers: ReadonlySet<string>
  /** What a role is called by its name or its title, in small letters: the roles it means. */
  readonly roles: ReadonlyMap<string, readonly string[]>
  /** The kind of source that makes them members. */
  readonly source: 'csv' | 'feed'
  /** By the id of the person and the place: where the feed brought them before. Who is no longer there left, or was taken out. */
  readonly broughtBefore: ReadonlySet<string>
}

/** Somebody comes into a community, or gets a role or a source there. */
export interface Join {
  readonly communityId: string
  /** Are they no member yet? */
  readonly isNew: boolean
  /** Roles they do not have yet. */
  readonly roles: readonly string[]
}

export interface LinePlan {
  readonly result: LineResult
  readonly why: Why | null
  /** Whose account it is; null for one that is to be made, and for a line that is refused. */
  readonly person: PersonFound | null
  /** The account to make. */
  readonly create: (ProfileWords & { readonly name: string }) | null
  readonly change: ProfileWords & { readonly email?: string; readonly manager?: string }
  readonly addsExternalId: boolean
  readonly joins: readonly Join[]
  /** The cohorts on whose list they are put. */
  readonly cohorts: readonly CohortPlace[]
  /** Wherever the line has them, also where they are already, by the id of the community, or by {@link pairKey} of community and cohort; '' for the file itself. */
  readonly places: readonly string[]
}

/** What a plan holds that changes nothing. */
export const nothing = {
  person: null,
  create: null,
  change: {},
  addsExternalId: false,
  joins: [],
  cohorts: [],
  places: [],
} as const

function refused(why: Why): LinePlan {
  return { result: 'refused', why, ...nothing }
}

/** The key of a pair of ids, or of an id and a name. */
export function pairKey(one: string, other: string): string {
  return `${one}/${other}`
}

/**
 * Plans one line.
 * @param nameless what somebody is called of whom only the address is known
 */
export function planLine(line: LineRead, found: Found, nameless: (email: string) => string): LinePlan {
  const isOfSite = found.scope === 'site'
  const byId = isOfSite && line.externalId ? found.byExternalId.get(line.externalId) : undefined
  const person = byId ?? found.byEmail.get(line.email) ?? null
  if (isOfSite && person) {
    const problem = whyNotThem(line, person, byId !== undefined, found)
    if (problem) return problem
  }
  if (!person && isOfSite && !line.profile.name) {
    return line.hasHalfName
      ? refused({ says: 'Nobody here has this address, and a new account needs a first and a last name.' })
      : refused({ says: 'Nobody here has this address. For a new account, give a first and a last name.' })
  }
  if (isOfSite && line.manager && !found.managers.has(line.manager))
    return refused({
      says: 'The manager {address} is neither on this site nor in this file.',
      values: { address: line.manager },
    })
  const places = placesOf(line, person, found)
  if ('says' in places) return { result: 'refused', why: places, ...nothing }
  const { left, ...where } = places
  if (!person) {
    const create = isOfSite
      ? { ...line.profile, name: line.profile.name as string }
      : { name: line.profile.name ?? nameless(line.email) }
    return {
      ...nothing,
      result: 'added',
      why: null,
      create,
      addsExternalId: isOfSite && line.externalId !== null,
      ...where,
    }
  }
  const change = isOfSite ? changesOf(line, person) : {}
  const addsExternalId = isOfSite && line.externalId !== null && !person.externalIds.includes(line.externalId)
  const isChanged = Object.keys(change).length > 0 || addsExternalId
  if (isChanged && !person.mayChange)
    return refused({ says: 'This person owns the site, so only an owner changes their account.' })
  const isJoining = where.joins.some(({ isNew, roles }) => isNew || roles.length > 0) || where.cohorts.length > 0
  const isNewcomer = !isOfSite && (where.joins.some(({ isNew }) => isNew) || where.cohorts.length > 0)
  const result = isNewcomer ? 'added' : isChanged || isJoining ? 'updated' : 'unchanged'
  const why = left ? { ...stayedOut, values: { place: left } } : !isOfSite && person.isFound ? leftAlone : null
  return { ...nothing, result, why, person, change, addsExternalId, ...where }
}

const stayedOut = { says: 'They left {place} since the feed brought them, or were taken out, so they stay out.' }
const leftAlone = { says: 'Has an account here already, whose profile is left alone.' }

/** Why a line of the site's file cannot be about this person. */
function whyNotThem(line: LineRead, person: PersonFound, isById: boolean, found: Found): LinePlan | null {
  if (person.isRemoved) return refused({ says: 'This account is deactivated. Reactivate it first.' })
  const [known] = person.externalIds
  if (!isById && line.externalId && known !== undefined) {
    return refused({ says: 'This address belongs to somebody with another external id ({id}).', values: { id: known } })
  }
  const other = found.byEmail.get(line.email)
  if (other && other.id !== person.id)
    return refused({
      says: 'This address belongs to somebody else on this site: {name}.',
      values: { name: other.name },
    })
  return null
}

function changesOf({ email, profile, manager }: LineRead, person: PersonFound): LinePlan['change'] {
  const { custom = {}, ...words } = profile
  const differs = Object.entries(words).filter(([key, value]) => person[key as keyof typeof words] !== value)
  const own = Object.entries(custom).filter(([key, value]) => person.custom[key] !== value)
  const isMoved = email !== person.email && !person.formerEmails.includes(email)
  return {
    ...Object.fromEntries(differs),
    ...(own.length > 0 ? { custom: Object.fromEntries(own) } : {}),
    ...(isMoved ? { email } : {}),
    ...(manager && manager !== person.manager ? { manager } : {}),
  }
}

/** Where the line brings them; `left`: the address of a community that they are no longer in. */
type Places = Pick<LinePlan, 'joins' | 'cohorts' | 'places'> & { readonly left: string | null }

/** Where the line brings them, or why it may not. */
function placesOf(line: LineRead, person: PersonFound | null, found: Found): Places | Why {
  const wanted: { place: Place; cohort: CohortPlace | null }[] = found.target ? [found.target] : []
  for (const { slug, cohort: name } of line.groups) {
    const place = found.places.get(slug)
    if (!place) return { says: 'There is no community “{slug}” that you look after.', values: { slug } }
    if (place.isArchived) return { says: 'The community “{slug}” is archived, so nobody joins it.', values: { slug } }
    const cohort = name === null ? null : found.cohorts.get(pairKey(place.id, cohortKey(name)))
    if (cohort === undefined)
      return { says: 'There is no cohort “{name}” in “{slug}”.', values: { name: name ?? '', slug } }
    if (cohort === 'several')
      return { says: 'Several cohorts of “{slug}” are called “{name}”.', values: { name: name ?? '', slug } }
    if (cohort?.state === 'ended' || cohort?.isCourseArchived)
      return { says: 'The cohort “{name}” has ended, so nobody joins it.', values: { name: name ?? '' } }
    wanted.push({ place, cohort })
  }
  const named = line.role.split('|').map((one) => one.trim())
  const unknown = named.find((one) => one !== '' && !found.roles.has(one.toLowerCase()))
  if (unknown) return { says: 'There is no role “{role}” here.', values: { role: unknown } }
  const roles = [...new Set(named.flatMap((one) => found.roles.get(one.toLowerCase()) ?? []))]
  if (line.role !== '' && wanted.length === 0) return { says: 'This line names a role and no community to have it in.' }
  const joins = new Map<string, Join>()
  const cohorts = new Map<string, CohortPlace>()
  // In the file at all, which is a place too.
  const places = new Set([''])
  let left: string | null = null
  const hasLeft = (place: string) => person !== null && found.broughtBefore.has(pairKey(person.id, place))
  for (const { place, cohort } of wanted) {
    const standing = person ? found.standings.get(pairKey(person.id, place.id)) : undefined
    const missing = roles.filter((role) => !standing?.roles.includes(role))
    if (missing.some((role) => !place.givable.includes(role)))
      return { says: 'You may not give the role “{role}” in “{slug}”.', values: { role: line.role, slug: place.slug } }
    if (standing && missing.includes('guest'))
      return { says: 'They are a member of “{slug}” already, and a guest may do less.', values: { slug: place.slug } }
    if (cohort) {
      places.add(pairKey(place.id, cohort.id))
      const isIn = person !== null && found.inCohort.has(pairKey(person.id, cohort.id))
      if (!isIn && hasLeft(pairKey(place.id, cohort.id))) left = place.slug
      else if (!isIn) cohorts.set(cohort.id, cohort)
    }
    // Whom a cohort brings is a member while it runs; a role needs a membership that lasts.
    if (cohort && roles.length === 0) continue
    places.add(place.id)
    if (!standing && hasLeft(place.id)) {
      left = place.slug
      continue
    }
    if (standing?.sources.includes(found.source) && missing.length === 0) continue
    joins.set(place.id, { communityId: place.id, isNew: !standing, roles: missing })
  }
  return { joins: [...joins.values()], cohorts: [...cohorts.values()], places: [...places], left }
}

/** Names of cohorts are the same however they are written in capitals, and with however many blanks. */
export function cohortKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}
