/**
 * Writes of a discussion that is moved to another community: its rows anew there, under new ids. The rows of before stay with their
 * thread, which is removed, so that undoing finds them; it copies only what was said since.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { planMails, type ThreadEnd } from '#server/discussions/order/order-store.ts'
import { copyPictures, picturesIn, showPictures } from '#server/entries/room.ts'
import { rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** Posts and their copies. */
export type Pair = { readonly old: string; readonly copy: string }

const copied = z.object({ old: z.string(), copy: z.string(), source: z.string(), html: z.string() })

const pairRow = copied.pick({ old: true, copy: true })

const pairsTable = (pairs: readonly Pair[]) =>
  sql`json_to_recordset(${JSON.stringify(pairs.map(({ old, copy }) => ({ old, copy })))}::json) as pair (old uuid, copy uuid)`

/**
 * Copies the posts of a thread into another one, with the pictures they show, what they said before, reactions, and mentions of people
 * who may read them there.
 * @param known those that are there already
 * @returns the others
 */
export async function copyPosts(
  work: Work,
  { from, to, at, by, known = [] }: { from: ThreadEnd; to: ThreadEnd; at: string; by: string; known?: readonly Pair[] },
): Promise<Pair[]> {
  const posts = await rows(work, copied)`
    select p.id as old, uuidv7() as copy, p.source, p.html from post p
    where p.thread_id = ${from.id} and p.id <> all(${known.map(({ old }) => old)}::uuid[]) order by p.posted_at, p.id`
  await sql`
    with pair as materialized (select * from ${pairsTable(posts)}), placed as materialized (
      select * from pair union all select * from ${pairsTable(known)}
    )
    insert into post (id, community_id, thread_id, parent_id, root_id, is_opening, author_id, source, html, text, renderer_version, language,
      posted_at, edited_at, changed_at, removed_at, removed_by, removed_why, hidden_at, hidden_because,
      highlighted_at, highlighted_by, highlighted_why)
    select pair.copy, ${to.communityId}::uuid, ${to.id}::uuid, above.copy, root.copy, p.is_opening, p.author_id, p.source, p.html, p.text,
      p.renderer_version, p.language, p.posted_at, p.edited_at, ${at}::timestamptz, p.removed_at, p.removed_by, p.removed_why, p.hidden_at,
      p.hidden_because, p.highlighted_at, p.highlighted_by, p.highlighted_why
    from pair join post p on p.id = pair.old
    left join placed above on above.old = p.parent_id left join placed root on root.old = p.root_id`.execute(work.tx)
  await copyWhatHangs(work, posts, to)
  const shown = posts.filter(({ source }) => picturesIn(source).length > 0)
  for (const { copy, source, html } of await copyPictures(work, shown, { toId: to.communityId, by })) {
    await work.tx.updateTable('post').set({ source, html }).where('id', '=', copy).execute()
    await showPictures(work, { communityId: to.communityId, entryId: to.entryId, postId: copy, source, writerId: by })
  }
  return posts
}

/** Posts have the reactions that the ones they are paired with have. */
export async function copyReactions(work: Work, pairs: readonly Pair[], { communityId }: ThreadEnd): Promise<void> {
  await sql`
    with pair as materialized (select * from ${pairsTable(pairs)}), gone as (
      delete from reaction r using pair where r.post_id = pair.copy and not exists (
        select from reaction o where o.post_id = pair.old and o.person_id = r.person_id and o.kind = r.kind)
    )
    insert into reaction (community_id, post_id, person_id, kind, at)
    select ${communityId}::uuid, pair.copy, r.person_id, r.kind, r.at from pair join reaction r on r.post_id = pair.old
    on conflict do nothing`.execute(work.tx)
}

/** Posts are highlighted as the ones they are paired with. */
export async function copyHighlights(work: Work, pairs: readonly Pair[]): Promise<void> {
  await sql`
    update post set highlighted_at = o.highlighted_at, highlighted_by = o.highlighted_by, highlighted_why = o.highlighted_why
    from ${pairsTable(pairs)} join post o on o.id = pair.old where post.id = pair.copy`.execute(work.tx)
}

async function copyWhatHangs(work: Work, pairs: readonly Pair[], to: ThreadEnd): Promise<void> {
  await copyReactions(work, pairs, to)
  const { communityId } = to
  await sql`
    with pair as materialized (select * from ${pairsTable(pairs)}), mentioned as (
      insert into mention (community_id, post_id, person_id)
      select ${communityId}::uuid, pair.copy, m.person_id from pair join mention m on m.post_id = pair.old
        join community_reader c on c.community_id = ${communityId}::uuid and c.person_id = m.person_id
    )
    insert into post_revision (community_id, post_id, source, html, replaced_at, replaced_by, renderer_version)
    select ${communityId}::uuid, pair.copy, v.source, v.html, v.replaced_at, v.replaced_by, v.renderer_version
    from pair join post_revision v on v.post_id = pair.old`.execute(work.tx)
}

/** A thread that was copied keeps its lock, its answer and when it was begun. */
export async function copyStanding(
  work: Work,
  { from, to, pairs }: { from: ThreadEnd; to: ThreadEnd; pairs: readonly Pair[] },
): Promise<void> {
  await sql`
    update thread set opened_at = o.opened_at, locked_at = o.locked_at, locked_by = o.locked_by, locked_as = o.locked_as,
      locked_why = o.locked_why, answer_post_id = (select pair.copy from ${pairsTable(pairs)} where pair.old = o.answer_post_id)
    from thread o where thread.id = ${to.id} and o.id = ${from.id}`.execute(work.tx)
}

/** Says which copies an act made. */
export async function saveCopies(work: Work, actId: string, pairs: readonly Pair[]): Promise<void> {
  await sql`
    update thread_act_post x set copy_id = pair.copy from ${pairsTable(pairs)}
    where x.act_id = ${actId} and x.post_id = pair.old`.execute(work.tx)
}

/** Says which posts were copied back as an act was undone. */
export async function saveCopiesBack(work: Work, actId: string, pairs: readonly Pair[]): Promise<void> {
  await sql`
    insert into thread_act_post (act_id, community_id, post_id, copy_id, parent_id, root_id, is_opening)
    select ${actId}::uuid, p.community_id, p.id, pair.old, p.parent_id, p.root_id, p.is_opening
    from ${pairsTable(pairs)} join post p on p.id = pair.copy`.execute(work.tx)
}

/** Notices about posts lead to their copies, for those who may read them there; back again with the pairs turned. */
export async function moveNotices(
  work: Work,
  { from, to, pairs }: { from: ThreadEnd; to: ThreadEnd; pairs: readonly Pair[] },
): Promise<void> {
  await sql`
    update notice n set community_id = ${to.communityId}, entry_id = ${to.entryId}, post_id = pair.copy, read_at = coalesce(n.read_at, (
      select r.read_at from entry_read r where r.person_id = n.person_id and r.entry_id = n.entry_id and r.read_at >= n.at))
    from ${pairsTable(pairs)}
    where n.community_id = ${from.communityId} and n.entry_id = ${from.entryId} and n.post_id = pair.old`.execute(
    work.tx,
  )
  await planMails(
    work,
    to,
    pairs.map(({ copy }) => copy),
  )
}

/** The posts of an act with their copies. */
export function listPairs(work: Work, actId: string): Promise<Pair[]> {
  return rows(work, pairRow)`
    select x.post_id as old, x.copy_id as copy from thread_act_post x where x.act_id = ${actId} and x.copy_id is not null`
}
