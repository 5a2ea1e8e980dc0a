/**
 * Endpoints of the rules of conversation.
 */
import { rulesPage } from '#server/communities/rules/pages.ts'
import { readRulesSettings, rulesSettingsView } from '#server/communities/rules/views.ts'
import { type Endpoint, reads } from '#server/platform/http/endpoint.ts'

export const rulesEndpoints: readonly Endpoint[] = [
  reads({
    path: '/c/:community/settings/conversation',
    summary: 'The rules of conversation in a community: its agreement, and which posts wait for a moderator.',
    who: 'community_settings',
    whileArchived: true,
    view: rulesSettingsView,
    read: (look, actor, { community }) => readRulesSettings(look, actor, community),
    page: rulesPage,
  }),
]
