/**
 * The people of one part of a file are brought in, in one transaction with the number of its last line: a run that is killed
 * goes on behind it, and a second run finds nothing to do.
 */
import { giveRolesByFile, inviteMembers, joinByCohort, joinByFile } from '#server/communities/room.ts'
import { createPeople, customName, listProfileFields, saveValues } from '#server/identity/room.ts'
import { cohortJoined, cohortListed } from '#server/people/activities.ts'
import { sendLetters } from '#server/people/courses/send-letters.ts'
import { lockCohort, saveCohortPeople } from '#server/people/courses/store.ts'
import { savePeople } from '#server/people/feeds/store.ts'
import {
  lockCommunities,
  saveExternalIds,
  saveManagers,
  saveMissingManagers,
  saveProfiles,
} from '#server/people/imports/apply-store.ts'
import { waveStart } from '#server/people/imports/import.ts'
import { readLine } from '#server/people/imports/line.ts'
import type { LinePlan } from '#server/people/imports/plan-line.ts'
import type { PlannedLine } from '#server/people/imports/plan-lines.ts'
import { eachLine, type ImportRow, type LineResultRow, sourceOf } from '#server/people/imports/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { changeAddress } from '#server/site/room.ts'

/** A line that changes something, and whom it is about. */
interface Meant {
  readonly line: PlannedLine
  readonly plan: LinePlan
  readonly personId: string
  /** The communities and cohorts that it really brought them into. */
  readonly joined: string[]
  readonly listed: string[]
}

/** Brings a part in. @returns what became of its lines */
export async function bringIn(
  work: Work,
  actor: Actor,
  file: ImportRow,
  lines: readonly PlannedLine[],
): Promise<LineResultRow[]> {
  const meant = await withAccounts(work, lines)
  await changeProfiles(work, meant)
  const inviteFrom = waveStart(file, { begun: file.startedAt ?? work.now, reached: file.reached })
  const heads = await lockCommunities(work, [...new Set(meant.flatMap(placesOf))])
  for (const head of heads) {
    await joinCommunity(work, actor, { ...head, source: sourceOf(file), inviteFrom }, meant)
    const cohortIds = await joinCohorts(work, actor, { ...head, inviteFrom }, meant)
    const isTime = head.status === 'active' && inviteFrom !== 'never' && inviteFrom <= work.now
    if (!isTime) continue
    for (const id of cohortIds) await sendLetters(work, actor, head, id)
    await inviteMembers(work, actor, head)
  }
  if (file.feedId !== null) await savePeople(work, file.feedId, meant.flatMap(placesByFeed))
  const byLine = new Map(meant.map((one) => [one.line, one]))
  return lines.map((line) => resultOf(line, byLine.get(line)))
}

/** Where the feed has somebody now: on the list of a cohort only where it put them there itself. */
function placesByFeed({ plan, personId, listed }: Meant): { personId: string; place: string }[] {
  const isByFeed = (place: string) => !place.includes('/') || listed.some((id) => place.endsWith(`/${id}`))
  return plan.places.filter(isByFeed).map((place) => ({ personId, place }))
}

function placesOf({ plan }: Meant): string[] {
  return [...plan.joins, ...plan.cohorts].map(({ communityId }) => communityId)
}

/** The lines that are about somebody, with an account for each. */
async function withAccounts(work: Work, lines: readonly PlannedLine[]): Promise<Meant[]> {
  const fresh = lines.flatMap(({ plan, read }) =>
    plan.create && read ? [{ name: plan.create.name, email: read.email }] : [],
  )
  const ids = await createPeople(work, fresh)
  return lines.flatMap((line) => {
    const personId = line.plan.person?.id ?? (line.plan.create && line.read ? ids.get(line.read.email) : undefined)
    return personId ? [{ line, plan: line.plan, personId, joined: [], listed: [] }] : []
  })
}

async function changeProfiles(work: Work, meant: readonly Meant[]): Promise<void> {
  const profiles = meant.flatMap(({ plan, personId }) => {
    const { custom: _, ...said }: LinePlan['change'] = plan.create ?? plan.change
    const { email: __, manager: ___, ...words } = said
    return Object.keys(words).length > 0 ? [{ ...words, id: personId }] : []
  })
  await saveProfiles(work, profiles)
  await saveExternalIds(
    work,
    meant.flatMap(({ plan, personId, line }) =>
      plan.addsExternalId && line.read?.externalId ? [{ id: personId, key: line.read.externalId }] : [],
    ),
  )
  await saveCustom(work, meant)
  for (const { plan } of meant) {
    if (plan.person && plan.change.email) await changeAddress(work, plan.person, plan.change.email)
    if (plan.person && Object.keys(plan.change).length > 0) work.touchPerson(plan.person.id)
  }
}

