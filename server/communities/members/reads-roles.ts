/** The roles of this site that somebody can have in a community: the standard ones, and the site's own. */
import { type Role, roleView } from '#server/communities/members/role.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Each with what it grants, the least first; that of a member, which needs no row, among them. */
export async function readRoles(look: Look): Promise<Role[]> {
  return rows(look, roleView)`
    select o.name, o.title, array(select g.permission from role_permission g where g.role = o.name) as permissions
    from role o where o.name not like 'site:%' order by o.place, o.name`
}
