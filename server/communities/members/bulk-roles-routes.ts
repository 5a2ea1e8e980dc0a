/**
 * Endpoints of the roles of several members.
 */
import {
  bulkDoneView,
  bulkRolesInput,
  bulkRolesView,
  changeRolesOfMany,
  readBulkRoles,
} from '#server/communities/members/bulk-roles.ts'
import { bulkRolesPage } from '#server/communities/members/bulk-roles-page.ts'
import { beyondYourRole, lastLeader } from '#server/communities/members/member.ts'
import { directoryInput } from '#server/communities/members/views.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'

export const bulkRolesEndpoints: readonly Endpoint[] = [
  reads({
    path: '/c/:community/members/roles',
    summary: 'The members with their roles, 60 at a time, and which roles you may give to several of them at once.',
    who: 'give_roles',
    input: directoryInput,
    view: bulkRolesView,
    read: readBulkRoles,
    page: bulkRolesPage,
  }),
  acts({
    path: '/c/:community/members/roles',
    summary: 'Gives each of these members (`persons`) a role, or takes it from each (`act` is `give` or `take`).',
    who: 'give_roles',
    refusals: [beyondYourRole, lastLeader],
    input: bulkRolesInput,
    view: bulkDoneView,
    form: '/c/:community/members/roles',
    act: changeRolesOfMany,
    respond: ({ changed, guests }, { community, act }) => ({
      location: `/c/${community}/members/roles`,
      flash:
        act === 'give'
          ? '{n, plural, =0 {Nobody was given the role anew.} one {# person has the role now.} other {# people have the role now.}}{guests, plural, =0 {} one { One guest was left out.} other { # guests were left out.}}'
          : '{n, plural, =0 {Nobody had the role.} one {# person lost the role.} other {# people lost the role.}}',
      values: { n: changed, guests },
    }),
  }),
]
