/**
 * The mails a person gets: for their settings, and for the page behind an unsubscribe link.
 */
import { z } from 'zod'
import { choicesOf, choosableBy, choosableMails } from '#server/notices/choosable.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { type MailKinds, mailChoices } from '#server/platform/mail/mail-kind.ts'
import { type Unsubscription, unsubscribeLink } from '#server/platform/mail/unsubscribe.ts'
import { forbidden, notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** The part both pages show; they name each kind that may be turned off. */
export function mailViews(kinds: MailKinds) {
  const all = choosableMails(kinds)
  // A kind that comes to some alone is left out for the others.
  const mails = z.object(
    Object.fromEntries(
      all.map(({ kind, unsubscribe }) => {
        const choice = z.enum(choicesOf(unsubscribe))
        return [kind, unsubscribe.needs ? choice.optional() : choice]
      }),
    ),
  )
  return {
    settings: z.object({
      communities: z.array(z.object({ slug: z.string(), name: z.string(), hue: z.number(), mails })),
      /** Their address refused our mails, so none are sent. */
      hasBounced: z.boolean(),
    }),
    stopping: z.object({
      token: z.string(),
      /** The kind it stops. */
      kind: z.enum(all.map(({ kind }) => kind)),
      /** Null where the reader is no longer a member: then the page says nothing about it. */
      community: z.object({ name: z.string(), hue: z.number() }).nullable(),
      isOff: z.boolean(),
      /** Are all mails of this community stopped? */
      isAllOff: z.boolean(),
    }),
  }
}
type Views = ReturnType<typeof mailViews>
export type MailSettings = z.infer<Views['settings']>
export type Stopping = z.infer<Views['stopping']>

/** The actor's choices in each of their communities; a kind they did not choose comes as it is declared. */
export async function readMailSettings(look: Look, actor: Actor): Promise<MailSettings> {
  const personId = personIdOf(actor) ?? refuse(forbidden)
  const found = await rows(look, () =>
    z.object({
      community_id: z.string().nullable(),
      kind: z.string().nullable(),
      choice: z.enum(mailChoices).nullable(),
      bounced: z.boolean(),
    }),
  )`
    select c.community_id, c.kind, c.choice, p.bounced_at is not null as bounced
    from person p left join mail_choice c on c.person_id = p.id where p.id = ${personId}`
  const chosen = new Map(found.map((row) => [`${row.community_id} ${row.kind}`, row.choice]))
  const { mails } = look.platform.declared
  const memberships = actor.kind === 'person' ? actor.memberships : []
  return {
    communities: memberships.map(({ communityId, slug, name, hue, permissions }) => ({
      slug,
      name,
      hue,
      mails: Object.fromEntries(
        choosableBy(mails, { permissions }).map(({ kind, unsubscribe }) => [
          kind,
          chosen.get(`${communityId} ${kind}`) ?? unsubscribe.byDefault,
        ]),
      ),
    })),
    hasBounced: found.some(({ bounced }) => bounced),
  }
}

/**
 * What an unsubscribe link stops, and whether it is stopped.
 * @refuses not_found
 */
export async function readStopping(look: Look, meant: Unsubscription): Promise<Stopping> {
  const kinds = choosableMails(look.platform.declared.mails)
  const [row] = await rows(look, () =>
    z.object({
      community: z.object({ name: z.string(), hue: z.number() }).nullable(),
      chosen: z.record(z.string(), z.enum(mailChoices)),
    }),
  )`
    select
      (select json_build_object('name', c.name, 'hue', c.hue) from community_shown c
        join membership_shown m on m.community_id = c.id and m.person_id = p.id
        where c.id = ${meant.communityId}) as community,
      (select coalesce(json_object_agg(x.kind, x.choice), '{}') from mail_choice x
        where x.person_id = p.id and x.community_id = ${meant.communityId}) as chosen
    from person p where p.id = ${meant.personId} and p.removed_at is null`
  if (!row) return refuse(notFound)
  const token = unsubscribeLink.address(look.platform.secrets, meant).slice(`${unsubscribeLink.path}/`.length)
  const off = kinds.filter(({ kind, unsubscribe }) => (row.chosen[kind] ?? unsubscribe.byDefault) === 'off')
  const isOff = off.some(({ kind }) => kind === meant.kind)
  return { token, kind: meant.kind, community: row.community, isOff, isAllOff: off.length === kinds.length }
}
