/** The permissions of this room. */
import type { DeclaredPermission } from '#server/platform/permission.ts'

export const sitePermissions = {
  site_overview: { says: 'Open the overview of the site', heldFrom: ['site:admin'] },
  manage_people: { says: 'Look after the accounts of the site', heldFrom: ['site:admin'] },
  site_audit: { says: 'Read the audit of the site', heldFrom: ['site:admin'] },
  site_settings: {
    says: 'Settings of the site, its own roles, how long things are kept, its mail',
    heldFrom: ['site:owner'],
  },
} as const satisfies Record<string, DeclaredPermission>

declare module '#server/platform/permission.ts' {
  interface Permissions extends Record<keyof typeof sitePermissions, true> {}
}
