/**
 * Loads communities for people who may see them: members and those who look after the site; a draft for its editors only.
 */
import { type RawBuilder, sql, type UpdateObject } from 'kysely'
import { z } from 'zod'
import type { DB } from '#database/types.ts'
import {
  type CommunityHead,
  type CommunityStatus,
  communityStates,
  sectionsInOrder,
} from '#server/communities/community.ts'
import { draftStateColumn } from '#server/communities/founding/reads-progress.ts'
import { progressOf } from '#server/communities/founding/steps.ts'
import { abilities, mayChange } from '#server/communities/policy.ts'
import { isCalled } from '#server/communities/reads-addresses.ts'
import { type Actor, type ActorMembership, membershipBySlug, membershipIn, personIdOf } from '#server/platform/actor.ts'
import { freeSlug, isAddressWord, shortId, slugOf } from '#server/platform/ids.ts'
import { mailMode } from '#server/platform/mail/mail-mode.ts'
import type { Permission } from '#server/platform/permission.ts'
import { may } from '#server/platform/permissions.ts'
import { insist, notFound, refuse, refuseTowards } from '#server/platform/refuse.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import { folded, isSameName } from '#server/platform/words.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** The condition that the actor may read the community `c`. Permissions on the site hold in every community. */
function mayRead(actor: Actor): RawBuilder<boolean> {
  if (may(actor, 'read', null)) return sql`true`
  return sql`(select true from membership_reader r where r.community_id = c.id and r.person_id = ${personIdOf(actor)}::uuid)`
}

/**
 * The community of that address (one it had before leads to it too), as this actor sees it. One query.
 * @refuses not_found
 */
export async function findCommunity(look: Look, actor: Actor, slug: string): Promise<CommunityHead> {
  return (await findCommunityToVisit(look, actor, slug)).community
}

/** A member's visit; for anybody else every visit is like a first one, without a welcome. */
export interface Visit {
  /**
   * When the visit before this one began; null for the first. A page that begins a visit gets what its own beacon will
   * write, so that it shows the same when it is loaded again.
   */
  readonly before: Date | null
  /** Did they come within the last 30 days, or never, and have they not put the welcome away yet? */
  readonly isToBeWelcomed: boolean
}

/** The same with this actor's visit. One query. */
export async function findCommunityToVisit(look: Look, actor: Actor, slug: string) {
  return (await loadHead(look, actor, { slug })) ?? refuseUnlessDeleted(look, actor, slug)
}

/** Who may take a deleted community back is led from its addresses to where they can; for everybody else there is nothing. */
async function refuseUnlessDeleted(look: Look, actor: Actor, slug: string): Promise<never> {
  if (!may(actor, 'manage_communities', null)) refuse(notFound)
  const [deleted] = await rows(look, idRow)`
    select c.id from community c where c.deleted_at is not null and ${isCalled(slug)}`
  if (!deleted) refuse(notFound)
  refuseTowards(notFound, `/site/communities/deleted/${shortId(deleted.id)}`)
}

/**
 * The community of that address, for an actor who holds the permission to change it so.
 * @refuses not_found · forbidden · community_archived
 */
export async function findCommunityToChange(look: Look, actor: Actor, slug: string, permission: Permission) {
  const community = await findCommunity(look, actor, slug)
  insist(mayChange(actor, permission, community))
  return community
}

/**
 * The community of that id, as this actor sees it. One query.
 * @refuses not_found
 */
export async function findCommunityById(look: Look, actor: Actor, id: string): Promise<CommunityHead> {
  return (await loadHead(look, actor, { id }))?.community ?? refuse(notFound)
}

const slugShape = /^[a-z0-9-]{1,80}$/

/** An hour after it began a visit is over, and the next page begins another. */
const visitBefore = sql<Date | null>`
  case when m.visited_at < app_now() - interval '1 hour' then m.visited_at else m.last_visit_at end`

