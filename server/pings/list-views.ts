/**
 * The page of a community's Pings: what is open, what waits for the reader, and the archive in pages.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import {
  type CommunityHead,
  communityHeadView,
  consentStates,
  findCommunity,
  latestConsent,
} from '#server/communities/room.ts'
import { pingAddress } from '#server/pings/ping.ts'
import { openPings, pingView, readPings, shapePings } from '#server/pings/views.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { idFrom, shortId } from '#server/platform/ids.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Closed Pings on one page of the archive. */
const pingsPerPage = 20

export const draftItemView = z.object({
  id: z.string(),
  address: z.string(),
  question: z.string(),
  createdAt: z.date(),
  /** When it goes out by itself; null where it is not scheduled. */
  sendsAt: z.date().nullable(),
  /** The person in whose name it will go out, and their consent; null where the writer asks in their own name. */
  voice: z.object({ name: z.string(), consent: z.enum(consentStates) }).nullable(),
})
export type DraftItem = z.infer<typeof draftItemView>

export const pingsPageView = z.object({
  community: communityHeadView,
  /** `mine`: only those that wait for the reader's answer. */
  filter: z.enum(['all', 'mine']),
  open: z.array(pingView),
  /** Open ones that wait for the reader's answer. */
  waiting: z.number(),
  /** The reader's own drafts. */
  drafts: z.array(draftItemView),
  archive: z.array(pingView),
  /** `before` of the next page of the archive, or null. */
  next: z.string().nullable(),
  isFirstPage: z.boolean(),
})
export type PingsPageView = z.infer<typeof pingsPageView>

/**
 * The Pings of a community.
 * @refuses not_found
 */
export async function listPings(
  look: Look,
  actor: Actor,
  { community, needs, before }: { community: string; needs?: string; before?: string },
): Promise<PingsPageView> {
  const head = await findCommunity(look, actor, community)
  const filter = needs === 'me' ? 'mine' : 'all'
  const from = before ? idFrom(before) : null
  const [open, drafts, closed] = await Promise.all([
    openPings(look, actor, head),
    listDrafts(look, actor, head),
    filter === 'mine' ? [] : listClosed(look, actor, head, from),
  ])
  const shown = closed.slice(0, pingsPerPage)
  const last = shown.at(-1)
  const waits = open.filter((ping) => ping.can.answer && ping.mine === null)
  return {
    community: head,
    filter,
    open: filter === 'mine' ? waits : open,
    waiting: waits.length,
    drafts,
    archive: shown,
    next: closed.length > pingsPerPage && last ? shortId(last.id) : null,
    isFirstPage: from === null,
  }
}

async function listClosed(look: Look, actor: Actor, place: { id: string; members: number }, before: string | null) {
  const beyond = before
    ? sql`and (p.sent_at, p.id) < (select x.sent_at, x.id from ping x where x.id = ${before})`
    : sql``
  const read = await readPings(look, actor, {
    where: sql`p.community_id = ${place.id} and p.state in ('closed', 'withdrawn') ${beyond}`,
    limit: pingsPerPage + 1,
  })
  return shapePings(look, actor, read, place.members)
}

/** The actor's own drafts here: first those that go out by themselves, the next one first, then the newest; nothing for a writer who may not send any more. */
export async function listDrafts(look: Look, actor: Actor, place: Pick<CommunityHead, 'id' | 'slug' | 'can'>) {
  if (!place.can.sendPing) return []
  const me = personIdOf(actor)
  const said = latestConsent({ entryId: sql`p.id`, personId: sql`p.voice_id`, askedBy: sql`${me}::uuid` })
  const found = await rows(look, () => draftItemView.omit({ address: true }))`
    select p.id, p.question, p.created_at as "createdAt", p.sends_at as "sendsAt",
      case when v.id is not null then json_build_object('name', v.name, 'consent', coalesce((${said}), 'not_asked')) end as voice
    from ping_entry p left join person v on v.id = p.voice_id and v.removed_at is null
    where p.community_id = ${place.id} and p.state in ('draft', 'scheduled') and p.created_by = ${me}
    order by p.sends_at nulls last, p.created_at desc limit 20`
  return found.map((row) => ({ ...row, address: pingAddress(place.slug, row) }))
}
