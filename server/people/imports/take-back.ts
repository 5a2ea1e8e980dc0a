/**
 * Taking back that people were brought in from a file: memberships, places in cohorts and roles that it gave, and what it changed
 * in profiles. An account that it made stays: it may be erased by hand, and a corrected file finds it.
 */
import { givableRoles, readRoles, roleTitle, undoByFile } from '#server/communities/room.ts'
import { importDone } from '#server/people/activities.ts'
import { lockCohort } from '#server/people/courses/store.ts'
import { takeFromCohort } from '#server/people/courses/take-from-cohort.ts'
import { lockCommunities, restoreProfiles } from '#server/people/imports/apply-store.ts'
import { type ProfileWords, readLine } from '#server/people/imports/line.ts'
import { mayImport } from '#server/people/imports/policy.ts'
import { type BroughtRow, readBrought, readHeader, readLeaders } from '#server/people/imports/reads-taking-back.ts'
import type { Actor } from '#server/platform/actor.ts'
import { type Translate, translator } from '#server/platform/i18n.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, notFound, refuse } from '#server/platform/refuse.ts'
import { type AnyTakeBack, type Outlook, type PastAct, takeBack } from '#server/platform/take-back.ts'
import type { Look, Work } from '#server/platform/work.ts'
import { mayChangeAccount } from '#server/site/room.ts'

type ImportAct = PastAct<{ personIds: string[] }>

/** What is taken back of one person, and what others changed since, in words. */
interface Undoing {
  readonly one: BroughtRow
  readonly places: BroughtRow['places']
  readonly cohorts: BroughtRow['cohorts']
  readonly roles: BroughtRow['roles']
  readonly profile: Partial<ProfileWords>
  readonly stays: readonly string[]
}

/** @refuses not_found · forbidden */
async function undoings(look: Look, actor: Actor, act: ImportAct): Promise<Undoing[]> {
  if (!mayImport(actor, act.communityId)) refuse(act.communityId ? forbidden : notFound)
  const file = await readHeader(look, act.objectId ?? '')
  if (!file) return []
  const brought = await readBrought(look, {
    actId: act.id,
    importId: act.objectId ?? '',
    personIds: act.facts.personIds,
  })
  const all = await readRoles(look)
  const t = translator(actor.locale)
  const communityIds = [
    ...new Set(brought.flatMap(({ places, roles }) => [...places, ...roles].map((x) => x.communityId))),
  ]
  const leaders = await readLeaders(look, communityIds)
  const losing = (id: string) =>
    new Set(
      brought.flatMap((one) =>
        [...one.places, ...one.roles].some(({ communityId }) => communityId === id) ? [one.personId] : [],
      ),
    )
  const leaderless = new Set(
    [...leaders].flatMap(([id, people]) => {
      const them = losing(id)
      return people.every((person) => them.has(person)) ? [id] : []
    }),
  )
  const givable = new Map(communityIds.map((id) => [id, givableRoles(actor, all, id)]))
  return brought.map((one) => {
    const stays: string[] = []
    const mayTake = (id: string, roles: readonly string[]) => roles.every((role) => givable.get(id)?.includes(role))
    const mayLeave = (id: string) => may(actor, 'manage_members', id)
    const leadsAlone = (id: string) => leaderless.has(id) && leaders.get(id)?.includes(one.personId) === true
    const roles = one.roles.filter(({ communityId, community, role }) => {
      const why = !mayTake(communityId, [role])
        ? t('Has a role that you cannot take away.')
        : role === 'manager' && leadsAlone(communityId)
          ? t('Nobody else would lead {community}.', { community })
          : null
      if (why) stays.push(why)
      return why === null
    })
    const places = one.places.filter((place) => {
      const { communityId, name, isByOthers, otherRole } = place
      if (!mayLeave(communityId)) return false
      if (isByOthers) return true
      const why = otherRole
        ? givenSince(name, roleTitle(otherRole.role, all, t), otherRole.by, t)
        : !mayTake(communityId, place.roles)
          ? t('Has a role that you cannot take away.')
          : leadsAlone(communityId)
            ? t('Nobody else would lead {community}.', { community: name })
            : null
      if (why && !stays.includes(why)) stays.push(why)
      return why === null
    })
    const cohorts = one.cohorts.filter(({ communityId }) => mayLeave(communityId))
    const profile = mayChangeAccount(actor, one).ok ? formerWords(one, file) : {}
    return { one, places, cohorts, roles, profile, stays }
  })
}

