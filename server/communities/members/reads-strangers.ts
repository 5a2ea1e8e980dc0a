/**
 * Who waits for an invitation, and how many strangers were invited lately.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import {
  coolDown,
  type Invitee,
  type RecentInvitations,
  recentInvitations,
} from '#server/communities/members/stranger.ts'
import { idRow, onlyRow, rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** Is a member without an invitation to get one by itself now? */
const isDue = sql`m.invited_at is null and (m.invite_from is null or m.invite_from <= app_now())`

/** Members without an invitation whose time has come, in the order they came. Call it with the community locked. */
export function listUninvited(work: Work, communityId: string): Promise<Invitee[]> {
  return readInvitees(work, communityId, isDue)
}

/** Those of these people whose time has not come. */
export async function listHeld(work: Work, communityId: string, personIds: readonly string[]): Promise<Set<string>> {
  const found = await rows(work, idRow)`
    select m.person_id as id from membership_shown m
    where m.community_id = ${communityId} and m.person_id = any(${[...personIds]}::uuid[])
      and m.invited_at is null and m.invite_from > app_now()`
  return new Set(found.map(({ id }) => id))
}

/** Those of these people who are members, in the order they came. Call it with the community locked. */
export function listInvitees(work: Work, communityId: string, personIds: readonly string[]): Promise<Invitee[]> {
  return readInvitees(work, communityId, sql`m.person_id = any(${[...personIds]}::uuid[])`)
}

/** A mail that was kept has reached nobody, so it gives nobody a rest. The membership is called `m` in `which`. */
async function readInvitees(work: Work, communityId: string, which: RawBuilder<unknown>): Promise<Invitee[]> {
  const found = await rows(work, () => z.object({ personId: z.string(), isNew: z.boolean(), wasInvited: z.boolean() }))`
    select m.person_id as "personId",
      p.site_role is null and not exists (select from session s where s.user_id = p.id)
        and not exists (select from membership v where v.person_id = p.id and v.visited_at is not null) as "isNew",
      exists (select from mail i where i.person_id = p.id and i.payload ? 'isNew' and i.state <> 'kept'
        and i.created_at > app_now() - ${coolDown}::bigint * interval '1 ms') as "wasInvited"
    from membership_shown m join person p on p.id = m.person_id and p.removed_at is null
    where m.community_id = ${communityId} and ${which}
    order by m.joined_at, m.person_id`
  return found.map(({ personId, isNew, wasInvited }) => ({ personId, isNew, isResting: isNew && wasInvited }))
}

/**
 * How many strangers this leader and this community invited within a day; what was kept counts once it leaves. A mail that
 * invites has `isNew` in its payload.
 */
export function countInvitedLately(
  work: Work,
  communityId: string,
  leaderId: string | null,
): Promise<RecentInvitations> {
  return onlyRow(work, recentInvitations)`
    select count(*) filter (where community_id = ${communityId})::int as "toCommunity",
      count(*) filter (where payload->>'invitedBy' = ${leaderId}::text)::int as "byLeader"
    from mail where payload ? 'isNew' and payload->'isNew' = 'true' and state <> 'kept'
      and created_at > app_now() - interval '1 day'`
}

/** Open communities where somebody waits for an invitation, and who added them last. */
export function listWaiting(work: Work) {
  return rows(work, () =>
    z.object({ id: z.string(), locale: z.string(), addedBy: z.string().nullable(), isFree: z.boolean() }),
  )`
    select distinct on (c.id) c.id, c.locale, a.id as "addedBy", a.site_role is not null as "isFree"
    from membership_shown m join community_shown c on c.id = m.community_id and c.status = 'active'
    join membership_source s on s.community_id = m.community_id and s.person_id = m.person_id
    left join person a on a.id = s.added_by and a.removed_at is null
    where ${isDue} order by c.id, s.added_at desc`
}
