/**
 * The directory of a community, and one member in it.
 */

import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type CommunityHead, communityHeadView } from '#server/communities/community.ts'
import { type InCommunity, maybeId, type OneMember } from '#server/communities/input.ts'
import { countRequests } from '#server/communities/joining/requests/reads-requests.ts'
import {
  absentCountsView,
  invitationStateOf,
  invitationStateView,
} from '#server/communities/members/invitation-state.ts'
import { type Member, memberView } from '#server/communities/members/member.ts'
import { givableRoles } from '#server/communities/members/policy.ts'
import { readAbsentCounts, readInvitations } from '#server/communities/members/reads-invitations.ts'
import {
  facetsInput,
  facetsView,
  knownView,
  matchingAll,
  narrowed,
  nothingKnown,
  nothingToNarrow,
  readFacets,
  readKnown,
} from '#server/communities/members/reads-known.ts'
import { rolesColumn } from '#server/communities/members/reads-roles.ts'
import { givenRoles, roleView } from '#server/communities/members/role.ts'
import { countUnreached } from '#server/communities/members/unreached-views.ts'
import { findCommunity, findCommunityToChange } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { optionalLine, tick } from '#server/platform/http/input.ts'
import { shortId } from '#server/platform/ids.ts'
import { forbidden, notFound, refuse } from '#server/platform/refuse.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'
import { narrowedByWords } from '#server/platform/search/narrowed.ts'
import type { Matching } from '#server/platform/search/reads-query.ts'
import { patternsFor } from '#server/platform/words.ts'
import type { Look } from '#server/platform/work.ts'

/** How many people a page of the directory shows. */
const pageLength = 60

export const directoryView = z.object({
  community: communityHeadView,
  items: z.array(
    memberView.extend({
      /** Whether they have come; null for readers who don't look after members. */
      coming: invitationStateView.nullable(),
      ...knownView.shape,
    }),
  ),
  /** The words that found these, where those that were typed were taken for a typing error. */
  corrected: z.string().nullable(),
  /** How many have not come, for those who look after members of an open community; else null. */
  absent: absentCountsView.nullable(),
  /** Where the next page begins (its `after`), or null on the last one. */
  next: z.string().nullable(),
  cohorts: z.array(z.object({ id: z.string(), name: z.string() })),
  ...facetsView.shape,
  /** Those there are here, the least first. */
  roles: z.array(roleView),
  /** The member who was removed a moment ago and may come back, where the address says so. */
  removed: z.object({ personId: z.string(), name: z.string() }).nullable(),
  /** How many members no mail reaches, for a reader who may help; 0 for everybody else. */
  unreached: z.number(),
  /** How many people ask to join, for those who answer them; 0 for everybody else. */
  requests: z.number(),
})
export type Directory = z.infer<typeof directoryView>
export type Entry = Directory['items'][number]

export const directoryInput = z.object({
  q: optionalLine(100),
  /** People to mention: members whose name or handle has a word that begins so, without the reader. */
  mention: tick(),
  cohort: maybeId,
  /** A role, or `member` for those without any. */
  role: z.string().max(60).catch('').default(''),
  /** The last person of the page before. */
  after: maybeId,
  removed: maybeId,
  /** `no` lists only members who have not come; only for readers who look after members. */
  came: z.enum(['no', '']).catch('').default(''),
  ...facetsInput,
})
type DirectoryInput = z.infer<typeof directoryInput>

/**
 * Members who match the words, by name; a page of 60.
 * @refuses not_found
 */
export async function readDirectory(look: Look, actor: Actor, input: DirectoryInput & InCommunity): Promise<Directory> {
  const community = await findCommunity(look, actor, input.community)
  // Who looks for people to mention asks at every key, and needs only them.
  const looksAfter = community.can.members && !input.mention
  const invites = looksAfter && community.status === 'active'
  const asked = invites ? input : { ...input, came: '' as const }
  const [{ found: rows, corrected }, choices, facets, removed, unreached, requests, absent] = await Promise.all([
    listAsked(look, actor, community, asked),
    readChoices(look, community.id),
    input.mention ? nothingToNarrow : readFacets(look, actor, community),
    input.removed && looksAfter ? readRemoved(look, community.id, input.removed) : null,
    looksAfter ? countUnreached(look, community.id) : 0,
    looksAfter ? countRequests(look, community.id) : 0,
    invites ? readAbsentCounts(look, community.id) : null,
  ])
  const shown = rows.slice(0, pageLength)
  const last = shown.at(-1)
  const next = rows.length > pageLength && last ? shortId(last.personId) : null
  const [states, more] = await Promise.all([
    withInvitationStates(look, community.id, shown, invites),
    input.mention ? new Map() : readKnown(look, actor, community, shown),
  ])
  const items = states.map((one) => ({ ...one, ...(more.get(one.personId) ?? nothingKnown) }))
  return { community, items, corrected, next, ...choices, ...facets, removed, unreached, requests, absent }
}

