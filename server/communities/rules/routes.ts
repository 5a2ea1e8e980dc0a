/**
 * Endpoints of the rules of conversation.
 */
import { z } from 'zod'
import { changeRules, rulesInput } from '#server/communities/rules/change-rules.ts'
import { rulesPage } from '#server/communities/rules/pages.ts'
import { readRulesSettings, rulesSettingsView } from '#server/communities/rules/views.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'

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
  acts({
    path: '/c/:community/settings/conversation',
    also: 'PUT',
    summary:
      'Sets which posts wait for a moderator: so many first posts of new members, those with one of the `words` (one a line), and those with more `links` a day than new members may post (empty: any number).',
    who: 'community_settings',
    input: rulesInput,
    view: z.object({ slug: z.string(), words: z.number(), empty: z.number() }),
    form: '/c/:community/settings/conversation',
    act: changeRules,
    respond: ({ slug, empty }) => ({
      location: `/c/${slug}/settings/conversation`,
      flash: empty > 0 ? 'The rules are saved, without the empty lines.' : 'The rules are saved.',
    }),
  }),
]
