/**
 * Who asks: one statement finds session or token, person, memberships with permissions, whether anything is unread, the site and the database's time.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import type { ReadDb } from '#server/platform/db.ts'
import { chooseLocale, type Locale } from '#server/platform/i18n.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Permission } from '#server/platform/permission.ts'
import { onlyRow } from '#server/platform/rows.ts'

/** What a request brings to say who it is from, one of them at most; each already checked for form, none believed yet. */
export interface Credentials {
  readonly sessionToken?: string | null
  /** SHA-256 of an API token, as kept. */
  readonly apiTokenHash?: string | null
  /** For loading an actor again: the session or API token they came with. */
  readonly sessionId?: string | null
  readonly tokenId?: string | null
  /** Somebody known by other means than what a request brings. */
  readonly personId?: string | null
  readonly acceptLanguage: string | undefined
  /** A language chosen on this browser, for those who have none of their own. */
  readonly chosenLocale?: Locale | null
}

/** The actor a person is, for what the program does in their name: the demo's people, jobs, the command line. */
export function loadActorOf(db: ReadDb, personId: string): Promise<Actor> {
  return loadActor(db, { acceptLanguage: undefined, personId })
}

const person = z.object({
  now: z.date(),
  siteName: z.string(),
  siteLocale: z.string(),
  siteZone: z.string(),
  isDemoSite: z.boolean(),
  copyOf: z.date().nullable(),
  legalAddress: z.string().nullable(),
  privacyAddress: z.string().nullable(),
  siteHue: z.number(),
  logoId: z.string().nullable(),
  founders: z.string(),
  personId: z.string(),
  name: z.string(),
  email: z.string(),
  photo: z.string().nullable(),
  handle: z.string(),
  siteRole: z.enum(['owner', 'admin']).nullable(),
  locale: z.string().nullable(),
  timeZone: z.string().nullable(),
  sessionId: z.string().nullable(),
  sessionRenewedAt: z.date().nullable(),
  endsAt: z.date().nullable(),
  tokenId: z.string().nullable(),
  scope: z.enum(['read', 'write']).nullable(),
  memberships: z.array(
    z.object({
      id: z.string(),
      slug: z.string(),
      name: z.string(),
      hue: z.number(),
      status: z.enum(['draft', 'active', 'archived']),
      zone: z.string(),
      roles: z.array(z.string()),
      hasCome: z.boolean(),
      mutedUntil: z.number().nullable(),
    }),
  ),
  grants: z.record(z.string(), z.array(z.custom<Permission>((name) => typeof name === 'string'))).nullable(),
  /** By community, the agreements that wait for them, and whether they put them off. */
  agreements: z.record(z.string(), z.boolean()).nullable(),
  hasUnread: z.boolean(),
})
const nobody = person.extend({ personId: z.null(), name: z.null(), email: z.null(), handle: z.null() })
const shape = z.union([person, nobody])

/** Loads the actor; a credential that is unknown, ended or expired makes a visitor. */
export async function loadActor(db: ReadDb, credentials: Credentials): Promise<Actor> {
  const row = await onlyRow({ db }, shape)`
    with bearer as (${bearerOf(credentials)})
    select app_now() as now, site.name as "siteName", site.locale as "siteLocale", site.time_zone as "siteZone",
      site.demo_started_at is not null as "isDemoSite", site.legal_address as "legalAddress",
      site.privacy_address as "privacyAddress", site.founders,
      site.hue as "siteHue", site.logo_file_id as "logoId",
      case when site.went_live_at is null then site.restored_from end as "copyOf",
      p.id as "personId", p.name, p.email, p.image as photo, p.handle, p.site_role as "siteRole", p.locale, p.time_zone as "timeZone",
      b.session_id as "sessionId", b.session_renewed_at as "sessionRenewedAt", least(b.ends_at, (
        select min(m.ends_at) from membership_shown m where m.person_id = p.id and m.ends_at is not null), (
        select min(u.until) from mute u where u.person_id = p.id and u.until > app_now())) as "endsAt", b.token_id as "tokenId", b.scope,
      coalesce((
        select json_agg(json_build_object(
          'id', c.id, 'slug', c.slug, 'name', c.name, 'hue', c.hue, 'status', c.status, 'zone', c.time_zone, 'hasCome', m.came_at is not null,
          'mutedUntil', (select (extract(epoch from u.until) * 1000)::bigint from mute u
            where u.community_id = c.id and u.person_id = p.id and u.until > app_now()),
          'roles', array(select r.role from membership_role r where r.community_id = c.id and r.person_id = p.id)
        ) order by m.visited_at desc nulls last, c.name collate "und-x-icu")
        from membership_reader m join community_shown c on c.id = m.community_id
        where m.person_id = p.id
      ), '[]') as memberships,
      case when p.id is not null then (
        select json_object_agg(g.role, g.permissions)
        from (select role, array_agg(permission) as permissions from role_permission group by role) g) end as grants,
      (select json_object_agg(d.community_id, d.put_off_at is not null) from agreement_due d where d.person_id = p.id) as agreements,
      exists (select from notice n where n.person_id = p.id and n.read_at is null) as "hasUnread"
    from site left join bearer b on true left join person p on p.id = b.person_id and p.removed_at is null`
  return actorFrom(row, credentials)
}

