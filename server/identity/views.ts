/**
 * What people see of themselves and of each other.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { hasBlocked } from '#server/identity/blocks/reads-blocks.ts'
import { deviceOf } from '#server/identity/browser-description.ts'
import { mayMakeKey, mayManageSignIn } from '#server/identity/policy.ts'
import { customValueView } from '#server/identity/profile-fields/profile-field.ts'
import { customJson, fieldIsFor, readCustomOf } from '#server/identity/profile-fields/views.ts'
import { hasPassword, sessionBegunAt } from '#server/identity/reads-sign-in.ts'
import { mailHelps } from '#server/identity/sign-in-help.ts'
import { type Actor, type PersonActor, personIdOf } from '#server/platform/actor.ts'
import { mailMode } from '#server/platform/mail/mail-mode.ts'
import { insist, notFound, refuse } from '#server/platform/refuse.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Is there any account on this site? */
export async function isAnybodyHere(look: Look): Promise<boolean> {
  return (await look.db.selectFrom('person').select('id').limit(1).executeTakeFirst()) !== undefined
}

const memberSources = ['cohort', 'manual', 'csv', 'copied', 'invitation', 'request', 'open', 'feed'] as const

export const personView = z.object({
  id: z.uuid(),
  name: z.string(),
  handle: z.string(),
  photo: z.string().nullable(),
  title: z.string(),
  location: z.string(),
  bio: z.string(),
  askMeAbout: z.string(),
  wantToLearn: z.string(),
  /** Two-letter codes of the languages they speak. */
  languages: z.array(z.string()),
  timeZone: z.string().nullable(),
  locale: z.string().nullable(),
  /** Null where they keep it to themselves. */
  email: z.string().nullable(),
  /** To whom they report, where the reader may see that person too. */
  manager: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** What they say in fields of the site that the reader may see. */
  custom: z.array(customValueView),
  since: z.date(),
  /** Is the account deactivated? What they wrote bears their name still; nobody reaches them by it. */
  isClosed: z.boolean(),
  /** Communities the reader shares with them. */
  communities: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      hue: z.number(),
      joinedAt: z.date(),
      /** What makes them a member there: each source, and for one that is a cohort its name, and whether it has ended. */
      sources: z.array(z.object({ source: z.enum(memberSources), cohort: z.string().nullable(), isOver: z.boolean() })),
    }),
  ),
  isMe: z.boolean(),
  /** Did the reader block them? */
  isBlocked: z.boolean(),
  can: z.object({ edit: z.boolean() }),
})
export type PersonView = z.infer<typeof personView>

/**
 * One person, for somebody who shares a community with them, answers their request to join one, or works for the site.
 * @refuses not_found for everybody else, whether or not there is such a person
 */
