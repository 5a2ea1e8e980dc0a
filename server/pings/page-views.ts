/**
 * One Ping on its own page: the part for everybody, its discussion, and for its sender how its mails went.
 */

import { sql } from 'kysely'
import { z } from 'zod'
import {
  communityHeadView,
  consentStates,
  featuredPeople,
  findCommunity,
  findCommunityToChange,
  mayUseName,
  readNameUse,
} from '#server/communities/room.ts'
import { discussionAbout, threadView } from '#server/discussions/room.ts'
import { findCohortOf, hiddenView, listCohortsToWriteFor } from '#server/entries/room.ts'
import { endOf, endWarning } from '#server/pings/drafts/draft.ts'
import { isUnsent, nameAsked, type Ping, pingAddress } from '#server/pings/ping.ts'
import { mayClose, mayRewrite, maySend } from '#server/pings/policy.ts'
import { earlierPingView, groupView, readByCohort, readEarlier } from '#server/pings/reads-compared.ts'
import { otherPingView, readOtherPings } from '#server/pings/reads-others.ts'
import { readVoteChanges } from '#server/pings/reads-tallies.ts'
import { countKept } from '#server/pings/reads-waiting.ts'
import { reminderOf } from '#server/pings/reminding/reminder.ts'
import { shownVoteChanges, showsBars } from '#server/pings/results.ts'
import { countReach, findPing } from '#server/pings/store.ts'
import { type PingView, pingView, readPings, shapePings } from '#server/pings/views.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { mailMode } from '#server/platform/mail/mail-mode.ts'
import { countMailing } from '#server/platform/mail/views.ts'
import { insist, notFound, refuse } from '#server/platform/refuse.ts'
import { onlyRow } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const changeView = z.object({
  kind: z.enum(['closed_early', 'extended', 'withdrawn']),
  /** Null where they have left the site. */
  by: z.string().nullable(),
  why: z.string(),
  at: z.date(),
  closesAt: z.date().nullable(),
})

const voteChangesView = z.object({ from: z.string(), to: z.string(), people: z.number() })

const mailingView = z.object({
  handedOver: z.number(),
  inDigest: z.number(),
  kept: z.number(),
  waiting: z.number(),
  failed: z.number(),
  /** Answers that wait until a person confirms them. */
  unconfirmed: z.number(),
  /** When those who have not answered are reminded, and when they were; null where nobody is. */
  remindsAt: z.date().nullable(),
  remindedAt: z.date().nullable(),
  /** How many of the kept mails could leave now that mail works; 0 once the Ping is over. */
  canMail: z.number(),
})

/** A person in whose name a Ping may be asked. */
const askedAsView = z.object({ personId: z.string(), name: z.string(), title: z.string() })

const draftView = z.object({
  hours: z.number(),
  /** The hour that was picked, or null. */
  picked: z.date().nullable(),
  /** When it goes out by itself; null where it is not scheduled. */
  sendsAt: z.date().nullable(),
  /** Why it could not be sent at the hour it was scheduled for, by code; null otherwise. */
  notSent: z.string().nullable(),
  /** When those who have not answered will be reminded; null where nobody will. */
  remindsAt: z.date().nullable(),
  /** When it closes if it is sent now, or at its hour. */
  closesAt: z.date(),
  /** The community's time zone: the warning is about its nights. */
  zone: z.string(),
  warning: z.enum(['night', 'weekend']).nullable(),
  members: z.number(),
  /** Members its mail reaches. */
  mails: z.number(),
  /** Pings sent here in the last seven days. */
  lately: z.number(),
  voice: askedAsView.nullable(),
  /** Has the person in whose name it is asked allowed it? */
  consent: z.enum(consentStates).nullable(),
  /** Why it can't be sent yet, by code; null where it can. */
  blocked: z.string().nullable(),
})
export type DraftView = z.infer<typeof draftView>

export const pingPageView = z.object({
  community: communityHeadView,
  ping: pingView,
  /** Hidden by a moderator: it can be read, and nothing else. */
  hidden: hiddenView,
  changes: z.array(changeView),
  /** How many people changed from one answer to another; empty while they are so few that they could be guessed. */
  flow: z.array(voteChangesView),
  /** Once it is closed: its answers by cohort. Too small groups are left out, and with them what would tell their counts. */
  byCohort: z.array(groupView),
  /** What was answered as it was asked before, the last time first; empty before the reader may see the totals. */
  earlier: z.array(earlierPingView),
  discussion: threadView.nullable(),
  mailing: mailingView.nullable(),
  draft: draftView.nullable(),
  /** Links to other Pings of the community: open ones first, then those that closed last. */
  others: z.array(otherPingView),
})
export type PingPageView = z.infer<typeof pingPageView>

/**
 * One Ping for the actor; a draft only for its writer.
 * @refuses not_found
 */
export async function readPingPage(
  look: Look,
  actor: Actor,
  { community, ping: pingId }: { community: string; ping: string },
): Promise<PingPageView> {
  const head = await findCommunity(look, actor, community)
  const [found] = await readPings(look, actor, {
    where: sql`p.id = ${pingId} and p.community_id = ${head.id}`,
    limit: 1,
    hidden: 'hidden too',
  })
  if (!found) refuse(notFound)
  const { ping, hidden } = found
  const isDraft = isUnsent(ping)
  const [[view], discussion, changes, moved, draft, others, byCohort, earlier] = await Promise.all([
    shapePings(look, actor, [found], head.members),
    isDraft ? null : discussionAbout(look, actor, head, ping.id),
    isDraft ? [] : readChanges(look, ping.id),
    ping.state === 'closed' ? readVoteChanges(look, ping.id) : [],
    isDraft ? readDraft(look, actor, ping, { zone: head.zone, asker: found.asker }) : null,
    isDraft ? [] : readOtherPings(look, actor, head, ping.id),
    readByCohort(look, ping),
    readEarlier(look, actor, ping),
  ])
  if (!view) refuse(notFound)
  return {
    community: head,
    ping: hidden ? { ...view, can: ofHidden(view.can) } : view,
    hidden,
    changes,
    flow: showsBars(view) ? shownVoteChanges(moved, ping.threshold) : [],
    byCohort: showsBars(view) ? byCohort : [],
    earlier: isDraft || view.can.seeTotals ? earlier : [],
    discussion,
    mailing: view.can.seeMailing ? await readMailing(look, actor, ping) : null,
    draft,
    others,
  }
}