/** Writes what lines say in fields of the site's own. */
async function saveCustom(work: Work, meant: readonly Meant[]): Promise<void> {
  const said = meant.flatMap(({ plan, personId }) =>
    Object.entries((plan.create ?? plan.change).custom ?? {}).map(([name, value]) => ({ personId, name, value })),
  )
  if (said.length === 0) return
  const ids = new Map((await listProfileFields(work)).map((one) => [customName(one), one.id]))
  await saveValues(
    work,
    said.flatMap(({ personId, name, value }) => {
      const fieldId = ids.get(name)
      return fieldId ? [{ personId, fieldId, value }] : []
    }),
  )
}

type Invited = { readonly inviteFrom: Date | 'never' }

async function joinCommunity(
  work: Work,
  actor: Actor,
  { id, source, inviteFrom }: { id: string; source: 'csv' | 'feed' } & Invited,
  meant: readonly Meant[],
): Promise<void> {
  const here = meant.flatMap((one) =>
    one.plan.joins.flatMap((join) => (join.communityId === id ? [{ one, join }] : [])),
  )
  if (here.length === 0) return
  const personIds = here.map(({ one }) => one.personId)
  const added = new Set(await joinByFile(work, actor, { communityId: id, personIds, source, inviteFrom }))
  for (const { one } of here) if (added.has(one.personId)) one.joined.push(id)
  const given = here.flatMap(({ one, join }) => join.roles.map((role) => ({ personId: one.personId, role })))
  await giveRolesByFile(work, actor, id, given)
}

/** @returns the running cohorts that took somebody in and have a letter */
async function joinCohorts(
  work: Work,
  actor: Actor,
  { id: communityId, inviteFrom }: { id: string } & Invited,
  meant: readonly Meant[],
): Promise<string[]> {
  const here = meant.flatMap((one) =>
    one.plan.cohorts.flatMap((cohort) => (cohort.communityId === communityId ? [{ one, id: cohort.id }] : [])),
  )
  const withLetter: string[] = []
  for (const [cohortId, people] of Map.groupBy(here, ({ id }) => id)) {
    const cohort = await lockCohort(work, communityId, cohortId)
    if (!cohort) continue
    const ids = people.map(({ one }) => one.personId)
    const personIds = await saveCohortPeople(work, { communityId, cohortId }, { ids, addedBy: personIdOf(actor) })
    if (personIds.length === 0) continue
    for (const { one } of people) if (personIds.includes(one.personId)) one.listed.push(cohortId)
    const facts = { personIds }
    if (cohort.state !== 'running') {
      await work.record(cohortListed, { communityId, by: actor, objectId: cohortId, facts })
      continue
    }
    await joinByCohort(work, actor, { communityId, cohortId, personIds }, inviteFrom)
    await work.record(cohortJoined, { communityId, by: actor, objectId: cohortId, facts })
    if (cohort.hasLetter) withLetter.push(cohortId)
  }
  return withLetter
}

function resultOf({ number, plan }: PlannedLine, meant: Meant | undefined): LineResultRow {
  const before = plan.person
  const did = meant && {
    created: plan.create !== null,
    joined: meant.joined,
    listed: meant.listed,
    places: plan.places,
    roles: plan.joins.flatMap(({ communityId, roles }) => roles.map((role) => ({ communityId, role }))),
    before: before
      ? Object.fromEntries(Object.keys(plan.change).map((key) => [key, before[key as keyof typeof before]]))
      : {},
  }
  return { number, result: plan.result, why: plan.why, personId: meant?.personId ?? null, did: did ?? {} }
}

const noManager = { says: 'The manager of this line is not here, so none was set.' }

/** Once all people of a file are here: to whom they report. */
export async function linkManagers(work: Work, file: ImportRow): Promise<void> {
  if (!file.columns.includes('manager_email')) return
  const named: { number: number; manager: string }[] = []
  for await (const { number, cells } of eachLine(work, file.id)) {
    const read = readLine(cells, file.columns, file.header)
    if (read.ok && read.value.manager) named.push({ number, manager: read.value.manager })
  }
  const missing = await saveManagers(work, file.id, named)
  if (missing.length > 0) await saveMissingManagers(work, file.id, missing, noManager.says)
}