export async function viewPerson(look: Look, actor: Actor, personId: string): Promise<PersonView> {
  if (actor.kind !== 'person') return refuse(notFound)
  const isMe = actor.personId === personId
  const isStaff = actor.siteRole !== null
  const mine = actor.memberships.map(({ communityId }) => communityId)
  const led = actor.memberships
    .filter(({ permissions }) => permissions.includes('manage_members'))
    .map(({ communityId }) => communityId)
  const sharesOne = (person: RawBuilder<unknown>, communities: readonly string[]) => sql`exists (
    select from membership_shown o where o.person_id = ${person} and o.community_id = any(${communities}::uuid[]))`
  const seesField = sql`(${isMe}::boolean or ${fieldIsFor(actor, sharesOne(sql`p.id`, led))})`
  const [row] = await rows(look, personRow)`
    select p.id, p.name, p.handle, p.image as photo, p.title, p.location, p.bio, p.ask_me_about as "askMeAbout",
      p.want_to_learn as "wantToLearn", p.languages, p.time_zone as "timeZone", p.locale, p.created_at as since,
      case when ${isMe || isStaff} or not p.email_hidden and p.removed_at is null then p.email end as email,
      p.removed_at is not null as "isClosed",
      (select json_build_object('id', b.id, 'name', b.name) from person b
        where b.id = p.manager_id and b.removed_at is null
          and (${isStaff} or b.id = ${actor.personId} or ${sharesOne(sql`b.id`, mine)})) as manager,
      ${customJson(sql`p.id`, { sees: seesField, all: 'said' })} as custom,
      coalesce((
        select json_agg(json_build_object('slug', c.slug, 'name', c.name, 'hue', c.hue, 'joinedAt', m.joined_at,
          'sources', coalesce((
            select json_agg(json_build_object('source', s.source, 'cohort', k.name || ', ' || h.name,
              'isOver', coalesce(h.state = 'ended', false)) order by s.added_at)
            from membership_source s left join cohort h on h.id = s.cohort_id left join course k on k.id = h.course_id
            where s.community_id = m.community_id and s.person_id = m.person_id), '[]')) order by c.name collate "und-x-icu")
        from membership_shown m join community_shown c on c.id = m.community_id
        where m.person_id = p.id and m.community_id = any(${mine}::uuid[])
      ), '[]') as communities, ${hasBlocked(sql`${actor.personId}::uuid`, sql`p.id`)} as "isBlocked", ${asksToJoin(actor, sql`p.id`)} as "asksToJoin"
    from person p where p.id = ${personId}`
  if (!row) {
    const now = await readMergedInto(look, personId)
    if (now) return viewPerson(look, actor, now)
  }
  if (!row || !(isMe || isStaff || row.communities.length > 0 || row.asksToJoin)) return refuse(notFound)
  const { asksToJoin: _, ...person } = row
  const communities = row.communities.map((one) => ({ ...one, joinedAt: new Date(one.joinedAt) }))
  return { ...person, communities, isMe, can: { edit: isMe } }
}

const sharedCommunity = personView.shape.communities.element
const personRow = personView.omit({ isMe: true, can: true }).extend({
  communities: z.array(sharedCommunity.extend({ joinedAt: z.string() })),
  asksToJoin: z.boolean(),
})

/** The account into which that one was merged, or null. */
async function readMergedInto(look: Look, personId: string): Promise<string | null> {
  const [row] = await rows(
    look,
    idRow,
  )`select person_id as id from merged_key where kind = 'id' and value = ${personId}`
  return row?.id ?? null
}

/** The condition that a person asks to join a community whose members the actor looks after: such a person shows who they are. */
function asksToJoin({ memberships }: PersonActor, personId: RawBuilder<unknown>): RawBuilder<boolean> {
  const answered = memberships.filter(({ permissions }) => permissions.includes('manage_members'))
  return sql`exists (select from join_request_waiting w
    where w.person_id = ${personId} and w.community_id = any(${answered.map(({ communityId }) => communityId)}::uuid[]))`
}

export const profileView = personView
  .omit({ since: true, communities: true, manager: true, isClosed: true, isMe: true, isBlocked: true, can: true })
  .extend({ email: z.string(), emailHidden: z.boolean() })
export type ProfileView = z.infer<typeof profileView>

/** The actor's profile, for the form that changes it. */
export async function viewProfile(look: Look, actor: Actor): Promise<ProfileView> {
  const row = await look.db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'handle', 'image as photo', 'title', 'location', 'bio', 'locale', 'languages'])
    .select([
      'ask_me_about as askMeAbout',
      'want_to_learn as wantToLearn',
      'email_hidden as emailHidden',
      'time_zone as timeZone',
    ])
    .where('id', '=', personIdOf(actor))
    .executeTakeFirst()
  return row ? { ...row, custom: await readCustomOf(look, row.id) } : refuse(notFound)
}

export const signInView = z.object({
  hasPassword: z.boolean(),
  /** How many API tokens act for them now. */
  tokens: z.number(),
  /** Shortly after signing in a password is set without the present one. */
  can: z.object({ setAnew: z.boolean() }),
  sessions: z.array(
    z.object({
      id: z.uuid(),
      /** The one this page is read in. */
      isHere: z.boolean(),
      /** Such as "Firefox" and "Linux"; empty where the browser does not say. */
      browser: z.string(),
      system: z.string(),
      address: z.string(),
      begunAt: z.date(),
      usedAt: z.date(),
    }),
  ),
})
export type SignInView = z.infer<typeof signInView>

