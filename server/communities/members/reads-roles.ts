/** The roles of this site that a member can have in a community: the standard ones, and the site's own. */
import { sql } from 'kysely'
import { z } from 'zod'
import { type Role, roleView } from '#server/communities/members/role.ts'
import { onlyRow } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Each role with its permissions, the weakest first, and also the member role, which has no row. A column of any query. */
export const rolesColumn = sql`(
  select json_agg(json_build_object('name', o.name, 'title', o.title,
    'permissions', array(select g.permission from role_permission g where g.role = o.name)) order by o.place, o.name)
  from role o where o.name not like 'site:%')`

/** The same by itself. */
export async function readRoles(look: Look): Promise<Role[]> {
  return (await onlyRow(look, () => z.object({ roles: z.array(roleView) }))`select ${rolesColumn} as roles`).roles
}