async function withInvitationStates(look: Look, communityId: string, members: readonly Member[], invites: boolean) {
  if (!invites) return members.map((one) => ({ ...one, coming: null }))
  const ids = members.map(({ personId }) => personId)
  const invited = await readInvitations(look, communityId, ids)
  return members.map((one) => {
    const found = invited.get(one.personId)
    return { ...one, coming: found ? invitationStateOf(found, look.now) : null }
  })
}

/** The members who have the words that were typed, or those most like them. */
async function listAsked(look: Look, actor: Actor, community: CommunityHead, input: DirectoryInput) {
  if (input.mention || input.q.trim() === '')
    return { found: await listMembers(look, actor, community, input, null), corrected: null }
  return narrowedByWords(
    look,
    { communityId: community.id, typed: input.q },
    (matching, q) => listMembers(look, actor, community, { ...input, q }, matching),
    (found) => found.length === 0,
  )
}

async function listMembers(
  look: Look,
  actor: Actor,
  community: CommunityHead,
  input: DirectoryInput,
  found: Matching | null,
): Promise<Member[]> {
  const communityId = community.id
  return rows(look, memberView)`
    select ${memberColumns} ${ofMembers}
    where m.community_id = ${communityId} and p.removed_at is null
      and ${input.mention ? named(input.q, actor) : matchingAll(actor, community, input.q, found)} and ${narrowed(actor, community, input)}
      and ${input.role === 'member' ? sql`not exists (select ${roleOf})` : input.role ? sql`exists (select ${roleOf} and r.role = ${input.role})` : sql`true`}
      and ${input.cohort ? sql`exists (select from membership_source s where s.community_id = m.community_id and s.person_id = m.person_id and s.cohort_id = ${input.cohort})` : sql`true`}
      and ${input.came === 'no' ? sql`m.came_at is null` : sql`true`}
      and ${input.after ? sql`(p.name collate "und-x-icu", p.id) > (select b.name collate "und-x-icu", b.id from person b where b.id = ${input.after})` : sql`true`}
    order by ${input.mention ? sql`not ${calledSo(input.q)}, ` : sql``}p.name collate "und-x-icu", p.id
    limit ${pageLength + 1}`
}

const roleOf = sql`from membership_role r join role o on o.name = r.role where r.community_id = m.community_id and r.person_id = m.person_id`

const memberColumns = sql`
  p.id as "personId", p.name, p.handle, p.title, p.location, p.ask_me_about as "askMeAbout",
    p.want_to_learn as "wantToLearn", p.image as photo, m.joined_at as "joinedAt", m.ends_at as "endsAt",
    array(select r.role ${roleOf} order by o.place desc, r.role) as roles,
    array(select h.name from membership_source s join cohort h on h.id = s.cohort_id
      where s.community_id = m.community_id and s.person_id = m.person_id order by h.starts_on nulls last, h.name) as cohorts`
const ofMembers = sql`from membership_shown m join person p on p.id = m.person_id`

/** Every word occurs somewhere in the person's profile. */
function matching(q: string): RawBuilder<unknown> {
  return sql`p.words like all (${patternsFor(q)}::text[])`
}

/** Every word begins one of the person's name or handle; it is not the actor themselves. */
function named(q: string, actor: Actor): RawBuilder<unknown> {
  // In scripts without spaces, nothing shows where a word begins.
  const begun = patternsFor(q).map((pattern) => (/\p{Lo}/u.test(pattern) ? pattern : `% ${pattern.slice(1)}`))
  return sql`p.id is distinct from ${personIdOf(actor)}::uuid and ${matching(q)}
    and ' ' || folded(p.name) || ' ' || p.handle || ' ' || replace(p.handle, '-', ' ') like all (${begun}::text[])`
}

