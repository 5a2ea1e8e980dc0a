/**
 * The mails a person gets: for their settings, and for the pages behind the links in mails.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { hiddenAddress, sealWhom } from '#server/identity/room.ts'
import { choicesOf, choosableBy, choosableMails } from '#server/notices/choosable.ts'
import { digestLink } from '#server/notices/digest/digest-link.ts'
import { readRhythm } from '#server/notices/rhythm/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { type MailKinds, mailChoices } from '#server/platform/mail/mail-kind.ts'
import { type Unsubscription, unsubscribeLink } from '#server/platform/mail/unsubscribe.ts'
import type { Permission } from '#server/platform/permission.ts'
import { forbidden, notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** The parts these pages show; they name each kind that may be turned off. */
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
  const community = z.object({
    slug: z.string(),
    name: z.string(),
    hue: z.number(),
    mails,
    /** Are all its mails off? */
    isAllOff: z.boolean(),
  })
  return {
    settings: z.object({
      communities: z.array(community),
      /** When the digest comes, on the clock of the zone, and the first day with mail where it is quiet now. */
      rhythm: z.object({
        hour: z.number(),
        weekday: z.number(),
        timeZone: z.string(),
        quietUntil: z.string().nullable(),
      }),
      /** Their address refused our mails, so none are sent. */
      hasBounced: z.boolean(),
    }),
    stopping: z.object({
      token: z.string(),
      /** The kind it stops. */
      kind: z.enum(all.map(({ kind }) => kind)),
      /** Null where the reader is no longer a member: then the page says nothing about it. */
      community: community.nullable(),
      isOff: z.boolean(),
      /** For the button that mails them a code, with which they come to the page where they leave; null where they are no member. */
      leaving: z.object({ to: z.string(), whom: z.string(), shownAddress: z.string() }).nullable(),
    }),
    digest: z.object({
      token: z.string(),
      communities: z.array(community),
      /** Nothing comes daily or weekly any more. */
      isOff: z.boolean(),
    }),
  }
}
type Views = ReturnType<typeof mailViews>
export type MailSettings = z.infer<Views['settings']>
export type Stopping = z.infer<Views['stopping']>
export type DigestStopping = z.infer<Views['digest']>
export type CommunityMails = MailSettings['communities'][number]

/** The actor's choices in each of their communities; a kind they did not choose comes as it is declared. */
export async function readMailSettings(look: Look, actor: Actor): Promise<MailSettings> {
  const personId = personIdOf(actor) ?? refuse(forbidden)
  const [communities, rhythm, hasBounced] = await Promise.all([
    listChoices(look, personId, sql`true`),
    readRhythm(look, personId),
    isBounced(look, personId),
  ])
  return { communities, rhythm, hasBounced }
}

/** Did the mail server of a person say that nobody has their address? */
export async function isBounced(look: Look, personId: string): Promise<boolean> {
  const [person] = await rows(look, () => z.object({ bounced: z.boolean() }))`
    select bounced_at is not null as bounced from person where id = ${personId}`
  return person?.bounced ?? false
}

/**
 * What an unsubscribe link stops, and whether it is stopped.
 * @refuses not_found
 */
export async function readStopping(look: Look, meant: Unsubscription): Promise<Stopping> {
  const email = await insistOnPerson(look, meant.personId)
  const [community = null] = await listChoices(look, meant.personId, sql`m.community_id = ${meant.communityId}`)
  const token = unsubscribeLink.address(look.platform.secrets, meant).slice(`${unsubscribeLink.path}/`.length)
  const leaving = community && {
    to: `/c/${community.slug}/leaving`,
    whom: sealWhom(look.platform.secrets, email),
    shownAddress: hiddenAddress(email),
  }
  return { token, kind: meant.kind, community, isOff: community?.mails[meant.kind] === 'off', leaving }
}

/**
 * What comes in a person's digest, by community.
 * @refuses not_found
 */
export async function readDigestStopping(look: Look, personId: string): Promise<DigestStopping> {
  await insistOnPerson(look, personId)
  const communities = await listChoices(look, personId, sql`true`)
  const token = digestLink
    .address(look.platform.secrets, { id: personId, version: 1 })
    .slice(`${digestLink.path}/`.length)
  const isOff = communities.every(
    ({ mails }) => !Object.values(mails).some((one) => one === 'daily' || one === 'weekly'),
  )
  return { token, communities, isOff }
}

/** @returns their address */
async function insistOnPerson(look: Look, personId: string): Promise<string> {
  const [found] = await rows(look, () => z.object({ email: z.string() }))`
    select email from person where id = ${personId} and removed_at is null`
  return found?.email ?? refuse(notFound)
}

const choicesRow = z.object({
  slug: z.string(),
  name: z.string(),
  hue: z.number(),
  permissions: z.array(z.custom<Permission>()),
  chosen: z.record(z.string(), z.enum(mailChoices)),
})

/** A person's choices in those of their communities. @param which the condition; a membership is `m` in it */
async function listChoices(look: Look, personId: string, which: RawBuilder<unknown>): Promise<CommunityMails[]> {
  const found = await rows(look, choicesRow)`
    select c.slug, c.name, c.hue,
      array(select g.permission from membership_permission g where g.community_id = c.id and g.person_id = m.person_id) as permissions,
      (select coalesce(json_object_agg(x.kind, x.choice), '{}') from mail_choice x
        where x.person_id = m.person_id and x.community_id = c.id) as chosen
    from membership_reader m join community_shown c on c.id = m.community_id
    where m.person_id = ${personId} and ${which}
    order by m.visited_at desc nulls last, c.name collate "und-x-icu"`
  return found.map(({ slug, name, hue, permissions, chosen }) => {
    const mails = Object.fromEntries(
      choosableBy(look.platform.declared.mails, { permissions }).map(({ kind, unsubscribe }) => [
        kind,
        chosen[kind] ?? unsubscribe.byDefault,
      ]),
    )
    return { slug, name, hue, mails, isAllOff: Object.values(mails).every((one) => one === 'off') }
  })
}
