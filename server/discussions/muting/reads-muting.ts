/** A discussion as the holder of a mailed link sees it: they read it as the person to whom the mail went. */
import { z } from 'zod'
import type { MuteKey } from '#server/discussions/muting/mute-link.ts'
import { findThread } from '#server/discussions/store.ts'
import { threadAddress } from '#server/discussions/thread.ts'
import { loadActorOf } from '#server/identity/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const mutedRow = z.object({
  slug: z.string(),
  communityName: z.string(),
  hue: z.number(),
  locale: z.string(),
  state: z.enum(['following', 'muted']).nullable(),
})

export interface MutingView extends z.infer<typeof mutedRow> {
  readonly title: string
  readonly address: string
  /** For the forms of the page. */
  readonly token: string
}

/** Whose link it is, and where it leads. */
export interface Muting {
  readonly actor: Actor
  readonly where: { readonly community: string; readonly thread: string }
  readonly view: Omit<MutingView, 'token'>
}

/** @refuses not_found where they may not read it any more, or the link is of before they moved */
export async function readMuting(look: Look, { threadId, personId, version }: MuteKey): Promise<Muting> {
  const [row] = await rows(look, mutedRow)`
    select c.slug, c.name as "communityName", c.hue, coalesce(p.locale, c.locale) as locale, f.state
    from person p join thread t on t.id = ${threadId} join community_shown c on c.id = t.community_id
    left join thread_follow f on f.thread_id = t.id and f.person_id = p.id
    where p.id = ${personId} and p.mail_version = ${version} and p.removed_at is null`
  if (!row) return refuse(notFound)
  const actor = await loadActorOf(look.db, personId)
  const where = { community: row.slug, thread: threadId }
  const { id, title } = await findThread(look, actor, where)
  return { actor, where, view: { ...row, title, address: threadAddress(row.slug, { id, title }) } }
}