async function loadHead(look: Look, actor: Actor, by: { slug: string } | { id: string }) {
  if (actor.kind === 'visitor' || ('slug' in by && !slugShape.test(by.slug))) return null
  const me = personIdOf(actor)
  const mine = 'id' in by ? membershipIn(actor, by.id) : membershipBySlug(actor, by.slug)
  // To set up how far a draft is takes a third of this query's time. A community that was opened is no draft again.
  const draft =
    mine && mine.status !== 'draft' ? sql<null>`null` : draftStateColumn(me, look.platform.declared.foundingSteps)
  const row = await look.db
    .selectFrom('community_shown as c')
    .leftJoin('membership_shown as m', (join) => join.onRef('m.community_id', '=', 'c.id').on('m.person_id', '=', me))
    .select(['c.id', 'c.slug', 'c.name', 'c.purpose', 'c.status', 'c.hue', 'c.banner_file_id as bannerId', 'c.locale'])
    .select(['c.time_zone as zone', 'c.is_hidden as isHidden', 'c.vote_threshold as threshold', 'c.sections'])
    .select(['c.longest_ping as longestPing', 'c.created_at as createdAt', 'c.opened_at as openedAt'])
    .select(['m.person_id as me', 'm.last_visit_at as lastVisitAt', 'm.ends_at as guestUntil'])
    .select(
      sql<boolean>`m.person_id is not null and m.welcomed_at is null
        and coalesce(m.came_at > app_now() - interval '30 days', true)`.as('isToBeWelcomed'),
    )
    .select(visitBefore.as('before'))
    .leftJoin('community_tally as n', 'n.community_id', 'c.id')
    .select(sql<number>`coalesce(n.members, 0)`.as('members'))
    .select(draft.as('draft'))
    .select(waitingColumn(look, actor, mine).as('waiting'))
    .select(
      sql<number>`(select count(*) from cohort x where x.community_id = c.id and x.state <> 'prepared')`.as('cohorts'),
    )
    .where((eb) =>
      'id' in by
        ? eb('c.id', '=', by.id)
        : eb.or([
            eb('c.slug', '=', by.slug),
            eb(
              'c.id',
              '=',
              eb.selectFrom('community_slug as s').select('s.community_id').where('s.slug', '=', by.slug),
            ),
          ]),
    )
    .where(mayRead(actor))
    .executeTakeFirst()
  if (!row) return null
  const { me: member, bannerId, draft: state, sections, before, isToBeWelcomed, ...head } = row
  const isMember = member !== null
  const { config, declared } = look.platform
  const planned = declared.planParts.map(({ permission }) => permission)
  const can = abilities(actor, row, { isMember, planned })
  const keys = declared.sections.map(({ key }) => key)
  const community = {
    ...head,
    bannerAddress: bannerId && `/files/${shortId(bannerId)}`,
    sections: sectionsInOrder(sections, keys),
    isMember,
    progress: state && can.settings ? progressOf(state, mailMode(config, actor.site), declared.foundingSteps) : null,
    can,
  }
  return { community, visit: { before, isToBeWelcomed } }
}

/** How much waits behind the tabs of those who moderate, by tab; null for everybody else. */
function waitingColumn(
  { platform }: Look,
  actor: Actor,
  mine: ActorMembership | null,
): RawBuilder<Record<string, number> | null> {
  const moderates = mine ? may(actor, 'moderate', mine.communityId) : may(actor, 'moderate', null)
  const counted = platform.declared.tabs.flatMap(({ key, waiting }) => (waiting ? [{ key, waiting }] : []))
  if (!moderates || counted.length === 0) return sql`null`
  const parts = counted.map(({ key, waiting }) => sql`${sql.lit(key)}, (${waiting(personIdOf(actor))})`)
  return sql`json_build_object(${sql.join(parts)})`
}

/** Lets nobody else give a community an address until the transaction ends. */
async function holdAddresses(work: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('community address', 7))`.execute(work.tx)
}

/** May a community have this very address? Yes, where no community has or had it and no other address uses the word. */
export async function isFreeAddress(work: Work, slug: string, communityId: string): Promise<boolean> {
  await holdAddresses(work)
  return !isAddressWord(slug) && !(await takenSlugs(work, slug, communityId)).has(slug)
}

/** The communities of that name which the actor may see; `except` is not looked at. */
export async function namesakes(work: Work, actor: Actor, name: string, except: string | null) {
  const found = await rows(work, () => z.object({ name: z.string(), slug: z.string() }))`
    select c.name, c.slug from community_shown c
    where folded(c.name) = ${folded(name)} and c.id is distinct from ${except}::uuid
      and ${mayRead(actor)}
    order by c.created_at limit 20`
  return found.filter((one) => isSameName(one.name, name))
}

/**
 * An address for a community of that name that no other community has or had; it may reuse its own former ones.
 * The caller holds the lock on addresses until the transaction ends, so that two communities of one name get two addresses.
 */
export async function freeAddress(work: Work, name: string, communityId: string | null): Promise<string> {
  await holdAddresses(work)
  const taken = await takenSlugs(work, slugOf(name) || 'community', communityId)
  return freeSlug(slugOf(name) || 'community', (slug) => taken.has(slug))
}

/** The community addresses, former ones too, that begin like this one; those of the community itself left out. */
async function takenSlugs(work: Work, stem: string, communityId: string | null): Promise<Set<string>> {
  const found = await rows(work, () => z.object({ slug: z.string() }))`
    select slug from (
      select slug, id from community
      union all select slug, community_id from community_slug
    ) as taken (slug, id)
    where id is distinct from ${communityId}::uuid and (slug = ${stem} or starts_with(slug, ${`${stem}-`}))`
  return new Set(found.map(({ slug }) => slug))
}

/** Locks a community's row, so that what the caller has checked stays true until the transaction ends. */
export async function lockCommunity(work: Work, communityId: string): Promise<void> {
  await work.tx.selectFrom('community').select('id').where('id', '=', communityId).forUpdate().execute()
}

/** Saves the purpose of a community. */
export async function savePurpose(work: Work, communityId: string, purpose: string): Promise<void> {
  await changeCommunity(work, communityId, { purpose })
}

/** Writes columns of a community, or only of one that has a state of these. @returns whether it had */
export async function changeCommunity(
  work: Work,
  communityId: string,
  set: UpdateObject<DB, 'community'>,
  from: readonly CommunityStatus[] = communityStates,
): Promise<boolean> {
  const query = work.tx.updateTable('community').set(set).where('id', '=', communityId).where('status', 'in', from)
  const { numUpdatedRows } = await query.executeTakeFirst()
  return numUpdatedRows === 1n
}
