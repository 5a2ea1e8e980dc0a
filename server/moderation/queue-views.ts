/** The queue of those who moderate a community: what waits, what was decided lately, and what authors answered. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { communityHeadView, findCommunityToChange, holdReasons } from '#server/communities/room.ts'
import { countWaitingEdits, listWaitingEdits, waitingEditView } from '#server/discussions/room.ts'
import { isForReader } from '#server/entries/room.ts'
import { caseStates, casesPerPage, daysShown, decidedShown, reportReasons } from '#server/moderation/case.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { excerpt } from '#server/platform/markdown/markdown.ts'
import { may } from '#server/platform/permissions.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const somebody = z.object({ personId: z.string(), name: z.string(), photo: z.string().nullable() })
/** A moment within JSON of the database: milliseconds since 1970. */
const moment = z.number()

const before = z.object({ author: z.string().nullable(), words: z.string(), at: moment })

const report = z.object({
  personId: z.string(),
  name: z.string(),
  reason: z.enum(reportReasons),
  words: z.string(),
  at: moment,
})

const caseRow = z.object({
  id: z.string(),
  kind: z.string(),
  entryId: z.string(),
  postId: z.string().nullable(),
  threadId: z.string().nullable(),
  /** Replies below it, where a discussion of its own begins with this post. */
  replies: z.number().nullable(),
  title: z.string(),
  language: z.string(),
  /** What the post says, or the text of an entry that has one, rendered. */
  html: z.string().nullable(),
  author: somebody.nullable(),
  /** The author's mute, where they are muted now. */
  mutedUntil: moment.nullable(),
  isMember: z.boolean(),
  writtenAt: z.date(),
  /** The posts before it, oldest first, two at most. */
  before: z.array(before),
  /** Its readers are not the reader of the queue, who then sees this and nothing more of it. */
  isForOthers: z.boolean(),
  isHeld: z.boolean(),
  /** Which rule of the community holds it; null where none does, or it is not known any more. */
  hold: z.object({ because: z.enum(holdReasons), word: z.string().nullable() }).nullable(),
  /** Why it is held or hidden; `''` where nothing says so. */
  why: z.string(),
  state: z.enum(caseStates),
  openedAt: z.date(),
  decidedAt: z.date().nullable(),
  decidedBy: z.string().nullable(),
  reports: z.array(report),
})

const caseView = caseRow.extend({ address: z.string() })
export type CaseView = z.infer<typeof caseView>

const answerRow = z.object({
  activityId: z.string(),
  verb: z.string(),
  person: z.string(),
  by: z.string().nullable(),
  title: z.string().nullable(),
  why: z.string(),
  words: z.string(),
  answeredAt: z.date(),
})

export const queueView = z.object({
  community: communityHeadView,
  /** The oldest first; thirty at most, and how many wait in all. */
  waiting: z.array(caseView),
  count: z.number(),
  /** Changes of posts that wait, the oldest first. */
  edits: z.array(waitingEditView),
  decided: z.array(caseView),
  /** What authors answered and nobody has put aside. */
  answers: z.array(answerRow),
  /** The lines of the charter that say how members treat each other, to choose from. */
  rules: z.array(z.string()),
  can: z.object({ removeMembers: z.boolean() }),
})
export type Queue = z.infer<typeof queueView>

/** Cases about somebody else: nobody sees a report about themselves. */
export function notAbout(personId: string | null): RawBuilder<boolean> {
  return sql`k.author_id is distinct from ${personId}::uuid`
}

/** How much waits in the community `c` for somebody who moderates it: cases, and edits. */
export function waitingFor(personId: string | null): RawBuilder<number> {
  return sql<number>`select (select count(*) from moderation_case_waiting k where k.community_id = c.id and ${notAbout(personId)})
    + (${countWaitingEdits(personId)})`
}

/**
 * @refuses not_found · forbidden · community_archived
 */
export async function readQueue(
  look: Look,
  actor: Actor,
  { community: slug }: { readonly community: string },
): Promise<Queue> {
  const community = await findCommunityToChange(look, actor, slug, 'moderate')
  const here = sql`k.community_id = ${community.id}`
  const [waiting, edits, decided, answers, rules] = await Promise.all([
    readCases(look, actor, community.slug, {
      from: sql`moderation_case_waiting k`,
      which: here,
      order: sql`k.opened_at, k.id`,
      limit: casesPerPage,
    }),
    listWaitingEdits(look, actor, community),
    readCases(look, actor, community.slug, {
      from: sql`moderation_case_now k`,
      which: sql`${here} and k.state <> 'open' and k.decided_at > app_now() - make_interval(days => ${daysShown})`,
      order: sql`k.decided_at desc, k.id`,
      limit: decidedShown,
    }),
    readAnswers(look, actor, community.id),
    readRules(look, community.id),
  ])
  return {
    community,
    waiting,
    count: community.waiting?.moderation ?? waiting.length + edits.length,
    edits,
    decided,
    answers,
    rules,
    can: { removeMembers: may(actor, 'manage_members', community.id) },
  }
}

