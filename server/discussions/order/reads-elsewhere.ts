/**
 * Where a discussion or a post is now that was merged, split off or moved: its addresses of before lead on, for those who may read
 * it there.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { isCalled } from '#server/communities/room.ts'
import { threadIsElsewhere } from '#server/discussions/order/order.ts'
import { readableBy } from '#server/discussions/reads-access.ts'
import { discussionsAddress, postAddress, threadAddress } from '#server/discussions/thread.ts'
import { isForReader } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { shortId } from '#server/platform/ids.ts'
import { notFound, Refused, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** An address of before: the thread as it was called, and perhaps one of its posts. */
export interface FormerRef {
  readonly community: string
  readonly thread: string
  readonly post?: string | null
}

const elsewhereRow = z.object({
  title: z.string(),
  slug: z.string(),
  communityId: z.string(),
  /** The thread where it is now, whoever may read that. */
  nowId: z.string(),
  nowIn: z.string().nullable(),
  postId: z.string().nullable(),
  /** The same, where this actor may read it. */
  there: z.object({ id: z.string(), title: z.string(), slug: z.string() }).nullable(),
})

/** So many times one thing is followed from place to place. */
const mostSteps = sql.lit(20)

/** Null where the actor may not read what was at that address, and where it is there still. */
async function findElsewhere(look: Look, actor: Actor, { community, thread, post = null }: FormerRef) {
  const [row] = await rows(look, elsewhereRow)`
    with recursive base as (
      select t.id, t.community_id, t.title, c.slug from thread_entry t join community_shown c on c.id = t.community_id
      where t.id = ${thread} and ${isCalled(community)} and ${readableBy(actor)} and ${isForReader('t', actor)}
    ), post_way as (
      select ${post}::uuid as id, 0 as step from base where ${post}::uuid is not null
      union all
      select next.id, w.step + 1 from post_way w, lateral (
        select case when x.post_id = w.id then x.copy_id else x.post_id end as id
        from thread_act_post x join thread_act a on a.id = x.act_id
        where a.kind = 'move' and (x.post_id = w.id and a.undone_at is null or x.copy_id = w.id and a.undone_at is not null)
        order by a.at desc limit 1) next
      where w.step < ${mostSteps}
    ), said as (
      select p.id, p.thread_id from post_way w join post p on p.id = w.id order by w.step desc limit 1
    ), way as (
      select coalesce((select thread_id from said), base.id) as id, 0 as step from base
      union all
      select next.id, w.step + 1 from way w, lateral (
        select case when a.from_id = w.id then a.to_id else a.from_id end as id from thread_act a
        where a.from_id = w.id and a.undone_at is null and a.kind <> 'split'
          or a.to_id = w.id and a.undone_at is not null and a.kind <> 'merge'
        order by a.at desc limit 1) next
      where w.step < ${mostSteps} and not exists (select from thread_shown s where s.id = w.id)
    ), last as (
      select id from way order by step desc limit 1
    )
    select base.title, base.slug, base.community_id as "communityId", last.id as "nowId",
      (select n.community_id from thread n where n.id = last.id) as "nowIn",
      (select said.id from said join post p on p.id = said.id where p.thread_id = last.id) as "postId",
      (select json_build_object('id', t.id, 'title', t.title, 'slug', c.slug)
        from thread_shown t join community_shown c on c.id = t.community_id
        where t.id = last.id and ${readableBy(actor)} and ${isForReader('t', actor)}) as there
    from base, last where last.id <> base.id`
  return row ?? null
}

/** What an address of before leads to; null where nothing of it may be read. */
async function findLead(look: Look, actor: Actor, former: FormerRef) {
  const found = await findElsewhere(look, actor, former)
  if (!found) return null
  const { there, postId, slug, communityId, nowIn } = found
  if (there) {
    const address = postId ? postAddress(there.slug, there, postId) : threadAddress(there.slug, there)
    return { ...found, address, isOpen: true }
  }
  const isAway = nowIn !== communityId
  return isAway
    ? { ...found, address: `${discussionsAddress(slug)}/${shortId(former.thread)}/moved`, isOpen: false }
    : null
}

/**
 * Leads a browser on to where it is now; a program is told the address.
 * @refuses thread_elsewhere · not_found where the actor may not read what was there, or it is gone
 */
export async function refuseElsewhere(look: Look, actor: Actor, former: FormerRef): Promise<never> {
  const lead = await findLead(look, actor, former)
  return lead ? leadOn(lead) : refuse(notFound)
}

/** Leads on to a post that left its thread; does nothing where it did not. */
export async function followPost(look: Look, actor: Actor, former: FormerRef): Promise<void> {
  const lead = await findLead(look, actor, former)
  if (lead?.postId) leadOn(lead)
}

function leadOn({ address, isOpen }: { address: string; isOpen: boolean }): never {
  throw Object.assign(new Refused(threadIsElsewhere), { leadsTo: address, facts: isOpen ? { address } : {} })
}

/**
 * A discussion that was moved to another community: its title, and its address there, null where the actor may not read it.
 * @refuses not_found
 */
export async function readMovedAway(look: Look, actor: Actor, former: FormerRef) {
  const lead = (await findLead(look, actor, former)) ?? refuse(notFound)
  const name = lead.isOpen ? null : await readCommunityName(look, actor, lead.nowIn)
  return { title: lead.title, address: lead.isOpen ? lead.address : null, name }
}

/** The community where it is, where the actor may know that there is one. */
async function readCommunityName(look: Look, actor: Actor, communityId: string | null) {
  if (actor.kind !== 'person') return null
  const [row] = await rows(look, () => z.object({ slug: z.string(), name: z.string() }))`
    select c.slug, c.name from community_shown c join community_knower k on k.community_id = c.id
    where c.id = ${communityId}::uuid and k.person_id = ${actor.personId}`
  return row ?? null
}
