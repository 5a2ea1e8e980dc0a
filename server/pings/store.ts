/**
 * Pings for use cases: loads for an actor, and writes.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { isCalled } from '#server/communities/room.ts'
import { changeEntry, isForReader, isInAudience, isNotHidden, newEntry, readersColumn } from '#server/entries/room.ts'
import type { Ending } from '#server/pings/drafts/draft.ts'
import { pingMail } from '#server/pings/mails.ts'
import { type Ping, pingKind, pingShape } from '#server/pings/ping.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { idAt } from '#server/platform/ids.ts'
import { queueKeptMails } from '#server/platform/mail/kept-mails.ts'
import { may } from '#server/platform/permissions.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { idRow, onlyRow, rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** Where a Ping is: its id, and the community's slug where the address says one. */
export interface PingRef {
  readonly pingId: string
  readonly community?: string
}

/** A Ping `p` with its entry `e` and its community `c`. */
export const pingJoins = sql`ping p join entry e on e.id = p.id join community c on c.id = p.community_id`
/** The columns of {@link pingJoins}, as `pingShape` names them. */
export const pingColumns = sql`p.id, p.community_id as "communityId", c.slug, c.status as "communityStatus", e.title as question,
  e.language, p.state, p.hours, e.author_id as "createdBy", p.sent_by as "sentBy", p.voice_id as "voiceId", p.sent_at as "sentAt",
  p.closes_at as "closesAt", p.closed_at as "closedAt", p.sends_at as "sendsAt", p.not_sent as "notSent",
  p.reminds, p.reminds_at as "remindsAt", p.reminded_at as "remindedAt", p.threshold, c.longest_ping as "longestHours",
  e.audience_id as "audienceId", ${readersColumn('e')} as readers, p.first_id as "firstId",
  (select json_agg(json_build_object('id', o.id, 'label', o.label) order by o.position) from ping_option o where o.ping_id = p.id) as options`

/** The same where the address says both. */
export type PlacedPing = Required<PingRef>

/** The condition that the actor may know of the Ping `p` with its entry `e`, a hidden one only where that is said: a draft is known only to its writer. */
export function visibleTo(actor: Actor, which: 'shown' | 'hidden too' = 'shown'): RawBuilder<boolean> {
  const isShown = which === 'shown' ? sql`e.hidden_at is null` : isNotHidden('e', actor)
  const drafts = sql`(p.state not in ('draft', 'scheduled') or e.author_id = ${personIdOf(actor)}::uuid)
    and e.removed_at is null and ${isShown} and c.deleted_at is null and ${isForReader('e', actor)}`
  // A Ping of a deleted community still ends at its hour, and its choices are forgotten: that is the program's work.
  if (actor.kind === 'system') return sql`true`
  // Rights on the site hold in every community, so the query checks them for a community without members.
  if (may(actor, 'read', null)) return sql`(${drafts})`
  const ids =
    actor.kind === 'person'
      ? actor.memberships.filter((one) => may(actor, 'read', one.communityId)).map((one) => one.communityId)
      : []
  return sql`(p.community_id = any(${ids}::uuid[]) and ${drafts})`
}

/**
 * A Ping the actor may know of.
 * @refuses not_found
 */
export function findPing(look: Look, actor: Actor, where: PingRef): Promise<Ping> {
  return loadPing(look, actor, where, sql``)
}

/**
 * Loads a Ping to change it. With `share` voters do not wait for each other, and closing waits for them. `update` waits
 * for all of them and lets nobody in until its transaction ends.
 * @refuses not_found
 */
export function lockPing(work: Work, actor: Actor, where: PingRef, lock: 'share' | 'update'): Promise<Ping> {
  return loadPing(work, actor, where, lock === 'share' ? sql`for share of p` : sql`for update of p`)
}

async function loadPing(look: Look, actor: Actor, where: PingRef, lock: RawBuilder<unknown>): Promise<Ping> {
  const [row] = await rows(look, pingShape)`
    select ${pingColumns} from ${pingJoins}
    where p.id = ${where.pingId} and ${visibleTo(actor)}
      and ${where.community === undefined ? sql`true` : isCalled(where.community)}
    ${lock}`
  return row ?? refuse(notFound)
}

/** The parts of a draft, checked. */
export interface DraftWords {
  readonly question: string
  readonly options: readonly string[]
  readonly ending: Ending
  readonly voiceId: string | null
  /** Are those reminded who have not answered? */
  readonly reminds: boolean
  /** For whom it is; null for everybody in the community. */
  readonly audienceId: string | null
}

/** Writes a draft; with `firstId` it asks again what that Ping was the first to ask. Gives its id. */
export async function saveDraft(
  work: Work,
  community: { id: string; locale: string; threshold: number },
  writerId: string,
  words: DraftWords,
  firstId: string | null = null,
): Promise<string> {
  const id = idAt(work.now)
  const entry = {
    id,
    kind: pingKind,
    communityId: community.id,
    title: words.question,
    language: community.locale,
    authorId: writerId,
    audienceId: words.audienceId,
  }
  await work.tx
    .with('e', newEntry({ ...entry, shownFrom: null }))
    .insertInto('ping')
    .values({ id, community_id: community.id, threshold: community.threshold, first_id: firstId, ...columnsOf(words) })
    .execute()
  await saveOptions(work, { id, communityId: community.id }, words.options)
  return id
}

