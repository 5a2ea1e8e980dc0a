/**
 * Endpoints of copying the members of another community.
 */
import {
  copiedView,
  copyMembers,
  copyMembersInput,
  copyMembersView,
  previewInput,
  readCopyMembers,
} from '#server/communities/members/copy-members.ts'
import { copyMembersPage } from '#server/communities/members/copy-page.ts'
import { flashOfAdded } from '#server/communities/members/invitation-words.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'

export const copyMembersEndpoints: readonly Endpoint[] = [
  reads({
    path: '/c/:community/members/copying',
    summary: 'The communities whose members you may copy; with `from`, what copying the members of that one would do.',
    who: 'manage_members',
    input: previewInput,
    view: copyMembersView,
    read: readCopyMembers,
    page: copyMembersPage,
  }),
  acts({
    path: '/c/:community/members/copying',
    summary: 'Makes the members of the community `from` members of this one too; with `roles`, also their roles.',
    who: 'manage_members',
    limit: { times: 30, seconds: 600 },
    input: copyMembersInput,
    view: copiedView,
    created: true,
    form: '/c/:community/members/copying',
    act: copyMembers,
    respond: ({ added, invited, waiting }, { community }, _request, screen) => ({
      location: `/c/${community}/members`,
      values: { n: added, invited, waiting },
      ...flashOfAdded({ invited, waiting }, screen.mail),
    }),
  }),
]
