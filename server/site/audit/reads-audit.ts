/**
 * Lines of the audit, with the names of today.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import { shortId } from '#server/platform/ids.ts'
import { may } from '#server/platform/permissions.ts'
import { rows } from '#server/platform/rows.ts'
import { type PastAct, takeBackDays } from '#server/platform/take-back.ts'
import { patternsFor } from '#server/platform/words.ts'
import type { Look } from '#server/platform/work.ts'
import { actTakenBack } from '#server/site/activities.ts'
import {
  type Audit,
  type AuditLine,
  type AuditQuestion,
  auditInput,
  auditLineView,
  type PersonInLine,
} from '#server/site/audit/audit.ts'

/** Lines on a page. */
const pageLength = 50

/**
 * The lines that match, the latest first; a page of 50. The caller checks whether the actor may read them.
 * @param communityId only lines of this community; null for those of the whole site
 * @param verbs only lines of these kinds, where they are given
 */
export async function readAudit(
  look: Look,
  actor: Actor,
  { communityId, ...asked }: AuditQuestion & { communityId: string | null; verbs?: readonly string[] },
): Promise<Audit> {
  const [found, person] = await Promise.all([
    listLines(look, actor, { ...asked, communityId }, pageLength + 1),
    asked.person ? findPerson(look, asked.person, communityId) : null,
  ])
  const items = found.slice(0, pageLength)
  const last = items.at(-1)
  return { items, next: found.length > pageLength && last ? shortId(last.id) : null, person }
}

/** Lines read at once for a file. */
const batchLength = 1000

/** All lines that match, the latest first, in batches. */
export async function* readAllLines(
  look: Look,
  actor: Actor,
  asked: AuditQuestion & { communityId: string | null },
): AsyncGenerator<readonly AuditLine[]> {
  let after = asked.after
  for (;;) {
    const lines = await listLines(look, actor, { ...asked, after }, batchLength, batchPeople)
    if (lines.length > 0) yield lines
    const last = lines.at(-1)
    if (lines.length < batchLength || !last) return
    after = last.id
  }
}

/** People named in one line of a page, and in one of a file. */
const linePeople = 3
const batchPeople = 500

/** A line as it is kept; whether it can be taken back depends on who reads it, and on its community: archived or deleted, it is read only. */
const lineRow = auditLineView.omit({ canTakeBack: true }).extend({ isReadOnly: z.boolean() })

async function listLines(
  look: Look,
  actor: Actor,
  asked: AuditQuestion & { communityId: string | null; verbs?: readonly string[]; id?: string },
  limit: number,
  mostPeople = linePeople,
): Promise<AuditLine[]> {
  const { q, kind, person, from, to, after, communityId } = asked
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  if (asked.id) conditions.push(sql`a.id = ${asked.id}`)
  if (communityId) conditions.push(sql`a.community_id = ${communityId}`)
  if (asked.in) conditions.push(sql`a.community_id = (select c.id from community c where c.slug = ${asked.in})`)
  if (asked.verbs) conditions.push(sql`a.verb = any(${[...asked.verbs]}::text[])`)
  if (kind) conditions.push(sql`a.verb = ${kind}`)
  if (person) conditions.push(sql`(a.actor_id = any(${accountsOf(person)}) or a.person_ids && ${accountsOf(person)})`)
  if (from) conditions.push(sql`a.at >= ${from}::date::timestamp at time zone ${actor.zone}`)
  if (to) conditions.push(sql`a.at < (${to}::date + 1)::timestamp at time zone ${actor.zone}`)
  if (q) conditions.push(communityId ? personNamed(q, sql`p.name`) : named(q))
  if (after) conditions.push(sql`(a.at, a.id) < (select b.at, b.id from audit_line b where b.id = ${after})`)
  const found = await rows(look, lineRow)`
    select a.id, a.at, a.verb, a.via, a.facts, cardinality(a.person_ids) as "peopleCount",
      case when a.actor_id is not null then json_build_object('personId', a.actor_id,
        'name', (select p.name from person p where p.id = person_now(a.actor_id))) end as by,
      coalesce((
        select json_agg(json_build_object('personId', x.id, 'name', p.name) order by x.place)
        from unnest(a.person_ids[1:${mostPeople}::int]) with ordinality as x(id, place) left join person p on p.id = person_now(x.id)), '[]') as people,
      (select json_build_object('id', c.id, 'slug', c.slug, 'name', c.name) from community c where c.id = a.community_id) as community,
      a.community_id is not null and not exists (
        select from community_shown c where c.id = a.community_id and c.status <> 'archived') as "isReadOnly",
      (select r.title from role r where r.name = a.facts ->> 'role') as "roleTitle",
      (select count(distinct coalesce(x.id, u.id)) from audit_line u left join lateral unnest(u.person_ids) x(id) on true
        where u.verb = ${actTakenBack.verb} and u.object_id = a.id) as "takenBack"
    from audit_line a
    where ${sql.join(conditions, sql` and `)}
    order by a.at desc, a.id desc
    limit ${limit}`
  return found.map(({ isReadOnly, ...line }) => ({
    ...line,
    canTakeBack: !isReadOnly && canTakeBack(look, actor, line),
  }))
}

