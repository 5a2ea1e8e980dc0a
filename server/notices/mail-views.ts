/**
 * Which mails somebody gets: as their settings show it, and as the page behind an unsubscribe link does.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { type Choice, type ChoosableMail, choosable, isChoosable, mailChoices } from '#server/notices/mail-choice.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { readUnsubscribe } from '#server/platform/mail/unsubscribe.ts'
import { forbidden, notFound, refuse } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'

const choice = z.enum(mailChoices)

export const mailSettingsView = z.object({
  communities: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      hue: z.number(),
      mails: z.object({ ping: choice, reply: choice, moderation: choice, invitation: choice }),
    }),
  ),
  /** Their address refused our mails, so none are sent. */
  hasBounced: z.boolean(),
})
export type MailSettings = z.infer<typeof mailSettingsView>

/** What the actor chose in each community they belong to; what they chose nothing about comes at once. */
export async function readMailSettings(look: Look, actor: Actor): Promise<MailSettings> {
  const personId = personIdOf(actor) ?? refuse(forbidden)
  const { rows } = await sql<{ community_id: string | null; kind: string; choice: Choice; bounced: boolean }>`
    select c.community_id, c.kind, c.choice, p.bounced_at is not null as bounced
    from person p left join mail_choice c on c.person_id = p.id where p.id = ${personId}`.execute(look.db as never)
  const chosen = new Map(rows.map((row) => [`${row.community_id} ${row.kind}`, row.choice]))
  const choiceOf = (communityId: string, kind: ChoosableMail) => chosen.get(`${communityId} ${kind}`) ?? 'at_once'
  const belongings = actor.kind === 'person' ? actor.belongings : []
  return {
    communities: belongings.map(({ communityId, slug, name, hue }) => ({
      slug,
      name,
      hue,
      mails: {
        ping: choiceOf(communityId, 'ping'),
        reply: choiceOf(communityId, 'reply'),
        moderation: choiceOf(communityId, 'moderation'),
        invitation: choiceOf(communityId, 'invitation'),
      },
    })),
    hasBounced: rows.some(({ bounced }) => bounced),
  }
}

export const stoppingView = z.object({
  token: z.string(),
  /** The kind it stops. */
  kind: z.enum(choosable),
  /** Null where its reader is no longer in it: then nothing of it is told. */
  community: z.object({ name: z.string(), hue: z.number() }).nullable(),
  isOff: z.boolean(),
  /** Does no mail of this community come any more? */
  isAllOff: z.boolean(),
})
export type Stopping = z.infer<typeof stoppingView>

/**
 * What an unsubscribe link stops, and whether it is stopped. A forged one costs no query.
 * @refuses not_found
 */
export async function readStopping(look: Look, token: string): Promise<Stopping> {
  const meant = readUnsubscribe(look.platform, token)
  if (!meant || !isChoosable(meant.kind)) return refuse(notFound)
  const { rows } = await sql<{ community: Stopping['community']; off: ChoosableMail[] }>`
    select
      (select json_build_object('name', c.name, 'hue', c.hue) from community c
        join membership_shown m on m.community_id = c.id and m.person_id = p.id
        where c.id = ${meant.communityId}) as community,
      array(select x.kind from mail_choice x
        where x.person_id = p.id and x.community_id = ${meant.communityId} and x.choice = 'off') as off
    from person p where p.id = ${meant.personId} and p.removed_at is null`.execute(look.db as never)
  const [row] = rows
  if (!row) return refuse(notFound)
  const isOff = (kind: ChoosableMail) => row.off.includes(kind)
  const { kind } = meant
  return { token, kind, community: row.community, isOff: isOff(kind), isAllOff: choosable.every(isOff) }
}