/** The person behind the credential; each kind has a statement of its own, so that each is planned for its index. */
function bearerOf({ sessionToken, apiTokenHash, sessionId, tokenId, personId }: Credentials): RawBuilder<unknown> {
  if (sessionToken || sessionId) {
    const match = sessionToken ? sql`s.token = ${sessionToken}` : sql`s.id = ${sessionId}`
    return sql`
      select s.user_id as person_id, s.id as session_id, s.updated_at as session_renewed_at, s.expires_at as ends_at,
        null::uuid as token_id, null as scope
      from session s where ${match} and s.expires_at > app_now()`
  }
  if (apiTokenHash || tokenId) {
    const match = apiTokenHash ? sql`t.hash = ${apiTokenHash}` : sql`t.id = ${tokenId}`
    return sql`
      select t.person_id, null::uuid as session_id, null::timestamptz as session_renewed_at, t.expires_at as ends_at,
        t.id as token_id, t.scope
      from api_token t where ${match} and t.expires_at > app_now() and t.ended_at is null`
  }
  return sql`
    select ${personId ?? null}::uuid as person_id, null::uuid as session_id, null::timestamptz as session_renewed_at,
      null::timestamptz as ends_at, null::uuid as token_id, null as scope`
}

/** What the site may allow everybody. */
const founding: Permission = 'found_communities'

/** What somebody who is muted may still do. */
const stayingWhenMuted: readonly Permission[] = ['read', 'answer_pings']

function actorFrom(row: z.infer<typeof shape>, { acceptLanguage, chosenLocale }: Credentials): Actor {
  const granted = (roles: string[]) => [...new Set(roles.flatMap((role) => row.grants?.[role] ?? []))]
  const {
    siteName,
    isDemoSite,
    copyOf,
    legalAddress,
    privacyAddress,
    siteHue,
    logoId,
    founders,
    siteLocale,
    siteZone,
    timeZone,
    grants: _,
    agreements,
    memberships,
    ...own
  } = row
  const logo = logoId && `/site/logo/${shortId(logoId)}`
  const site = { name: siteName, isDemo: isDemoSite, copyOf, legalAddress, privacyAddress, hue: siteHue, logo }
  const locale = own.locale ?? chosenLocale ?? (acceptLanguage ? chooseLocale(acceptLanguage) : siteLocale)
  if (!own.personId) return { kind: 'visitor', locale, zone: siteZone, now: own.now, site }
  return {
    ...own,
    kind: 'person',
    sitePermissions: [...granted([`site:${own.siteRole}`]), ...(founders === 'everybody' ? [founding] : [])],
    memberships: memberships.map(({ id, zone: _, roles, ...one }) => ({
      ...one,
      communityId: id,
      // As membership_permission has it; asked of that, each community would cost three times the pages read.
      ...heldUnder(
        own.siteRole ? undefined : agreements?.[id],
        granted(roles.includes('guest') ? roles : ['member', ...roles]).filter(
          (permission) => one.mutedUntil === null || stayingWhenMuted.includes(permission),
        ),
      ),
    })),
    via: own.sessionId ? 'session' : 'token',
    scope: own.scope ?? 'write',
    locale,
    zone: timeZone ?? memberships[0]?.zone ?? siteZone,
    site,
  }
}

/** What a member may do, where perhaps an agreement waits for them. Leaders wrote it, and a guest who only reads has nothing to accept. */
function heldUnder(isPutOff: boolean | undefined, permissions: Permission[]) {
  const withholds = permissions.filter((one) => one !== 'read')
  if (isPutOff === undefined || withholds.length === 0 || permissions.includes('community_settings'))
    return { permissions, agreement: null }
  return { permissions: permissions.filter((one) => one === 'read'), agreement: { isPutOff, withholds } }
}
