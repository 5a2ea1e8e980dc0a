/** Answers by mail that nobody vouched for, as the person in whose name they came sees them. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { daysUnconfirmed, unconfirmedUnknown } from '#server/platform/mail/incoming/unconfirmed.ts'
import { refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { OpenedToken } from '#server/platform/secrets.ts'
import type { Look } from '#server/platform/work.ts'

const unconfirmedView = z.object({
  id: z.string(),
  /** The subject of the mail that came. */
  subject: z.string(),
  /** The address its author gave; null where there was not one. */
  from: z.string().nullable(),
  /** What would be posted, as Markdown. */
  says: z.string(),
  /** The names of files that came with it, and would not be posted. */
  leftFiles: z.array(z.string()),
  cameAt: z.date(),
  expiresAt: z.date(),
  community: z.object({ name: z.string(), hue: z.number() }).nullable(),
})
export type UnconfirmedView = z.infer<typeof unconfirmedView>

export const unconfirmedsView = z.object({
  /** Whose they are. */
  name: z.string(),
  /** Is the reader signed in as somebody else? They see nothing then, and decide nothing. */
  isOthers: z.boolean(),
  answers: z.array(unconfirmedView),
})
export type UnconfirmedsView = z.infer<typeof unconfirmedsView>

/** Those of a person who is signed in, the oldest first. */
export async function listUnconfirmed(look: Look, actor: Actor): Promise<UnconfirmedsView> {
  const name = actor.kind === 'person' ? actor.name : ''
  return { name, isOthers: false, answers: await unconfirmedOf(look, sql`${personIdOf(actor)}::uuid`) }
}

/**
 * Those behind a mailed link.
 * @refuses mailed_answers_unknown
 */
export async function readUnconfirmed(look: Look, actor: Actor, key: OpenedToken): Promise<UnconfirmedsView> {
  const holder = (await readHolder(look, key)) ?? refuse(unconfirmedUnknown)
  const me = personIdOf(actor)
  const isOthers = me !== null && me !== key.id
  return { name: holder.name, isOthers, answers: isOthers ? [] : await unconfirmedOf(look, sql`${key.id}::uuid`) }
}

/** Who holds a link, or null where it is over. */
export async function readHolder(look: Look, { id, version }: OpenedToken): Promise<{ readonly name: string } | null> {
  const [row] = await rows(look, () => z.object({ name: z.string() }))`
    select name from person where id = ${id} and mail_version = ${version} and removed_at is null`
  return row ?? null
}

function unconfirmedOf(look: Look, personId: RawBuilder<unknown>): Promise<UnconfirmedView[]> {
  return rows(look, unconfirmedView)`
    select u.incoming_id as id, u.subject, u.from_address as from, u.says, u.left_files as "leftFiles", u.created_at as "cameAt",
      u.created_at + make_interval(days => ${daysUnconfirmed}) as "expiresAt",
      case when c.id is not null then json_build_object('name', c.name, 'hue', c.hue) end as community
    from unconfirmed_answer u join incoming_mail i on i.id = u.incoming_id join mail m on m.id = i.answered_id
    left join community_shown c on c.id = m.community_id
    where u.person_id = ${personId} order by u.created_at, u.incoming_id`
}