/** A word begins the whole name: of all who are named so, these are called so. */
function calledSo(q: string): RawBuilder<unknown> {
  return sql`(folded(p.name) like any (${patternsFor(q).map((pattern) => pattern.slice(1))}::text[]))`
}

/** What the directory can be narrowed by. */
async function readChoices(look: Look, communityId: string): Promise<Pick<Directory, 'cohorts' | 'roles'>> {
  return onlyRow(look, () => directoryView.pick({ cohorts: true, roles: true }))`
    select ${rolesColumn} as roles, coalesce((
      select json_agg(json_build_object('id', h.id, 'name', h.name) order by h.starts_on nulls last, h.name)
      from cohort h where h.community_id = ${communityId} and h.state <> 'prepared'), '[]') as cohorts`
}

async function readRemoved(look: Look, communityId: string, personId: string) {
  const row = await look.db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id as personId', 'p.name'])
    .where('m.community_id', '=', communityId)
    .where('m.person_id', '=', personId)
    .where('m.ended_at', '>', sql<Date>`app_now() - interval '1 hour'`)
    .executeTakeFirst()
  return row ?? null
}

/** Two rows of faces. */
const facesShown = 12

export const newestMemberView = z.object({ personId: z.string(), name: z.string(), photo: z.string().nullable() })
export type NewestMember = z.infer<typeof newestMemberView>

/** The last twelve who came, the newest first. Call it only for a community that the actor may see. */
export async function newestMembers(look: Look, communityId: string): Promise<NewestMember[]> {
  return look.db
    .selectFrom('membership_shown as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id as personId', 'p.name', 'p.image as photo'])
    .where('m.community_id', '=', communityId)
    .where('p.removed_at', 'is', null)
    .orderBy('m.joined_at', 'desc')
    .orderBy('m.person_id', 'desc')
    .limit(facesShown)
    .execute()
}

export const rolesPageView = z.object({
  community: communityHeadView,
  member: memberView,
  /** Those there are here, the least first, and the names of those this actor may give or take. */
  roles: z.array(roleView),
  givable: z.array(z.string()),
  isMe: z.boolean(),
})
const memberAndRoles = () => memberView.extend({ rolesHere: z.array(roleView) })
export type RolesPage = z.infer<typeof rolesPageView>

/**
 * One member and what may be made of them.
 * @refuses not_found · forbidden · community_archived
 */
export async function readRolesPage(look: Look, actor: Actor, asked: OneMember): Promise<RolesPage> {
  const community = await findCommunityToChange(look, actor, asked.community, 'give_roles')
  const [row] = await rows(look, memberAndRoles)`
    select ${memberColumns}, ${rolesColumn} as "rolesHere" ${ofMembers}
    where m.community_id = ${community.id} and m.person_id = ${asked.person} and p.removed_at is null`
  const { rolesHere: roles, ...member } = row ?? refuse(notFound)
  return {
    community,
    member,
    roles,
    givable: givableRoles(actor, givenRoles(roles), community.id),
    isMe: personIdOf(actor) === member.personId,
  }
}

export const leavePageView = z.object({ community: communityHeadView })

/**
 * The page that asks before a member leaves.
 * @refuses not_found · forbidden (no member)
 */
export async function readLeavePage(look: Look, actor: Actor, slug: string): Promise<z.infer<typeof leavePageView>> {
  const community = await findCommunity(look, actor, slug)
  if (!community.isMember) refuse(forbidden)
  return { community }
}

/** The members behind some addresses: their names by address. */
export async function readMembersByEmail(look: Look, communityId: string, emails: readonly string[]) {
  const rows = await look.db
    .selectFrom('membership_shown as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .innerJoin('person_key as k', 'k.person_id', 'p.id')
    .select(['k.value as email', 'p.name'])
    .where('m.community_id', '=', communityId)
    .where('k.kind', '=', 'email')
    .where('k.value', '=', sql<string>`any(${[...emails]}::text[])`)
    .execute()
  return new Map(rows.flatMap(({ email, name }) => (email ? [[email, name] as const] : [])))
}
