/** The log of moderation of a community: acts that are declared as such, the latest first, from the lines of the audit. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { communityHeadView, findCommunityToChange } from '#server/communities/room.ts'
import { isForReader } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'
import { type AuditQuestion, auditView, readAct, readAudit, takeActBack } from '#server/site/room.ts'

/** What a line of the log says beside what the audit keeps. */
const more = z.object({
  id: z.string(),
  /** Where it happened, and why. */
  title: z.string().nullable(),
  why: z.string(),
  /** What the author answered. */
  answer: z.string().nullable(),
})

export const logView = auditView.extend({
  community: communityHeadView,
  more: z.record(z.string(), more),
})
export type ModerationLog = z.infer<typeof logView>

/** The verbs of acts of moderation, as rooms declare them. */
export function moderationVerbs({ platform }: Pick<Look, 'platform'>): string[] {
  return [...platform.declared.activities.values()].flatMap(({ verb, audit }) => (audit?.moderates ? [verb] : []))
}

/**
 * @refuses not_found · forbidden · community_archived
 */
export async function readLog(
  look: Look,
  actor: Actor,
  asked: { readonly community: string } & AuditQuestion,
): Promise<ModerationLog> {
  const community = await findCommunityToChange(look, actor, asked.community, 'moderate')
  const audit = await readAudit(look, actor, {
    ...asked,
    in: '',
    communityId: community.id,
    verbs: moderationVerbs(look),
  })
  const found = await readMore(look, actor, sql`a.id = any(${audit.items.map(({ id }) => id)}::uuid[])`)
  return { ...audit, community, more: Object.fromEntries(found.map((one) => [one.id, one])) }
}

/** The title of what is for others by name is not told to those who moderate either. */
function readMore(look: Look, actor: Actor, which: RawBuilder<unknown>) {
  return rows(look, more)`
    select a.id, case when ${isForReader('e', actor)} then e.title end as title, coalesce(a.facts ->> 'why', '') as why, w.words as answer
    from activity a left join entry e on e.id = a.entry_id left join moderation_answer w on w.activity_id = a.id
    where ${which}`
}

export interface LineRef {
  readonly community: string
  readonly line: string
}

/**
 * Takes an act back from its line.
 * @refuses not_found · forbidden · community_archived · not_taken_back · too_long_ago · nothing_left · and what the act itself refuses
 */
export async function undoLine(work: Work, actor: Actor, { community: slug, line }: LineRef) {
  const community = await findCommunityToChange(work, actor, slug, 'moderate')
  return takeActBack(work, actor, { line, communityId: community.id, which: 'all', persons: [] })
}

/**
 * Does an act once more that was taken back.
 * @refuses not_found · forbidden · community_archived · and what the act itself refuses
 */
export async function redoLine(
  work: Work,
  actor: Actor,
  { community: slug, line }: LineRef,
): Promise<{ line: string }> {
  const community = await findCommunityToChange(work, actor, slug, 'moderate')
  const act = (await readAct(work, line)) ?? refuse(notFound)
  if (act.communityId !== community.id) refuse(notFound)
  const [row] = await rows(work, () => z.object({ verb: z.string() }))`select verb from audit_line where id = ${line}`
  const rule = row && work.platform.declared.takeBacks.get(row.verb)
  if (!rule?.again) refuse(notFound)
  await rule.again(work, actor, { ...act, facts: rule.kind.facts.parse(act.facts) })
  return { line }
}
