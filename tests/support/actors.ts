/**
 * Every kind of caller: each role of the cast's community and of the site, people outside the community, and
 * callers that have something else than a session.
 */
import { randomBytes } from 'node:crypto'
import { hashOfToken } from '#server/identity/request-actor.ts'
import type { CommunityRole, StandardRole } from '#server/platform/permission.ts'
import { openJar } from '#tests/support/cookie-jar.ts'
import { ballotOf, sendOne } from '#tests/support/pings.ts'
import { bearing, type Client, clientOf, holding, type Site } from '#tests/support/site.ts'

/** A caller, and the column of the table of permissions that describes them. */
export interface Asking {
  readonly name: string
  readonly client: Client
  /** For the headers of a raw request. */
  readonly headers: Readonly<Record<string, string>>
  readonly personId: string | null
  readonly roles: readonly StandardRole[]
  readonly scope: 'read' | 'write'
}

/** Adds a person with a token. @returns their id and the token */
export async function addPerson(
  site: Site,
  name: string,
  scope: 'read' | 'write' = 'write',
  siteRole?: 'owner' | 'admin',
) {
  const db = site.database.db.write
  const handle = name.toLowerCase().replaceAll(' ', '-')
  const { id } = await db
    .insertInto('person')
    .values({ name, email: `${handle}@example.org`, handle, site_role: siteRole ?? null, email_verified: true })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, token: await addToken(site, id, scope) }
}

async function addToken(site: Site, personId: string, scope: 'read' | 'write'): Promise<string> {
  const token = `test-${randomBytes(12).toString('hex')}`
  const inAYear = new Date(Date.now() + 365 * 86_400_000)
  await site.database.db.write
    .insertInto('api_token')
    .values({ person_id: personId, name: 'test', hash: hashOfToken(token), scope, expires_at: inAYear })
    .execute()
  return token
}

/** Makes a person a member of the cast's community, with a further role. */
export async function join(site: Site, personId: string, role?: CommunityRole): Promise<void> {
  const { write } = site.database.db
  const key = { community_id: site.cast.community.id, person_id: personId }
  await write
    .insertInto('membership')
    .values({ ...key, invited_at: new Date() })
    .execute()
  await write
    .insertInto('membership_source')
    .values({ ...key, source: 'manual' })
    .execute()
  if (role && role !== 'member')
    await write
      .insertInto('membership_role')
      .values({ ...key, role })
      .execute()
}

/** All callers, with their roles. The former member was a member, and was removed through the site itself. */
export async function everybody(site: Site): Promise<Asking[]> {
  const { people, community } = site.cast
  const one = (
    name: string,
    id: string | null,
    roles: Asking['roles'],
    headers: Asking['headers'],
    scope: Asking['scope'] = 'write',
  ) => ({ name, client: clientOf(site.server, headers), headers, personId: id, roles, scope }) satisfies Asking
  const inside: Asking[] = []
  for (const role of ['content_editor', 'moderator', 'event_host', 'member', 'guest'] as const) {
    const { id, token } = await addPerson(site, `Some ${role.replace('_', ' ')}`)
    await join(site, id, role)
    inside.push(one(role, id, role === 'guest' ? ['guest'] : ['member', role], holding(token)))
  }
  const admin = await addPerson(site, 'Some admin', 'write', 'admin')
  const former = await addPerson(site, 'Faye Former')
  await join(site, former.id, 'manager')
  await site.as('ada').send(`/c/${community.slug}/members/${former.id}/removal`)
  return [
    one('site owner', people.owen.id, ['site:owner'], holding(people.owen.token)),
    one('site admin', admin.id, ['site:admin'], holding(admin.token)),
    one('leader', people.ada.id, ['member', 'manager'], holding(people.ada.token)),
    ...inside,
    one(
      'leader’s read token',
      people.ada.id,
      ['member', 'manager'],
      holding(await addToken(site, people.ada.id, 'read')),
      'read',
    ),
    one('leader of another community', people.eve.id, [], holding(people.eve.token)),
    one('former leader', former.id, [], holding(former.token)),
    one('visitor', null, [], bearing(site.platform.config.publicUrl)),
    one('ballot bearer', null, [], bearing(site.platform.config.publicUrl, await ballotCookies(site))),
  ]
}

/** The cookies of a browser in which Ben answered from his mail. */
async function ballotCookies(site: Site): Promise<ReadonlyMap<string, string>> {
  const jar = openJar(site.server, site.platform.config.publicUrl)
  const { links, codes } = await ballotOf(site, site.cast.people.ben.id, await sendOne(site))
  await jar.post(links[0] as string, { answer: codes[0] as string })
  return jar.cookies
}