/** How somebody signs in, and where they are signed in; the latest first. @refuses session_needed */
export async function viewSignIn(look: Look, actor: Actor): Promise<SignInView> {
  const { personId, sessionId } = insist(mayManageSignIn(actor))
  const sessions = await look.db
    .selectFrom('session')
    .select(['id', 'ip_address as address', 'user_agent', 'created_at as begunAt', 'updated_at as usedAt'])
    .where('user_id', '=', personId)
    .where('expires_at', '>', look.now)
    .orderBy('updated_at', 'desc')
    .limit(100)
    .execute()
  const { tokens, can } = await viewTokens(look, actor)
  return {
    hasPassword: await hasPassword(look, personId),
    tokens: tokens.length,
    can: { setAnew: can.make },
    sessions: sessions.map(({ id, address, user_agent: agent, ...times }) => ({
      id,
      isHere: id === sessionId,
      ...deviceOf(agent ?? ''),
      address: address ?? '',
      ...times,
    })),
  }
}

/** Would somebody who signs out be locked out? No mail leaves the site, and they have no password. In the demo everybody comes in by its bar. */
export async function hasNoWayBack(look: Look, actor: Actor): Promise<boolean> {
  if (actor.kind !== 'person' || actor.via !== 'session') return false
  return mailMode(look.platform.config, actor.site) === 'waits' && !(await hasPassword(look, actor.personId))
}

export const tokensView = z.object({
  tokens: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      scope: z.enum(['read', 'write']),
      madeAt: z.date(),
      expiresAt: z.date(),
    }),
  ),
  can: z.object({ make: z.boolean() }),
})
export type TokensView = z.infer<typeof tokensView>

/** Somebody's API tokens that hold now, the newest first, and whether their sign-in is fresh enough for another. @refuses session_needed */
export async function viewTokens(look: Look, actor: Actor): Promise<TokensView> {
  const { personId, sessionId } = insist(mayManageSignIn(actor))
  const tokens = await look.db
    .selectFrom('api_token')
    .select(['id', 'name', 'scope', 'created_at as madeAt', 'expires_at as expiresAt'])
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', look.now)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  const has = { password: await hasPassword(look, personId), mails: mailHelps(look) }
  return { tokens, can: { make: mayMakeKey(has, await sessionBegunAt(look, sessionId), look.now) } }
}

const passView = z.object({
  /** The person whom the link signs in; null where the link is over, or is not a link of ours. */
  name: z.string().nullable(),
  leadsTo: z.string(),
})
const passShape = passView.extend({ personId: z.string().nullable() })
export type PassView = z.infer<typeof passShape>

/** What a link's page shows before its button is pressed. It reads only: scanners open links. */
export async function viewPass(look: Look, token: string): Promise<PassView> {
  const [row] = await rows(look, passShape)`
    select p.id as "personId", p.name, pass.leads_to as "leadsTo"
    from sign_in_pass pass join person p on p.id = pass.person_id
    where pass.token_hash = ${look.platform.secrets.hash(token)} and pass.used_at is null and pass.expires_at > app_now()
      and p.removed_at is null and p.mail_version = pass.mail_version`
  return row ?? { personId: null, name: null, leadsTo: '/' }
}

/** Does this pass still hold? For mails that would carry it. */
export async function passHolds(look: Look, passId: string): Promise<boolean> {
  const [row] = await rows(look, () => z.object({ holds: z.boolean() }))`
    select used_at is null and expires_at > app_now() as holds from sign_in_pass where id = ${passId}`
  return row?.holds ?? false
}

/** May the actor see this photo? People who may see its owner may see it. */
export async function photoIsFor(look: Look, actor: Actor, fileId: string): Promise<boolean> {
  if (actor.kind !== 'person') return false
  const mine = actor.memberships.map(({ communityId }) => communityId)
  const [row] = await rows(look, () => z.object({ seen: z.boolean() }))`
    select f.uploaded_by = ${actor.personId} or ${actor.siteRole !== null} or exists (
      select from membership_shown m where m.person_id = f.uploaded_by and m.community_id = any(${mine}::uuid[]))
      or ${asksToJoin(actor, sql`f.uploaded_by`)} as seen
    from file f where f.id = ${fileId} and f.use = 'photo' and f.removed_at is null`
  return row?.seen ?? false
}