interface CasesAsked {
  readonly from: RawBuilder<unknown>
  readonly which: RawBuilder<unknown>
  readonly order: RawBuilder<unknown>
  readonly limit: number
}

const inMillis = (at: RawBuilder<unknown>) => sql`(extract(epoch from ${at}) * 1000)::bigint`

async function readCases(
  look: Look,
  actor: Actor,
  slug: string,
  { from, which, order, limit }: CasesAsked,
): Promise<CaseView[]> {
  const found = await rows(look, caseRow)`
    select k.id, e.kind, e.id as "entryId", k.post_id as "postId", p.thread_id as "threadId",
      (select t.reply_count from thread t where p.is_opening and t.id = p.thread_id and t.entry_id = t.id) as replies, e.title, coalesce(p.language, e.language) as language,
      coalesce(p.html, case when k.post_id is null then (select b.html from body b where b.entry_id = e.id) end) as html,
      coalesce(p.posted_at, e.created_at) as "writtenAt",
      case when a.id is not null then json_build_object('personId', a.id, 'name', a.name, 'photo', a.image) end as author,
      (select ${inMillis(sql`u.until`)} from mute u
        where u.community_id = k.community_id and u.person_id = a.id and u.until > app_now()) as "mutedUntil",
      exists (select from membership_shown m where m.community_id = k.community_id and m.person_id = a.id) as "isMember",
      coalesce((
        select json_agg(json_build_object('author', b.name, 'words', left(q.text, 600), 'at', ${inMillis(sql`q.posted_at`)}) order by q.posted_at, q.id)
        from (select x.* from post x where x.thread_id = p.thread_id and x.removed_at is null and (x.posted_at, x.id) < (p.posted_at, p.id)
          order by x.posted_at desc, x.id desc limit 2) q left join person b on b.id = q.author_id), '[]') as before,
      not ${isForReader('e', actor)} as "isForOthers", k.is_held as "isHeld",
      (select json_build_object('because', h.because, 'word', h.word) from held_post h
        where k.is_held and h.post_id = k.post_id and h.source is null) as hold,
      coalesce(p.removed_why, e.removed_why, e.hidden_why, '') as why, k.state, k.opened_at as "openedAt",
      case when k.state <> 'open' then k.decided_at end as "decidedAt",
      (select d.name from person d where k.state <> 'open' and d.id = coalesce(k.kept_by, p.removed_by, e.removed_by, e.hidden_by)) as "decidedBy",
      coalesce((
        select json_agg(json_build_object('personId', w.id, 'name', w.name, 'reason', r.reason, 'words', r.words, 'at', ${inMillis(sql`r.reported_at`)})
          order by r.reported_at, w.id)
        from report r join person w on w.id = r.person_id where r.case_id = k.id), '[]') as reports
    from ${from} join entry e on e.id = k.entry_id left join post p on p.id = k.post_id left join person a on a.id = k.author_id
    where ${which} and ${notAbout(personIdOf(actor))}
    order by ${order} limit ${limit}`
  const { kinds, postsInNotices } = look.platform.declared
  return found.map((one) => ({
    ...one,
    before: one.before.map((post) => ({ ...post, words: excerpt(post.words, 240) })),
    address: one.threadId
      ? postsInNotices.address(slug, { id: one.threadId, title: one.title }, one.postId)
      : (kinds.get(one.kind)?.address(slug, { id: one.entryId, title: one.title }) ?? `/c/${slug}`),
  }))
}

function readAnswers(look: Look, actor: Actor, communityId: string) {
  return rows(look, answerRow)`
    select w.activity_id as "activityId", a.verb, p.name as person, b.name as by, e.title, coalesce(a.facts ->> 'why', '') as why, w.words,
      w.answered_at as "answeredAt"
    from moderation_answer w join activity a on a.id = w.activity_id join person p on p.id = w.person_id
      left join person b on b.id = a.actor_id left join entry e on e.id = a.entry_id
    where w.community_id = ${communityId} and w.seen_at is null and w.person_id is distinct from ${personIdOf(actor)}::uuid
      and w.answered_at > app_now() - make_interval(days => ${daysShown})
    order by w.answered_at, w.activity_id limit 30`
}

/** Lines of a list or sentences that stand alone, without their marks, as far as they fit a line. */
async function readRules(look: Look, communityId: string): Promise<string[]> {
  const [row] = await rows(look, () => z.object({ source: z.string() }))`
    select b.source from charter_text x join body_now b on b.id = x.body_id where x.community_id = ${communityId} and x.key = 'norms'`
  const lines = (row?.source ?? '').split('\n').map((line) =>
    line
      .replace(/^[\s>*+#-]*(\d+[.)]\s+)?/, '')
      .replace(/[*_`]/g, '')
      .trim(),
  )
  return lines.filter((line) => line.length > 2 && line.length <= 200).slice(0, 12)
}