/** Puts other words into a draft. */
export async function rewriteDraft(work: Work, ping: Ping, words: DraftWords): Promise<void> {
  await changeEntry(work, ping.id, { title: words.question, audienceId: words.audienceId })
  await work.tx
    .updateTable('ping')
    .set({ ...columnsOf(words), not_sent: null })
    .where('id', '=', ping.id)
    .execute()
  await work.tx.deleteFrom('ping_option').where('ping_id', '=', ping.id).execute()
  await saveOptions(work, ping, words.options)
}

function columnsOf({ ending, voiceId, reminds }: DraftWords) {
  return {
    reminds,
    voice_id: voiceId,
    ...('hours' in ending ? { hours: ending.hours, closes_at: null } : { closes_at: ending.at }),
  }
}

async function saveOptions(work: Work, ping: { id: string; communityId: string }, labels: readonly string[]) {
  await work.tx
    .insertInto('ping_option')
    .values(labels.map((label, i) => ({ community_id: ping.communityId, ping_id: ping.id, position: i + 1, label })))
    .execute()
}

/** Plans it for an hour. */
export async function saveSchedule(work: Work, pingId: string, sendsAt: Date): Promise<void> {
  await work.tx
    .updateTable('ping')
    .set({ state: 'scheduled', sends_at: sendsAt, not_sent: null })
    .where('id', '=', pingId)
    .execute()
}

/** Makes a scheduled one a draft again. @param why the code of the refusal with which its sending failed, or null */
export async function saveTakenBack(work: Work, pingId: string, why: string | null): Promise<void> {
  await work.tx
    .updateTable('ping')
    .set({ state: 'draft', sends_at: null, not_sent: why })
    .where('id', '=', pingId)
    .execute()
}

/** Scheduled Pings whose hour has come, the earliest first. */
export async function listToSend(work: Work): Promise<string[]> {
  const found = await rows(work, idRow)`
    select id from ping where state = 'scheduled' and sends_at <= app_now() order by sends_at limit 100`
  return found.map(({ id }) => id)
}

/** Opens a Ping until a moment, and writes a ballot for every member who can be mailed. Gives how many those are. */
export async function saveOpening(work: Work, ping: Ping, opening: { by: string; closesAt: Date }): Promise<number> {
  await sql`
    update ping set state = 'open', sends_at = null, not_sent = null, sent_at = app_now(), sent_by = ${opening.by}, closes_at = ${opening.closesAt},
      threshold = c.vote_threshold,
      could_answer = case when ${ping.audienceId}::uuid is null
        then (select count(*) from membership_shown m where m.community_id = c.id) else members_in_audience(${ping.audienceId}) end
    from community_shown c where ping.id = ${ping.id} and c.id = ping.community_id`.execute(work.tx)
  await changeEntry(work, ping.id, { shownFrom: 'published', listed: 'now' })
  const { numAffectedRows } = await sql`
    insert into ballot (community_id, ping_id, person_id, mail_version)
    select ${ping.communityId}, ${ping.id}, person.id, person.mail_version
    from (${mailable(ping.communityId)}) as reached join person on person.id = reached.person_id
      where ${isInAudience(sql`${ping.audienceId}::uuid`, sql`person.id`)}
    on conflict do nothing`.execute(work.tx)
  return Number(numAffectedRows ?? 0)
}

/** Who has a ballot in this Ping, as a query for `queueMailing`. */
export function ballotHolders(pingId: string): RawBuilder<{ person_id: string }> {
  return sql`select person_id from ballot where ping_id = ${pingId}`
}

/** Sends the kept mails of a Ping. @returns how many */
export function sendKeptMails(work: Work, pingId: string): Promise<number> {
  return queueKeptMails(work, pingMail, sql`mail.about_id = ${pingId}`)
}

/**
 * Members of a community whom a Ping's mail reaches, also those who never signed in. Left out: members whose address
 * bounces, who were not invited yet, or who turned it off.
 */
function mailable(communityId: string): RawBuilder<{ person_id: string }> {
  return sql`
    select m.person_id from membership_shown m join person on person.id = m.person_id
    where m.community_id = ${communityId} and person.removed_at is null and person.bounced_at is null
      and (m.invited_at is not null or m.visited_at is not null)
      and not exists (select from mail_choice x where x.person_id = m.person_id and x.community_id = m.community_id
        and x.kind = 'ping' and x.choice = 'off')`
}

/** How many members it is for, how many of them a mail reaches, and how many Pings were sent here in the last seven days. */
export function countReach(look: Look, { communityId, audienceId }: Pick<Ping, 'communityId' | 'audienceId'>) {
  const isReached = (personId: RawBuilder<unknown>) => isInAudience(sql`${audienceId}::uuid`, personId)
  return onlyRow(look, () => z.object({ members: z.number(), mails: z.number(), lately: z.number() }))`
    select (select count(*) from membership_shown m where m.community_id = ${communityId} and ${isReached(sql`m.person_id`)}) as members,
      (select count(*) from (${mailable(communityId)}) as reached where ${isReached(sql`reached.person_id`)}) as mails,
      (select count(*) from ping p where p.community_id = ${communityId} and p.sent_at > app_now() - interval '7 days') as lately`
}
