/** Announcements for use cases: loads for an actor, and writes. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type Announcement, announcementKind, announcementShape } from '#server/announcements/announcement.ts'
import { beginBody } from '#server/bodies/room.ts'
import { type CommunityHead, findCommunity, findCommunityById, type InCommunity } from '#server/communities/room.ts'
import { changeEntry, isForReader, isInAudience, isNotHidden, newEntry, readersColumn } from '#server/entries/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { idAt } from '#server/platform/ids.ts'
import { may } from '#server/platform/permissions.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { idRow, onlyRow, rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** An announcement in an address. */
export interface OneAnnouncement extends InCommunity {
  readonly announcement: string
}

/** An announcement `n` with its entry `e`, its community `c`, and its text `b`. */
export const announcementJoins = sql`announcement n join entry e on e.id = n.id join community_shown c on c.id = n.community_id
  join body b on b.entry_id = n.id`
/** The columns of {@link announcementJoins}, as `announcementShape` names them. */
export const announcementColumns = sql`n.id, n.community_id as "communityId", c.slug, c.status as "communityStatus", e.title,
  e.language, n.state, e.author_id as "authorId", n.voice_id as "voiceId", n.has_discussion as "hasDiscussion",
  n.asks_confirmation as "asksConfirmation", n.publish_at as "publishAt", n.published_at as "publishedAt",
  n.published_by as "publishedBy", n.changed_at as "changedAt", n.pinned_until as "pinnedUntil", n.reminded_at as "remindedAt",
  n.withdrawn_at as "withdrawnAt", e.audience_id as "audienceId", ${readersColumn('e')} as readers, b.id as "bodyId"`

/**
 * The condition that the actor, who may read its community, may know of {@link announcementJoins}: drafts are known to their
 * writer and to those who announce there. A hidden one only where that is said.
 */
export function visibleTo(actor: Actor, communityId: string, which: 'shown' | 'hidden too' = 'shown') {
  if (actor.kind === 'system') return sql<boolean>`true`
  const isShown = which === 'shown' ? sql`e.hidden_at is null` : isNotHidden('e', actor)
  return sql<boolean>`(e.removed_at is null and ${isShown} and ${isForReader('e', actor)} and (n.state in ('published', 'withdrawn')
    or e.author_id = ${personIdOf(actor)}::uuid or ${may(actor, 'announce', communityId)}::boolean))`
}

/**
 * An announcement to change, its row held until the transaction ends, with its community.
 * @refuses not_found
 */
export async function lockAnnouncement(work: Work, actor: Actor, { community: slug, announcement }: OneAnnouncement) {
  const community = await findCommunity(work, actor, slug)
  return { community, one: await lockIn(work, actor, community, announcement) }
}

/** The same for the program itself, which knows only its id; null where it is gone. */
export async function lockById(work: Work, actor: Actor, id: string) {
  const [place] = await rows(work, () => z.object({ communityId: z.string() }))`
    select n.community_id as "communityId" from announcement n join community_shown c on c.id = n.community_id where n.id = ${id}`
  if (!place) return null
  const community = await findCommunityById(work, actor, place.communityId)
  return { community, one: await lockIn(work, actor, community, id) }
}

async function lockIn(work: Work, actor: Actor, community: CommunityHead, id: string): Promise<Announcement> {
  const [row] = await rows(work, announcementShape)`
    select ${announcementColumns} from ${announcementJoins}
    where n.id = ${id} and n.community_id = ${community.id} and ${visibleTo(actor, community.id)} for update of n`
  return row ?? refuse(notFound)
}

/** What one is to be, checked. */
export interface AnnouncementWords {
  readonly title: string
  readonly source: string
  readonly voiceId: string | null
  /** For whom it is; null for everybody in the community. */
  readonly audienceId: string | null
  readonly hasDiscussion: boolean
  readonly asksConfirmation: boolean
}

/** Writes a draft with its text. @returns its id */
export async function saveDraft(work: Work, actor: Actor, communityId: string, words: AnnouncementWords) {
  const id = idAt(work.now)
  const ownerId = personIdOf(actor)
  await work.tx
    .with(
      'e',
      newEntry({
        id,
        kind: announcementKind,
        communityId,
        title: words.title,
        language: actor.locale,
        authorId: ownerId,
        audienceId: words.audienceId,
        shownFrom: null,
        draftPermission: 'announce',
      }),
    )
    .insertInto('announcement')
    .values({ id, community_id: communityId, ...columnsOf(words) })
    .execute()
  const { source } = words
  await beginBody(work, actor, {
    communityId,
    entryId: id,
    genre: 'post',
    ownerId,
    writers: 'editors',
    named: [],
    source,
  })
  return id
}

/** Puts other words into one; its text is saved by the bodies room. */
export async function saveWords(work: Work, id: string, words: Omit<AnnouncementWords, 'source'>): Promise<void> {
  await changeEntry(work, id, { title: words.title, audienceId: words.audienceId })
  await work.tx.updateTable('announcement').set(columnsOf(words)).where('id', '=', id).execute()
}

function columnsOf({ voiceId, hasDiscussion, asksConfirmation }: Omit<AnnouncementWords, 'source'>) {
  return { voice_id: voiceId, has_discussion: hasDiscussion, asks_confirmation: asksConfirmation }
}

/** Notes that one that is out was changed. */
export async function saveChanged(work: Work, id: string): Promise<void> {
  await sql`update announcement set changed_at = app_now() where id = ${id}`.execute(work.tx)
}

/** It is to be published by itself at that moment, in this person's name or as they arranged; null: it is a draft again. */
export async function saveSchedule(work: Work, id: string, plan: { at: Date; by: string } | null): Promise<void> {
  await sql`
    update announcement set state = ${plan ? 'scheduled' : 'draft'}, publish_at = ${plan?.at ?? null}::timestamptz,
      published_by = coalesce(${plan?.by ?? null}::uuid, published_by)
    where id = ${id}`.execute(work.tx)
}

