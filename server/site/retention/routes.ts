/**
 * Endpoints of how long things are kept.
 */
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import {
  changeRetention,
  readRetention,
  retentionInput,
  retentionView,
} from '#server/site/retention/change-retention.ts'
import { retentionPage } from '#server/site/retention/pages.ts'

export const retentionRoutes: readonly Endpoint[] = [
  reads({
    path: '/site/retention',
    summary: 'How long things are kept: for each kind the months, or null for good.',
    who: 'site_settings',
    view: retentionView,
    read: readRetention,
    page: retentionPage,
  }),
  acts({
    path: '/site/retention',
    also: 'PUT',
    summary:
      'Replaces the times for which things are kept, in months; 0 keeps a kind for good. What is older is destroyed every night.',
    who: 'site_settings',
    input: retentionInput,
    view: retentionView,
    form: '/site/retention',
    act: changeRetention,
    respond: () => ({
      location: '/site/retention',
      flash: 'Saved. What is older than these times is destroyed in the night.',
    }),
  }),
]