/** Nobody answers or changes a Ping while it is hidden. */
function ofHidden(can: PingView['can']): PingView['can'] {
  const { seeTotals, seeMailing } = can
  return {
    answer: false,
    close: false,
    withdraw: false,
    rewrite: false,
    askAgain: false,
    tellOutcome: false,
    seeTotals,
    seeMailing,
  }
}

async function readChanges(look: Look, pingId: string): Promise<z.infer<typeof changeView>[]> {
  const rows = await look.db
    .selectFrom('ping_change as x')
    .leftJoin('person as by', 'by.id', 'x.by_id')
    .select(['x.kind', 'by.name as by', 'x.why', 'x.at', 'x.closes_at_after as closesAt'])
    .where('x.ping_id', '=', pingId)
    .orderBy('x.at')
    .execute()
  return rows
}

async function readMailing(look: Look, actor: Actor, ping: Ping): Promise<z.infer<typeof mailingView>> {
  const pingId = ping.id
  const mayMail = mayClose(actor, ping, look.now).ok && mailMode(look.platform.config, actor.site) === 'leaves'
  const [{ handedOver, inDigest, kept, waiting, failed }, canMail, { unconfirmed }] = await Promise.all([
    countMailing(look.db, 'ping', pingId),
    mayMail ? countKept(look, pingId) : 0,
    onlyRow(look, () => z.object({ unconfirmed: z.number() }))`
      select count(*) as unconfirmed from unconfirmed_vote u join ballot b on b.id = u.ballot_id
      where u.ping_id = ${pingId} and not exists (
        select from vote v where v.ping_id = u.ping_id and v.person_id = b.person_id and v.voted_at > u.cast_at)`,
  ])
  return {
    handedOver,
    inDigest,
    kept,
    waiting,
    failed,
    remindsAt: ping.remindsAt,
    remindedAt: ping.remindedAt,
    unconfirmed,
    canMail,
  }
}

async function readDraft(
  look: Look,
  actor: Actor,
  ping: Ping,
  { zone, asker }: { zone: string; asker: { personId: string; name: string; title: string } | null },
): Promise<DraftView> {
  const asked = nameAsked(ping, personIdOf(actor))
  const [reach, name] = await Promise.all([countReach(look, ping), asked && readNameUse(look, asked)])
  const closesAt = endOf(ping, ping.sendsAt ?? look.now)
  const sending = maySend(actor, ping)
  const using = name && mayUseName(name)
  return {
    hours: ping.hours,
    picked: ping.closesAt,
    sendsAt: ping.sendsAt,
    notSent: ping.notSent,
    remindsAt: ping.reminds ? reminderOf({ from: ping.sendsAt ?? look.now, until: closesAt }) : null,
    closesAt,
    zone,
    warning: endWarning(closesAt, zone),
    ...reach,
    voice: ping.voiceId && asker ? { personId: asker.personId, name: asker.name, title: asker.title } : null,
    consent: name?.consent ?? null,
    blocked: !sending.ok ? sending.refusal.code : using?.ok === false ? using.refusal.code : null,
  }
}

export type PingForm = Awaited<ReturnType<typeof readPingForm>>

/**
 * What the form of a new Ping, or of a draft, needs.
 * @refuses not_found · forbidden
 */
export async function readPingForm(look: Look, actor: Actor, asked: { community: string; ping?: string }) {
  const { community, ping: pingId } = asked
  const head = await findCommunityToChange(look, actor, community, 'send_ping')
  const me = personIdOf(actor)
  const containers = await featuredPeople(look, head.id)
  const voices = new Map(
    containers
      .flatMap(({ people }) => people)
      .map(({ personId, name, title }) => [personId, { personId, name, title }]),
  )
  voices.delete(me ?? '')
  const draft = pingId ? await findPing(look, actor, { community, pingId }) : null
  // Another tab has sent it meanwhile: its words can't change any more, so the page leads to the Ping.
  if (draft && draft.createdBy === me && draft.state !== 'draft')
    return { community: head, voices: [], cohorts: [], draft: null, sentAs: pingAddress(draft.slug, draft) }
  if (draft) insist(mayRewrite(actor, draft))
  const [cohorts, group] = await Promise.all([
    listCohortsToWriteFor(look, actor, head.id),
    findCohortOf(look, draft?.audienceId ?? null),
  ])
  return {
    community: head,
    /** The address of the draft's Ping, where it was sent meanwhile. */
    sentAs: null,
    /** People in front, in whose name it may be asked. */
    voices: [...voices.values()],
    /** Those it can be for. */
    cohorts,
    /** The draft that is changed, or null for a new one. */
    draft: draft && {
      id: draft.id,
      address: pingAddress(draft.slug, draft),
      question: draft.question,
      options: draft.options.map(({ label }) => label),
      hours: draft.hours,
      reminds: draft.reminds,
      picked: draft.closesAt,
      voiceId: draft.voiceId,
      group,
    },
  }
}
