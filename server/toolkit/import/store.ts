/**
 * Bringing in a whole list: a few statements, however long it is.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { idAt } from '#server/platform/ids.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'
import type { FreshLink } from '#server/toolkit/import/list-counts.ts'
import { type ResourceKind, resourceKind } from '#server/toolkit/resource.ts'

/** Which of these addresses are in a community's Toolkit. */
export async function addressesHere(look: Look, communityId: string, addresses: readonly string[]) {
  const found = await rows(look, () => z.object({ address: z.string() }))`
    select r.held_address as address from resource r
    where r.community_id = ${communityId} and r.held_address = any(${[...new Set(addresses)]}::text[])`
  return new Set(found.map(({ address }) => address))
}

/** How a community's topics are named, with their parents, to tell which of a list's are new. */
export async function topicNames(look: Look, communityId: string): Promise<{ name: string; parent: string | null }[]> {
  return rows(look, () => z.object({ name: z.string(), parent: z.string().nullable() }))`
    select t.name, p.name as parent from topic_shown t left join topic_shown p on p.id = t.parent_id
    where t.community_id = ${communityId} and t.list = 'toolkit'`
}

/** A link with its kind, to be written as a resource. */
export interface LinkToSave extends Pick<FreshLink, 'title' | 'address' | 'summary' | 'authors'> {
  readonly kind: ResourceKind
}

/** A resource as it was written. */
const savedLink = z.object({ id: z.string(), address: z.string() })

/** Writes links as resources, in one statement. One whose address somebody else has just added is left out. */
export async function saveLinks(
  work: Work,
  {
    communityId,
    createdBy,
    language,
    links,
  }: { communityId: string; createdBy: string | null; language: string; links: readonly LinkToSave[] },
): Promise<z.infer<typeof savedLink>[]> {
  const withIds = JSON.stringify(links.map((link) => ({ ...link, id: idAt(work.now) })))
  // A list has an order of its own; the Toolkit shows the newest first, so each is a millisecond older than the one before.
  const found = await rows(work, savedLink)`
    with l as materialized (
      select l.*, app_now() - n * interval '1 millisecond' as at
      from rows from (json_to_recordset(${withIds}::json) as (id uuid, kind text, title text, summary text, authors text, address text))
        with ordinality as l (id, kind, title, summary, authors, address, n)
    ), e as (
      insert into entry (id, community_id, kind, title, language, author_id, listed_at, shown_from, draft_permission)
      select id, ${communityId}::uuid, ${resourceKind}, title, ${language}, ${createdBy}::uuid, at, at, 'edit_toolkit' from l
    )
    insert into resource (id, community_id, kind, summary, authors, address, held_address, published_at)
    select id, ${communityId}::uuid, kind, summary, authors, address, address, at from l
    on conflict do nothing returning id, address`
  if (found.length < links.length) await deleteChildless(work, communityId)
  return found
}

/** Takes away the entries of links whose address somebody else had added a moment before. */
async function deleteChildless(work: Work, communityId: string): Promise<void> {
  await sql`
    delete from entry e where e.community_id = ${communityId} and e.kind = ${resourceKind}
      and not exists (select from resource r where r.id = e.id)`.execute(work.tx)
}

/** Files many resources under topics at once. */
export async function saveFilings(
  work: Work,
  communityId: string,
  filings: readonly { resource: string; topic: string }[],
): Promise<void> {
  await sql`
    insert into entry_topic (community_id, entry_id, topic_id)
    select ${communityId}, f.resource, f.topic from unnest(${filings.map((one) => one.resource)}::uuid[], ${filings.map((one) => one.topic)}::uuid[]) as f (resource, topic)
    on conflict do nothing`.execute(work.tx)
}