function givenSince(community: string, role: string, by: string | null, t: Translate): string {
  return by
    ? t('Stays in {community}: was made {role} there by {name}.', { community, role, name: by })
    : t('Stays in {community}: was made {role} there.', { community, role })
}

/** What the profile said before, where it still says what the file said. */
function formerWords(
  { before, cells, now }: BroughtRow,
  { columns, header }: { readonly columns: readonly string[]; readonly header: readonly string[] },
): Partial<ProfileWords> {
  const read = readLine(cells, columns, header)
  if (!read.ok) return {}
  const { profile } = read.value
  const keys = (['name', 'title', 'location', 'timeZone', 'locale'] as const).filter(
    (key) => key in before && now[key] === profile[key],
  )
  return Object.fromEntries(keys.map((key) => [key, before[key]]))
}

function outlookOf({ one, places, cohorts, roles, profile, stays }: Undoing, t: Translate): Outlook {
  const leaves = places.filter(({ isByOthers }) => !isByOthers).map(({ name }) => name)
  const remains = places.filter(({ isByOthers }) => isByOthers).map(({ name }) => name)
  const names = (all: readonly string[]) => [...new Set(all)].join(', ')
  const inOthers = roles.filter(({ community }) => !leaves.includes(community))
  const says = [
    leaves.length > 0 && t('Leaves {places}.', { places: names(leaves) }),
    remains.length > 0 && t('Stays in {places}, where something else makes them a member.', { places: names(remains) }),
    cohorts.length > 0 && t('Leaves the cohort {names}.', { names: names(cohorts.map(({ name }) => name)) }),
    inOthers.length > 0 &&
      t('Loses a role in {places}.', { places: names(inOthers.map(({ community }) => community)) }),
    Object.keys(profile).length > 0 && t('The profile says again what it said before.'),
  ].filter((sentence) => sentence !== false)
  const isOpen = says.length > 0
  const nothing = one.isCreated ? t('The account stays; nothing else is left of it.') : t('Others changed it since.')
  const all = [...says, ...stays]
  return { personId: one.personId, name: one.now.name, isOpen, says: all.length > 0 ? all.join(' ') : nothing }
}

export const importTakenBack: AnyTakeBack = takeBack(importDone, {
  permission: 'manage_members',
  async outlook(look, actor, act) {
    const t = translator(actor.locale)
    return (await undoings(look, actor, act)).map((one) => outlookOf(one, t))
  },
  async lock(work, { id, objectId, facts }) {
    const brought = await readBrought(work, { actId: id, importId: objectId ?? '', personIds: facts.personIds })
    const named = brought.flatMap(({ places, cohorts, roles }) => [...places, ...cohorts, ...roles])
    await lockCommunities(work, [...new Set(named.map(({ communityId }) => communityId))])
  },
  async run(work, actor, act, personIds) {
    const meant = (await undoings(work, actor, act)).filter(({ one }) => personIds.includes(one.personId))
    await leaveCohorts(work, actor, meant)
    await leavePlaces(work, actor, meant)
    await restoreProfiles(
      work,
      meant.flatMap(({ one, profile }) => (Object.keys(profile).length > 0 ? [{ id: one.personId, ...profile }] : [])),
    )
    for (const id of personIds) work.touchPerson(id)
  },
})

async function leaveCohorts(work: Work, actor: Actor, meant: readonly Undoing[]): Promise<void> {
  const all = meant.flatMap(({ one, cohorts }) => cohorts.map((cohort) => ({ ...cohort, personId: one.personId })))
  for (const [cohortId, people] of Map.groupBy(all, (one) => one.cohortId)) {
    const communityId = people[0]?.communityId ?? ''
    const cohort = await lockCohort(work, communityId, cohortId)
    const ids = people.map(({ personId }) => personId)
    if (cohort) await takeFromCohort(work, actor, { communityId, cohort }, ids)
  }
}

async function leavePlaces(work: Work, actor: Actor, meant: readonly Undoing[]): Promise<void> {
  const ids = new Set(meant.flatMap(({ places, roles }) => [...places, ...roles].map(({ communityId }) => communityId)))
  for (const communityId of ids) {
    const isHere = (one: { communityId: string }) => one.communityId === communityId
    await undoByFile(work, actor, {
      communityId,
      personIds: meant.filter(({ places }) => places.some(isHere)).map(({ one }) => one.personId),
      roles: meant.flatMap(({ one, roles }) =>
        roles.filter(isHere).map(({ role }) => ({ personId: one.personId, role })),
      ),
    })
  }
}