/** It is out from now on. */
export async function savePublished(work: Work, id: string, by: string): Promise<void> {
  await sql`
    update announcement set state = 'published', publish_at = null, published_at = app_now(), published_by = ${by}
    where id = ${id}`.execute(work.tx)
  await changeEntry(work, id, { shownFrom: 'published', listed: 'now' })
}

/** It is withdrawn, and its text shown to nobody but those who announce here; with null it is out again. */
export async function saveWithdrawal(work: Work, id: string, by: string | null): Promise<void> {
  await sql`
    update announcement set state = ${by ? 'withdrawn' : 'published'}, withdrawn_by = ${by}::uuid, pinned_until = null,
      withdrawn_at = case when ${by}::uuid is not null then app_now() end
    where id = ${id}`.execute(work.tx)
  await sql`update entry set shown_until = case when ${by}::uuid is not null then app_now() end where id = ${id}`.execute(
    work.tx,
  )
}

/** It stands above the others until then; null: no longer. */
export async function savePin(work: Work, id: string, until: Date | null): Promise<void> {
  await work.tx.updateTable('announcement').set({ pinned_until: until }).where('id', '=', id).execute()
}

/** How many others of its community are pinned now. Nobody pins another before this transaction ends. */
export async function countOtherPins(work: Work, { id, communityId }: Announcement): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`pins ${communityId}`}, 8))`.execute(work.tx)
  const { n } = await onlyRow(work, () => z.object({ n: z.number() }))`
    select count(*)::int as n from announcement n join entry_open e on e.id = n.id
    where n.community_id = ${communityId} and n.state = 'published' and n.pinned_until > app_now() and n.id <> ${id}`
  return n
}

/** The last moment of a day as its writer's calendar has it. */
export async function endOfDay(look: Look, day: string, zone: string): Promise<Date> {
  const { at } = await onlyRow(look, () => z.object({ at: z.date() }))`
    select (${day}::date + 1)::timestamp at time zone ${zone}::text as at`
  return at
}

/** Writes down that somebody has read it. @returns false where they had said so before */
export async function saveConfirmation(
  work: Work,
  { id, communityId }: Pick<Announcement, 'id' | 'communityId'>,
  { personId, byMail }: { personId: string; byMail: boolean },
): Promise<boolean> {
  const made = await rows(work, () => z.object({ at: z.date() }))`
    insert into announcement_confirmation (community_id, announcement_id, person_id, by_mail)
    values (${communityId}, ${id}, ${personId}, ${byMail}) on conflict do nothing returning confirmed_at as at`
  return made.length > 0
}

/** Takes it back. @returns whether there was one */
export async function deleteConfirmation(
  work: Work,
  id: string,
  { personId, only }: { personId: string; only: 'any' | 'by mail' },
): Promise<boolean> {
  const gone = await rows(work, idRow)`
    delete from announcement_confirmation x
    where x.announcement_id = ${id} and x.person_id = ${personId} and (${only === 'any'}::boolean or x.by_mail)
    returning x.announcement_id as id`
  return gone.length > 0
}

/** Notes that the reminder went out. */
export async function saveReminded(work: Work, id: string): Promise<void> {
  await sql`update announcement set reminded_at = app_now() where id = ${id}`.execute(work.tx)
}

/**
 * Members to whom it is mailed, also those who never signed in. Left out: whose address bounces, who was not invited yet, who
 * turned announcements off, and the person in whose name it is.
 */
export function mailable({
  communityId,
  audienceId,
  voiceId,
}: Pick<Announcement, 'communityId' | 'audienceId' | 'voiceId'>): RawBuilder<{ person_id: string }> {
  return sql`
    select m.person_id from membership_shown m join person on person.id = m.person_id
    where m.community_id = ${communityId} and person.removed_at is null and person.bounced_at is null
      and (m.invited_at is not null or m.visited_at is not null) and m.person_id is distinct from ${voiceId}::uuid
      and ${isInAudience(sql`${audienceId}::uuid`, sql`m.person_id`)}
      and not exists (select from mail_choice x where x.person_id = m.person_id and x.community_id = m.community_id
        and x.kind = 'announcement' and x.choice = 'off')`
}

/** Those of them who are asked to confirm, and have not. */
export function mailableUnconfirmed(one: Announcement): RawBuilder<{ person_id: string }> {
  return sql`
    select r.person_id from (${mailable(one)}) r
    where r.person_id is distinct from ${one.publishedBy}::uuid and not exists (
      select from announcement_confirmation x where x.announcement_id = ${one.id} and x.person_id = r.person_id)`
}

/** How many members it is for, and how many of them its mail reaches. */
export function countReach(look: Look, one: Pick<Announcement, 'communityId' | 'audienceId' | 'voiceId'>) {
  return onlyRow(look, () => z.object({ members: z.number(), mails: z.number() }))`
    select (select count(*)::int from membership_shown m where m.community_id = ${one.communityId}
        and ${isInAudience(sql`${one.audienceId}::uuid`, sql`m.person_id`)}) as members,
      (select count(*)::int from (${mailable(one)}) as reached) as mails`
}

/** Those whose hour has come, and for a restored site those still to come. */
export async function listScheduled(work: Work, which: 'due' | 'all'): Promise<{ id: string; at: Date }[]> {
  return rows(work, () => z.object({ id: z.string(), at: z.date() }))`
    select id, publish_at as at from announcement
    where state = 'scheduled' and (publish_at <= app_now() or ${which === 'all'}::boolean) order by publish_at`
}