/** Is it an act that can be taken back, by this actor, and not too long ago, with something left of it? */
function canTakeBack(
  look: Look,
  actor: Actor,
  { verb, at, community, peopleCount, takenBack }: Omit<AuditLine, 'canTakeBack'>,
): boolean {
  const rule = look.platform.declared.takeBacks.get(verb)
  if (!rule || (rule.isOfThing ? takenBack > 0 : takenBack >= peopleCount)) return false
  const isRecent = look.now.getTime() - at.getTime() < takeBackDays * 86_400_000
  return isRecent && may(actor, rule.permission, community?.id ?? null)
}

/** One line, among those of a community where one is named. */
export async function findLine(
  look: Look,
  actor: Actor,
  { id, communityId }: { id: string; communityId: string | null },
): Promise<AuditLine | null> {
  const [line] = await listLines(look, actor, { ...auditInput.parse({}), id, communityId }, 1)
  return line ?? null
}

/** What was recorded of the act in a line; null where its activity is not kept any more. */
export async function readAct(look: Look, id: string): Promise<PastAct<unknown> | null> {
  const row = await look.db
    .selectFrom('activity')
    .select(['id', 'community_id as communityId', 'object_id as objectId', 'facts'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** The account that somebody has now, and those that were merged into it; `person` is any of them. */
function accountsOf(person: string): RawBuilder<unknown> {
  return sql`array(select person_now(${person}) union all select k.value::uuid from merged_key k where k.kind = 'id' and k.person_id = person_now(${person}))`
}

/** Every word is in the name or the address of one person in the line, or in the name of its community. */
function named(q: string): RawBuilder<unknown> {
  return sql`(${personNamed(q, sql`p.name || ' ' || p.email`)}
    or a.community_id = any(array(select c.id from community c where folded(c.name) like all (${patternsFor(q)}::text[]))))`
}

/** Every word is in these words of one person in the line. People are looked up once, not for each line. Leaders search names only, as they need not know the addresses of those who run the site. */
function personNamed(q: string, words: RawBuilder<unknown>): RawBuilder<unknown> {
  const people = sql`array(select p.id from person p where folded(${words}) like all (${patternsFor(q)}::text[]))`
  return sql`(a.actor_id = any(${people}) or a.person_ids && ${people})`
}

/** Whose lines are asked for. The audit of a community names only people in its lines: an id alone tells nobody a name. */
async function findPerson(look: Look, personId: string, communityId: string | null): Promise<PersonInLine> {
  const ids = accountsOf(personId)
  const isInLines = sql`exists (
    select from audit_line a where a.community_id = ${communityId} and (a.actor_id = any(${ids}) or a.person_ids && ${ids}))`
  const [row] = await rows(look, () => z.object({ name: z.string() }))`
    select p.name from person p
    where p.id = person_now(${personId}) and ${communityId ? isInLines : sql`true`}`
  return { personId, name: row?.name ?? null }
}

/** The communities by which the audit of the site can be narrowed. */
export function listCommunityNames(look: Look): Promise<{ slug: string; name: string }[]> {
  return look.db
    .selectFrom('community')
    .select(['slug', 'name'])
    .orderBy(sql`name collate "und-x-icu"`)
    .limit(500)
    .execute()
}
