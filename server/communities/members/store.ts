/**
 * Writes and locked reads of memberships and roles.
 */
import { sql, type UpdateObject } from 'kysely'
import { z } from 'zod'
import type { DB } from '#database/types.ts'
import { askNewMembers } from '#server/communities/agreement/store.ts'
import { invitationMail } from '#server/communities/members/invitation-mail.ts'
import { queueKeptMails } from '#server/platform/mail/kept-mails.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

export interface NewMemberships {
  readonly communityId: string
  readonly personIds: readonly string[]
  readonly addedBy: string | null
  /** Why they are members; added by hand unless it is said. */
  readonly source?: 'manual' | 'invitation' | 'request' | 'open' | 'cohort' | 'copied' | 'csv' | 'feed'
  /** True where they need no invitation, as they were there when it began. */
  readonly isInvited?: true
  /** The running cohort, where that is the source. */
  readonly cohortId?: string
  /** Nobody invites them by itself before that moment; `never` until somebody says so. */
  readonly inviteFrom?: Date | 'never' | null
}

/**
 * Makes people members. Present members stay as they are; people who left come back without their former roles.
 * @returns the ids of those who were not members before
 */
export async function saveMemberships(work: Work, memberships: NewMemberships): Promise<string[]> {
  const { communityId, personIds, addedBy, source = 'manual', isInvited, cohortId = null, inviteFrom } = memberships
  const people = [...personIds]
  const from = inviteFrom === 'never' ? 'infinity' : (inviteFrom?.toISOString() ?? null)
  const found = await rows(work, () => z.object({ person_id: z.string() }))`
    insert into membership as m (community_id, person_id, invited_at, came_at, invite_from)
    select ${communityId}::uuid, person_id, there, there, ${from}::timestamptz
    from (select case when ${isInvited ?? false}::boolean then app_now() end as there) as begun, unnest(${people}::uuid[]) as person_id
    on conflict (community_id, person_id) do update
      set joined_at = app_now(), ended_at = null, ended_by = null, invited_at = excluded.invited_at, invite_from = excluded.invite_from,
        visited_at = null, last_visit_at = null, came_at = null, welcomed_at = null, greeted_at = null, welcome_done = '{}', ends_at = null
      where m.ended_at is not null
    returning person_id`
  await sql`
    insert into membership_source (community_id, person_id, source, cohort_id, added_by)
    select ${communityId}::uuid, person_id, ${source}, ${cohortId}::uuid, ${addedBy}::uuid
    from unnest(${people}::uuid[]) as person_id
    on conflict do nothing`.execute(work.tx)
  const added = found.map((row) => row.person_id)
  await askNewMembers(work, communityId, added)
  return added
}

/** Marks these members as invited now. */
export async function markInvited(work: Work, communityId: string, personIds: readonly string[]): Promise<void> {
  await work.tx
    .updateTable('membership')
    .set({ invited_at: sql`app_now()` })
    .where('community_id', '=', communityId)
    .where('ended_at', 'is', null)
    .where('person_id', '=', sql<string>`any(${[...personIds]}::uuid[])`)
    .execute()
}

/** Lets the newest invitation of each of these members that was kept leave; older ones stay where they are. */
export async function sendWaiting(work: Work, communityId: string, personIds: readonly string[]): Promise<number> {
  if (personIds.length === 0) return 0
  return queueKeptMails(
    work,
    invitationMail,
    sql`mail.id in (
      select distinct on (kept.person_id) kept.id from mail kept
      where kept.kind = ${invitationMail.kind} and kept.state = 'kept' and kept.community_id = ${communityId}
        and kept.person_id = any(${[...personIds]}::uuid[])
      order by kept.person_id, kept.created_at desc, kept.id desc)`,
  )
}

/** Notes that a member came in, where it is their first time. */
export async function saveCame(work: Work, communityId: string, personId: string): Promise<void> {
  await changeMembership(work, communityId, personId, { came_at: sql`coalesce(came_at, app_now())` })
}

