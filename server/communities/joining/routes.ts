/**
 * Endpoints of finding a community and joining it.
 */
import { changeJoining, joiningInput } from '#server/communities/joining/change-joining.ts'
import { joinAtOnce } from '#server/communities/joining/join-at-once.ts'
import { intoCommunity, joinedView } from '#server/communities/joining/joined.ts'
import {
  joinableView,
  joiningArchived,
  joiningByRequest,
  joiningClosed,
  notOpenYet,
  removedBefore,
} from '#server/communities/joining/joining.ts'
import { findCommunitiesPage, joiningPage } from '#server/communities/joining/pages.ts'
import { joiningSettingsPage } from '#server/communities/joining/settings-page.ts'
import { joiningSettingsView, readJoiningSettings } from '#server/communities/joining/settings-views.ts'
import {
  findCommunitiesInput,
  findCommunitiesView,
  findJoinable,
  listJoinable,
} from '#server/communities/joining/views.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'

export const joiningEndpoints: readonly Endpoint[] = [
  reads({
    path: '/communities',
    summary: 'Communities that you can see, with what joining takes, 40 at a time; `q` searches in name and purpose.',
    who: 'signed_in',
    input: findCommunitiesInput,
    view: findCommunitiesView,
    read: listJoinable,
    page: findCommunitiesPage,
  }),
  reads({
    path: '/c/:community/joining',
    summary: 'A community that you can see, and what joining it takes.',
    who: 'signed_in',
    view: joinableView,
    read: (look, actor, { community }) => findJoinable(look, actor, community),
    page: joiningPage,
    elsewhere: ({ isMember, slug }) => (isMember ? `/c/${slug}` : null),
  }),
  acts({
    path: '/c/:community/joining',
    summary: 'Joins an open community.',
    who: 'signed_in',
    refusals: [notOpenYet, joiningArchived, joiningClosed, joiningByRequest, removedBefore],
    limit: { times: 30, seconds: 600 },
    view: joinedView,
    act: joinAtOnce,
    respond: intoCommunity,
  }),
  reads({
    path: '/c/:community/settings/joining',
    summary: 'How people join a community.',
    who: 'community_settings',
    whileArchived: true,
    view: joiningSettingsView,
    read: (look, actor, { community }) => readJoiningSettings(look, actor, community),
    page: joiningSettingsPage,
  }),
  acts({
    path: '/c/:community/settings/joining',
    summary:
      'Sets how people join a community (`closed`, `request` or `open`), and the question to those who request it.',
    who: 'community_settings',
    also: 'PUT',
    input: joiningInput,
    view: joiningSettingsView,
    form: '/c/:community/settings/joining',
    act: changeJoining,
    respond: (_, { community }) => ({ location: `/c/${community}/settings/joining`, flash: 'The settings are saved.' }),
  }),
]
