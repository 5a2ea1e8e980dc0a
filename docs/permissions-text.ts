/**
 * The words of docs/permissions.md: which role holds which permission, and which address asks for which. Found by asking
 * the rule that the program asks, once for each role.
 */
import type { Actor } from '#server/platform/actor.ts'
import { type Declared, declaredBy } from '#server/platform/declared.ts'
import type { Endpoint } from '#server/platform/http/endpoint.ts'
import { communityRoles, isHeldBy, type Permission, type StandardRole, siteRoles } from '#server/platform/permission.ts'
import { may } from '#server/platform/permissions.ts'
import type { Room } from '#server/platform/room.ts'

const here = 'the community'
const site = { name: 'site', isDemo: false }
const reader = { locale: 'en', zone: 'UTC', now: new Date(0), site }

interface Asked {
  readonly name: string
  readonly actor: Actor
}

type Permissions = Declared['permissions']

/** Somebody of each role, the strongest first. */
function everybody(permissions: Permissions): Asked[] {
  const all = [...Object.entries(communityRoles), ...Object.entries(siteRoles)].reverse()
  return all.map(([role, { says }]) => {
    const held = [...permissions]
      .filter(([, permission]) => isHeldBy(permission, role as StandardRole))
      .map(([name]) => name)
    return { name: says, actor: role in siteRoles ? somebody([], held) : somebody(held, []) }
  })
}

function somebody(permissions: readonly Permission[], sitePermissions: readonly Permission[]): Actor {
  const membership = {
    communityId: here,
    slug: 'here',
    name: 'Here',
    hue: 0,
    status: 'active' as const,
    permissions,
    hasCome: true,
    agreement: null,
    mutedUntil: null,
  }
  return {
    ...reader,
    kind: 'person',
    personId: 'somebody',
    name: 'Somebody',
    email: 'somebody@example.org',
    photo: null,
    handle: 'somebody',
    siteRole: null,
    sitePermissions,
    memberships: permissions.length > 0 ? [membership] : [],
    hasUnread: false,
    via: 'session',
    sessionId: null,
    sessionRenewedAt: null,
    tokenId: null,
    endsAt: null,
    scope: 'write',
  }
}

/** The whole document, for the rooms with their endpoints. */
export function permissionsText(rooms: readonly Room[]): string {
  const permissions = declaredBy(rooms).permissions
  const all = everybody(permissions)
  return `# Who may do what

Made by \`node docs/generate.ts\` from the permissions that each room declares in its \`permissions.ts\` and the rows of every endpoint.
Change those, not this file, and run it again.

A permission names one thing that a person may do; a role is a set of permissions, held on the site or in one community. The names in the tables are
those the program uses. What a person may not see is "not found" for them, whether it exists or not.

## Roles

${rolesTable(permissions, all)}

Nobody can give or take a role that holds a permission they do not hold themselves, and a community keeps at least one leader.
"Helper" on screens is content editor and moderator together.

These are the standard roles. A site may have roles of its own, which are rows of the database. Until there are events, an event
host can do what a member can, so that role is not offered where roles are given.

## Addresses

The table says which permission an address asks for. Its use case may still refuse, with a reason: a Ping that is closed, a
community in the archive. The reasons each address may give are in \`/openapi.json\`.

${rooms
  .filter(({ endpoints }) => endpoints.length > 0)
  .map(({ name, endpoints }) => `### ${name}\n\n${addressTable(endpoints, all)}`)
  .join('\n\n')}
`
}

function rolesTable(permissions: Permissions, all: readonly Asked[]): string {
  const head = ['Right', '', ...all.map(({ name }) => name)]
  const rows = [...permissions].map(([permission, { says }]) => [
    says,
    `\`${permission}\``,
    ...all.map(({ actor }) => (may(actor, permission, here) ? 'x' : '')),
  ])
  return table(head, rows, 2)
}

function addressTable(endpoints: readonly Endpoint[], all: readonly Asked[]): string {
  const rows = [...endpoints]
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.method < b.method ? -1 : 1))
    .map((row) => [`${methodsOf(row)} \`${row.path}\``, row.summary, whoOf(row, all)])
  return table(['Address', 'What it does', 'Who'], rows, 3)
}

function methodsOf(row: Endpoint): string {
  return 'also' in row && row.also ? `${row.method}, ${row.also}` : row.method
}

function whoOf({ who, path }: Endpoint, all: readonly Asked[]): string {
  switch (who) {
    case 'anyone':
      return 'anyone'
    case 'bearer':
      return 'the holder of the mailed link'
    case 'signed_in':
      return path.startsWith('/c/:community') ? 'people who may know of the community' : 'people who are signed in'
    default:
      return `\`${who}\`: ${all
        .filter(({ actor }) => may(actor, who, here))
        .map(({ name }) => name)
        .join(', ')}`
  }
}

function table(head: readonly string[], rows: readonly (readonly string[])[], leading: number): string {
  const rule = head.map((_, i) => (i < leading ? '---' : ':-:'))
  const line = (cells: readonly string[]) => `|${cells.map((cell) => (cell ? ` ${cell} ` : ' ')).join('|')}|`
  return [head, rule, ...rows].map(line).join('\n')
}
