/** The pages of announcements: the list, and one. */
import { sql } from 'kysely'
import { z } from 'zod'
import { announcementShape, nameAsked } from '#server/announcements/announcement.ts'
import { mayPublish } from '#server/announcements/policy.ts'
import { countKept } from '#server/announcements/sending/reads-waiting.ts'
import {
  announcementColumns,
  announcementJoins,
  countReach,
  type OneAnnouncement,
  visibleTo,
} from '#server/announcements/store.ts'
import { announcementItemView, announcementView, readItems, readOne } from '#server/announcements/views.ts'
import { communityHeadView, consentStates, findCommunity, mayUseName, readNameUse } from '#server/communities/room.ts'
import { discussionAbout, threadView } from '#server/discussions/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { mailMode } from '#server/platform/mail/mail-mode.ts'
import { countMailing } from '#server/platform/mail/views.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Announcements on one page of the list. */
const perPage = 20

export const announcementsPageView = z.object({
  community: communityHeadView,
  /** Drafts and what is planned, for those who announce here. */
  unsent: z.array(announcementItemView),
  /** On the first page, what is pinned. */
  pinned: z.array(announcementItemView),
  announcements: z.array(announcementItemView),
  next: z.string().nullable(),
})
export type AnnouncementsPage = z.infer<typeof announcementsPageView>

/** The announcements of a community, the newest first; with `after` those after that one. */
export async function listAnnouncements(
  look: Look,
  actor: Actor,
  { community: slug, after }: { community: string; after: string | null },
): Promise<AnnouncementsPage> {
  const community = await findCommunity(look, actor, slug)
  const isAfter = after
    ? sql`(n.published_at, n.id) < (select x.published_at, x.id from announcement x where x.id = ${after})`
    : sql`true`
  const isPinned = sql`coalesce(n.pinned_until > app_now(), false)`
  const [unsent, found] = await Promise.all([
    after || !community.can.announce
      ? []
      : readItems(look, actor, community, {
          where: sql`n.state in ('draft', 'scheduled')`,
          order: sql`n.publish_at nulls last, e.created_at desc`,
          limit: 50,
        }),
    readItems(look, actor, community, {
      where: sql`n.state = 'published' and ${isAfter}`,
      order: after ? sql`n.published_at desc, n.id desc` : sql`${isPinned} desc, n.published_at desc, n.id desc`,
      limit: perPage + 3,
    }),
  ])
  const pinned = after ? [] : found.filter((one) => one.isPinned)
  const others = found.filter((one) => !one.isPinned)
  const shown = others.slice(0, perPage)
  return {
    community,
    unsent,
    pinned,
    announcements: shown,
    next: others.length > perPage ? (shown.at(-1)?.id ?? null) : null,
  }
}

const draftView = z.object({
  members: z.number(),
  /** Members its mail reaches. */
  mails: z.number(),
  voice: z.object({ name: z.string() }).nullable(),
  /** Has the person in whose name it goes out allowed it? */
  consent: z.enum(consentStates).nullable(),
  /** Why it can't be published yet, by code; null where it can. */
  blocked: z.string().nullable(),
})
export type DraftView = z.infer<typeof draftView>

export const announcementPageView = z.object({
  community: communityHeadView,
  announcement: announcementView,
  discussion: threadView.nullable(),
  /** How its mails went, for those who may see that. */
  mailing: z
    .object({
      handedOver: z.number(),
      inDigest: z.number(),
      kept: z.number(),
      waiting: z.number(),
      failed: z.number(),
      /** Kept mails that the reader may send now. */
      canMail: z.number(),
    })
    .nullable(),
  /** Before it is out: to how many it goes, and what it waits for. */
  draft: draftView.nullable(),
})
export type AnnouncementPage = z.infer<typeof announcementPageView>

/**
 * One announcement with its discussion.
 * @refuses not_found
 */
export async function readAnnouncementPage(
  look: Look,
  actor: Actor,
  where: OneAnnouncement,
): Promise<AnnouncementPage> {
  const community = await findCommunity(look, actor, where.community)
  const announcement = (await readOne(look, actor, community, where.announcement)) ?? refuse(notFound)
  const { id, state, can } = announcement
  const isOut = state === 'published'
  const [discussion, mailing, draft] = await Promise.all([
    isOut && announcement.hasDiscussion ? discussionAbout(look, actor, community, id) : null,
    can.seeReaders ? countMailing(look.db, 'announcement', id) : null,
    state === 'draft' || state === 'scheduled' ? readDraft(look, actor, community.id, id) : null,
  ])
  const mails = mailing && {
    handedOver: mailing.handedOver,
    inDigest: mailing.inDigest,
    kept: mailing.kept,
    waiting: mailing.waiting,
    failed: mailing.failed,
    canMail:
      mailing.kept > 0 && can.pin && mailMode(look.platform.config, actor.site) === 'leaves'
        ? await countKept(look, id)
        : 0,
  }
  return { community, announcement, discussion, mailing: mails, draft }
}

async function readDraft(look: Look, actor: Actor, communityId: string, id: string): Promise<DraftView> {
  const [row] = await rows(look, () => announcementShape.extend({ voice: z.string().nullable() }))`
    select ${announcementColumns}, v.name as voice from ${announcementJoins}
    left join person v on v.id = n.voice_id and v.removed_at is null
    where n.id = ${id} and ${visibleTo(actor, communityId)}`
  const { voice, ...one } = row ?? refuse(notFound)
  const asked = nameAsked(one, personIdOf(actor))
  const [reach, name] = await Promise.all([countReach(look, one), asked && readNameUse(look, asked)])
  const publishing = mayPublish(actor, one)
  const using = name && mayUseName(name)
  return {
    ...reach,
    voice: voice ? { name: voice } : null,
    consent: name?.consent ?? null,
    blocked: !publishing.ok ? publishing.refusal.code : using?.ok === false ? using.refusal.code : null,
  }
}
