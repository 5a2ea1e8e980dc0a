/** The permissions that the rooms declare, and the standard roles that hold them. */
import { app } from '#server/app.ts'
import { declaredBy } from '#server/platform/declared.ts'
import { communityRoles, isHeldBy, type Permission, type StandardRole, siteRoles } from '#server/platform/permission.ts'

const declared = declaredBy(app.rooms).permissions

export const permissions: readonly string[] = [...declared.keys()]

export const standardRoles = [...Object.keys(communityRoles), ...Object.keys(siteRoles)] as StandardRole[]

/** Does a standard role hold a permission? */
export function roleGrants(role: StandardRole, permission: string): boolean {
  const one = declared.get(permission as Permission)
  return one !== undefined && isHeldBy(one, role)
}
