/** Bodies for use cases: reads that lock a body, and the writes. */
import { sql } from 'kysely'
import { z } from 'zod'
import { bodyFacts, type Writers } from '#server/bodies/body.ts'
import { type NewEntry, newEntry, showPictures } from '#server/entries/room.ts'
import type { Rendered } from '#server/platform/markdown/markdown.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { idRow, onlyRow, rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** A body as use cases need it. */
export const bodyRow = bodyFacts.extend({
  id: z.string(),
  communityId: z.string(),
  /** The entry that it is the text of, or null. */
  entryId: z.string().nullable(),
  genre: z.enum(['post', 'article']),
  /** The current version, and its text. */
  version: z.number(),
  source: z.string(),
})
export type BodyRow = z.infer<typeof bodyRow>

/** A version as it is saved. */
export interface NewVersion {
  readonly source: string
  readonly rendered: Rendered
  readonly authorId: string | null
  /** The earlier version it brings back, or null. */
  readonly backFrom: number | null
}

/** An id for a new body. The ids inside its text are made from it. */
export async function newBodyId(work: Work): Promise<string> {
  const { id } = await onlyRow(work, idRow)`select uuidv7() as id`
  return id
}

/** Writes a body with its first version. */
export async function saveNewBody(
  work: Work,
  body: Pick<BodyRow, 'id' | 'communityId' | 'entryId' | 'genre' | 'ownerId' | 'writers' | 'source'>,
  { rendered, authorId }: Pick<NewVersion, 'rendered' | 'authorId'>,
): Promise<void> {
  await sql`
    with written as (
      insert into body (id, community_id, entry_id, owner_id, writers, genre, html, text, renderer_version)
      values (${body.id}, ${body.communityId}, ${body.entryId}::uuid, ${body.ownerId}::uuid, ${body.writers}, ${body.genre}, ${rendered.html}, ${rendered.text}, ${rendered.version})
    )
    insert into body_version (community_id, body_id, version, source, author_id)
    values (${body.communityId}, ${body.id}, 1, ${body.source}, ${authorId}::uuid)`.execute(work.tx)
  await showPictures(work, { ...body, writerId: authorId })
}

/**
 * One body of a community, for an actor who may see what carries it.
 * @refuses not_found
 */
export async function readBody(look: Look, communityId: string, id: string): Promise<BodyRow> {
  const [row] = await rows(look, bodyRow)`
    select b.id, b.community_id as "communityId", b.entry_id as "entryId", b.owner_id as "ownerId", b.writers, b.genre, b.version, b.source,
      array(select w.person_id from body_writer w where w.body_id = b.id) as named
    from body_now b where b.id = ${id} and b.community_id = ${communityId}`
  return row ?? refuse(notFound)
}

/**
 * The same, locked until the transaction ends: the next person who saves waits, and then reads the new text.
 * @refuses not_found
 */
export async function lockBody(work: Work, communityId: string, id: string): Promise<BodyRow> {
  await work.tx.selectFrom('body').select('id').where('id', '=', id).forUpdate().execute()
  return readBody(work, communityId, id)
}

/** Writes the next version of a body that is held. */
export async function saveVersion(work: Work, { id, communityId, entryId, version }: BodyRow, next: NewVersion) {
  await sql`
    with moved as (
      update body set version = ${version + 1}, html = ${next.rendered.html}, text = ${next.rendered.text}, renderer_version = ${next.rendered.version}
      where id = ${id}
    )
    insert into body_version (community_id, body_id, version, source, author_id, back_from)
    values (${communityId}, ${id}, ${version + 1}, ${next.source}, ${next.authorId}::uuid, ${next.backFrom}::int)`.execute(
    work.tx,
  )
  await showPictures(work, { communityId, entryId, source: next.source, writerId: next.authorId })
}

/** What an earlier version said; null where there is none of that number. */
export async function findVersion(work: Work, bodyId: string, version: number): Promise<string | null> {
  const [row] = await rows(work, () => z.object({ source: z.string() }))`
    select source from body_version where body_id = ${bodyId} and version = ${version}`
  return row?.source ?? null
}

/** Says who may write a body from now on. */
export async function saveWriters(
  work: Work,
  { id, communityId }: Pick<BodyRow, 'id' | 'communityId'>,
  { writers, named }: { writers: Writers; named: readonly string[] },
): Promise<void> {
  await sql`
    with set as (update body set writers = ${writers} where id = ${id}),
    gone as (delete from body_writer where body_id = ${id} and person_id <> all(${named}::uuid[]))
    insert into body_writer (community_id, body_id, person_id)
    select ${communityId}::uuid, ${id}::uuid, person_id from unnest(${named}::uuid[]) as named(person_id)
    on conflict do nothing`.execute(work.tx)
}

/** Writes an entry that is shown at once; its text follows. @returns its id */
export async function saveEntry(work: Work, entry: Omit<NewEntry, 'shownFrom'>): Promise<string> {
  const { id } = await work.tx
    .with('e', newEntry({ ...entry, shownFrom: 'now' }))
    .selectFrom('e')
    .select('id')
    .executeTakeFirstOrThrow()
  return id
}
