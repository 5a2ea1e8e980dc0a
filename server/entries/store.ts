/**
 * Writes of entries. Its room writes the row of an entry's own kind: one statement writes both rows, and deleting a draft
 * deletes both.
 */
import { type InsertObject, type QueryCreator, sql, type UpdateObject } from 'kysely'
import type { DB } from '#database/types.ts'
import type { Permission } from '#server/platform/permission.ts'
import { idRow, onlyRow } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** An entry that is about to be written. */
export interface NewEntry {
  readonly id?: string
  readonly kind: string
  readonly communityId: string
  readonly title: string
  readonly language: string
  readonly authorId: string | null
  /** For whom it is, of `chooseAudience`; left out for everybody in the community. */
  readonly audienceId?: string | null
  /** From when it is shown; null for a draft. */
  readonly shownFrom: Date | 'now' | null
  readonly shownUntil?: Date | null
  /** Who besides its author sees it while it is not shown. */
  readonly draftPermission?: Permission
}

/** What changes of an entry; what is left out stays. `published` leaves the moment of one that is shown already. */
export interface EntryChange {
  readonly title?: string
  readonly language?: string
  readonly shownFrom?: Date | 'published' | null
  readonly shownUntil?: Date | null
  /** Its place in lists becomes the newest. */
  readonly listed?: 'now'
  /** It becomes a thing of another kind, whose row is written with it. */
  readonly kind?: string
  readonly draftPermission?: Permission | null
  readonly audienceId?: string | null
}

/** Writes an entry: for `with`, so that the row of its kind is written by the same statement. It gives id, community and kind. */
export function newEntry(entry: NewEntry) {
  return (db: QueryCreator<DB>) =>
    db.insertInto('entry').values(columnsOf(entry)).returning(['entry.id', 'entry.community_id', 'entry.kind'])
}

function columnsOf(entry: NewEntry): InsertObject<DB, 'entry'> {
  return {
    id: entry.id,
    kind: entry.kind,
    community_id: entry.communityId,
    title: entry.title,
    language: entry.language,
    author_id: entry.authorId,
    audience_id: entry.audienceId ?? null,
    shown_from: entry.shownFrom === 'now' ? sql<Date>`app_now()` : entry.shownFrom,
    shown_until: entry.shownUntil ?? null,
    draft_permission: entry.draftPermission ?? null,
  }
}

/** The audience of exactly this cohort or circle; made by the first who writes for it. */
export async function audienceOfGroup(
  work: Work,
  communityId: string,
  { kind, id: groupId }: { readonly kind: 'cohort' | 'circle'; readonly id: string },
): Promise<string> {
  const [listed, column] = [sql.table(`audience_${kind}`), sql.ref(`${kind}_id`)]
  const { id } = await onlyRow(work, idRow)`
    with known as (
      select a.audience_id as id from ${listed} a
      where a.${column} = ${groupId} and not exists (
        select from ${listed} other where other.audience_id = a.audience_id and other.${column} <> a.${column})
      order by a.audience_id limit 1
    ), made as (
      insert into audience (community_id) select ${communityId} where not exists (select from known) returning id
    ), listed as (
      insert into ${listed} (community_id, audience_id, ${column}) select ${communityId}, made.id, ${groupId} from made
    )
    select id from known union all select id from made`
  return id
}

/** The audience of exactly these cohorts, two or more; made by the first who writes for them. */
export async function audienceOfCohorts(
  work: Work,
  communityId: string,
  cohortIds: readonly string[],
): Promise<string> {
  const ids = sql`${[...cohortIds]}::uuid[]`
  const { id } = await onlyRow(work, idRow)`
    with known as (
      select a.audience_id as id from audience_cohort a where a.community_id = ${communityId}
      group by a.audience_id
      having count(*) = cardinality(${ids}) and bool_and(a.cohort_id = any(${ids})) order by a.audience_id limit 1
    ), made as (
      insert into audience (community_id) select ${communityId} where not exists (select from known) returning id
    ), listed as (
      insert into audience_cohort (community_id, audience_id, cohort_id)
      select ${communityId}, made.id, cohort_id from made, unnest(${ids}) as cohort_id
    )
    select id from known union all select id from made`
  return id
}

/** A new audience of exactly these people. */
export async function audienceOfPeople(work: Work, communityId: string, personIds: readonly string[]): Promise<string> {
  const { id } = await onlyRow(work, idRow)`
    with made as (insert into audience (community_id) values (${communityId}) returning id), named as (
      insert into audience_person (community_id, audience_id, person_id)
      select ${communityId}, made.id, person_id from made, unnest(${[...new Set(personIds)]}::uuid[]) as person_id
    )
    select id from made`
  return id
}

/** Changes an entry. */
export async function changeEntry(work: Work, id: string, change: EntryChange): Promise<void> {
  const { title, language, shownFrom, shownUntil, listed, kind, draftPermission, audienceId } = change
  const set: UpdateObject<DB, 'entry'> = {
    title,
    language,
    shown_from: shownFrom === 'published' ? sql<Date>`least(coalesce(shown_from, app_now()), app_now())` : shownFrom,
    shown_until: shownUntil,
    listed_at: listed && sql<Date>`app_now()`,
    kind,
    draft_permission: draftPermission,
    audience_id: audienceId,
  }
  await work.tx.updateTable('entry').set(set).where('id', '=', id).execute()
}

/** Removes an entry from sight for good, or with null brings it back. Calling it again changes nothing. */
export async function removeEntry(
  work: Work,
  id: string,
  removal: { readonly by: string | null; readonly why?: string } | null,
): Promise<void> {
  await work.tx
    .updateTable('entry')
    .set({
      removed_at: removal ? sql<Date>`app_now()` : null,
      removed_by: removal?.by ?? null,
      removed_why: removal?.why ?? null,
    })
    .where('id', '=', id)
    .where('removed_at', removal ? 'is' : 'is not', null)
    .execute()
}

/** Why something was hidden, by whom; nobody hid what is only held. */
export interface Hiding {
  readonly by: string | null
  readonly because: 'moderator' | 'held'
  readonly why: string
}

/** Hides an entry from all but its author and those who moderate. @returns whether it was shown until now */
export async function hideEntry(work: Work, id: string, { by, because, why }: Hiding): Promise<boolean> {
  const changed = await work.tx
    .updateTable('entry')
    .set({ hidden_at: sql<Date>`app_now()`, hidden_by: by, hidden_because: because, hidden_why: why })
    .where('id', '=', id)
    .where('hidden_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

/** Shows a hidden entry again. @returns whether it was hidden until now */
export async function showEntry(work: Work, id: string): Promise<boolean> {
  const changed = await work.tx
    .updateTable('entry')
    .set({ hidden_at: null, hidden_by: null, hidden_because: null, hidden_why: null })
    .where('id', '=', id)
    .where('hidden_at', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

/** Deletes an entry that nobody but its writers ever saw, with the row of its kind and what hangs on it. */
export async function deleteEntry(work: Work, id: string): Promise<void> {
  await work.tx.deleteFrom('entry').where('id', '=', id).execute()
}
