/**
 * Endpoints of the site's roles.
 */
import { z } from 'zod'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { deleteRole, editRole, makeRole, readNewRole, readRole, readRoles } from '#server/site/roles/change-roles.ts'
import { newRolePage, rolePage, rolesPage } from '#server/site/roles/pages.ts'
import { ownRoleView, roleInput, roleInUse, rolesView, tooManyRoles } from '#server/site/roles/role.ts'

const oneRole = z.object({ role: z.string().max(80) })

export const rolesRoutes: readonly Endpoint[] = [
  reads({
    path: '/site/roles',
    summary:
      'The roles of the site: the standard ones, and its own with their permissions; each with how many hold it.',
    who: 'site_settings',
    view: rolesView,
    read: readRoles,
    page: rolesPage,
  }),
  reads({
    path: '/site/roles/new',
    summary: 'The form for a new role.',
    who: 'site_settings',
    json: 'none',
    read: readNewRole,
    page: newRolePage,
  }),
  acts({
    path: '/site/roles',
    summary: 'Makes a role of the site’s own, to be given in communities: its title, and the `permissions` it grants.',
    who: 'site_settings',
    refusals: [tooManyRoles],
    limit: { times: 60, seconds: 600 },
    input: roleInput,
    view: ownRoleView,
    created: true,
    form: '/site/roles/new',
    act: makeRole,
    respond: ({ title }) => ({
      location: '/site/roles',
      flash: 'The role {title} is made. Leaders can give it now.',
      values: { title },
    }),
  }),
  reads({
    path: '/site/roles/:role',
    summary: 'One role of the site’s own.',
    who: 'site_settings',
    input: oneRole,
    view: ownRoleView,
    read: readRole,
    page: rolePage,
  }),
  acts({
    path: '/site/roles/:role',
    also: 'PUT',
    summary: 'Replaces the title and the permissions of a role; who holds it has the new ones at once.',
    who: 'site_settings',
    limit: { times: 60, seconds: 600 },
    input: oneRole.extend(roleInput.shape),
    view: ownRoleView,
    form: '/site/roles/:role',
    act: editRole,
    respond: ({ title }) => ({ location: '/site/roles', flash: 'The role {title} is saved.', values: { title } }),
  }),
  acts({
    path: '/site/roles/:role/removal',
    also: 'DELETE',
    summary: 'Deletes a role that nobody holds and no invitation link gives.',
    who: 'site_settings',
    refusals: [roleInUse],
    input: oneRole,
    view: z.object({ title: z.string() }),
    form: '/site/roles/:role',
    act: deleteRole,
    respond: ({ title }) => ({ location: '/site/roles', flash: 'The role {title} is deleted.', values: { title } }),
  }),
]