/** Writes columns of a membership. False where they are no member. */
export async function changeMembership(
  work: Work,
  communityId: string,
  personId: string,
  set: UpdateObject<DB, 'membership'>,
): Promise<boolean> {
  const { numUpdatedRows } = await work.tx
    .updateTable('membership')
    .set(set)
    .where('community_id', '=', communityId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** A member as they are while the community is locked; null for a person who is not a member. */
export const memberRow = z.object({
  personId: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  sources: z.array(z.object({ source: z.string(), cohortId: z.string().nullable() })),
})
export type MemberRow = z.infer<typeof memberRow>

const memberColumns = sql`
  p.id as "personId", p.name,
    array(select r.role from membership_role r
      where r.community_id = m.community_id and r.person_id = m.person_id order by r.role) as roles,
    coalesce((select json_agg(json_build_object('source', s.source, 'cohortId', s.cohort_id))
      from membership_source s where s.community_id = m.community_id and s.person_id = m.person_id), '[]') as sources`

/** Reads those of these people who are members. Lock the community first. */
export function readMembers(work: Work, communityId: string, personIds: readonly string[]): Promise<MemberRow[]> {
  return rows(work, memberRow)`
    select ${memberColumns} from membership_shown m join person p on p.id = m.person_id
    where m.community_id = ${communityId} and m.person_id = any(${[...personIds]}::uuid[])`
}

/** The people who lead a community. Lock it first. */
export async function readLeaderIds(look: Look, communityId: string): Promise<string[]> {
  const found = await rows(look, idRow)`
    select p.id from membership_role r join membership_shown m using (community_id, person_id)
      join person p on p.id = m.person_id and p.removed_at is null
    where r.community_id = ${communityId} and r.role = 'manager'`
  return found.map(({ id }) => id)
}

/** Reads a member and how many leaders there are besides them. Lock the community first. */
export async function readMember(work: Work, communityId: string, personId: string) {
  const [row] = await rows(work, () => memberRow.extend({ otherLeaders: z.number() }))`
    select ${memberColumns},
      (select count(*) from membership_role r join membership_shown o using (community_id, person_id)
        join person q on q.id = o.person_id and q.removed_at is null
        where r.community_id = m.community_id and r.role = 'manager' and r.person_id <> m.person_id) as "otherLeaders"
    from membership_shown m join person p on p.id = m.person_id
    where m.community_id = ${communityId} and m.person_id = ${personId}`
  return row ?? null
}

/** Gives a role. */
export async function saveRole(
  work: Work,
  one: { communityId: string; personId: string; role: string; givenBy: string | null },
): Promise<void> {
  await work.tx
    .insertInto('membership_role')
    .values({ community_id: one.communityId, person_id: one.personId, role: one.role, given_by: one.givenBy })
    .onConflict((on) => on.doNothing())
    .execute()
}

/** Gives members of one community roles, in one statement. */
export async function saveRoles(
  work: Work,
  communityId: string,
  given: readonly { readonly personId: string; readonly role: string }[],
  givenBy: string | null,
): Promise<void> {
  await sql`
    insert into membership_role (community_id, person_id, role, given_by)
    select ${communityId}::uuid, r.person_id, r.role, ${givenBy}::uuid
    from unnest(${given.map((one) => one.personId)}::uuid[], ${given.map((one) => one.role)}::text[]) as r (person_id, role)
    on conflict do nothing`.execute(work.tx)
}

/** Takes a role from each of these members. */
export async function dropRoleOf(work: Work, communityId: string, personIds: readonly string[], role: string) {
  await work.tx
    .deleteFrom('membership_role')
    .where('community_id', '=', communityId)
    .where('person_id', '=', sql<string>`any(${[...personIds]}::uuid[])`)
    .where('role', '=', role)
    .execute()
}

/** Takes a role. */
export async function dropRole(work: Work, communityId: string, personId: string, role: string): Promise<void> {
  await work.tx
    .deleteFrom('membership_role')
    .where('community_id', '=', communityId)
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .execute()
}

/** Ends memberships, with every role and source they had. */
export async function saveEnded(work: Work, communityId: string, personIds: readonly string[], endedBy: string | null) {
  const those = sql<string>`any(${[...personIds]}::uuid[])`
  await work.tx
    .updateTable('membership')
    .set({ ended_at: sql`app_now()`, ended_by: endedBy })
    .where('community_id', '=', communityId)
    .where('person_id', '=', those)
    .where('ended_at', 'is', null)
    .execute()
  for (const table of ['membership_role', 'membership_source'] as const) {
    await work.tx.deleteFrom(table).where('community_id', '=', communityId).where('person_id', '=', those).execute()
  }
}

/**
 * Takes one reason from what makes these people members.
 * @returns those whom nothing else makes members
 */
export async function dropSource(
  work: Work,
  { communityId, source, personIds }: { communityId: string; source: string; personIds: readonly string[] },
): Promise<string[]> {
  const people = [...personIds]
  await sql`
    delete from membership_source
    where community_id = ${communityId} and source = ${source} and cohort_id is null and person_id = any(${people}::uuid[])`.execute(
    work.tx,
  )
  const found = await rows(work, idRow)`
    select x.id from unnest(${people}::uuid[]) x(id)
    where not exists (select from membership_source s where s.community_id = ${communityId} and s.person_id = x.id)`
  return found.map(({ id }) => id)
}

/** Takes the cohort from what makes these people members; those whom nothing else makes members are left without a source. */
export async function dropCohortSource(
  work: Work,
  { communityId, cohortId, personIds }: { communityId: string; cohortId: string; personIds: readonly string[] },
): Promise<void> {
  await work.tx
    .deleteFrom('membership_source')
    .where('community_id', '=', communityId)
    .where('cohort_id', '=', cohortId)
    .where('person_id', '=', sql<string>`any(${[...personIds]}::uuid[])`)
    .execute()
}

/**
 * Believes the address of one member no mail reaches, or of all of them.
 * @returns the ids of their people
 */
export async function saveBelieved(work: Work, communityId: string, personId: string | null): Promise<string[]> {
  const found = await rows(work, idRow)`
    update person set bounced_at = null, bounced_mail = null, believed_at = app_now()
    where bounced_at is not null and removed_at is null
      and (${personId}::uuid is null or id = ${personId}::uuid)
      and id in (select m.person_id from membership_shown m where m.community_id = ${communityId})
    returning id`
  return found.map(({ id }) => id)
}

/** The accounts behind some addresses, by address; also by those of accounts that were merged into them. Deactivated ones are left out. */
export async function readPeopleByEmail(work: Work, emails: readonly string[]): Promise<Map<string, string>> {
  const rows = await work.tx
    .selectFrom('person_key as k')
    .innerJoin('person', 'person.id', 'k.person_id')
    .select(['person.id', 'k.value as email'])
    .where('k.kind', '=', 'email')
    .where('k.value', '=', sql<string>`any(${[...emails]}::text[])`)
    .where('removed_at', 'is', null)
    .execute()
  return new Map(rows.flatMap(({ id, email }) => (id && email ? [[email, id] as const] : [])))
}
