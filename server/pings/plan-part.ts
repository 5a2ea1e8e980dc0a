/** Pings in their community's plan. */
import { consentMissing, notFeatured } from '#server/communities/room.ts'
import { endOver } from '#server/pings/drafts/draft.ts'
import { schedulePing } from '#server/pings/drafts/schedule-ping.ts'
import { communityDraft, pingIsSent, pingsAddress } from '#server/pings/ping.ts'
import { listPlannedPings } from '#server/pings/reads-plan.ts'
import type { PlanPart } from '#server/platform/declared.ts'

export const pingsPlan: PlanPart = {
  key: 'pings',
  place: 20,
  permission: 'send_ping',
  sign: 'ping',
  name: (t) => t('Ping'),
  stateName: (t, state) =>
    state === 'draft' ? t('Draft') : state === 'scheduled' ? t('Scheduled') : state === 'open' ? t('Open now') : null,
  list: listPlannedPings,
  begin: { label: (t) => t('New Ping'), address: (slug) => `${pingsAddress(slug)}/new` },
  move: (work, actor, { community, id, at }) =>
    schedulePing(work, actor, { community, pingId: id, sendsAt: at.toISOString() }),
  momentField: 'sendsAt',
  refusals: [pingIsSent, communityDraft, endOver, consentMissing, notFeatured],
  crowded: {
    from: 3,
    says: (t, n) => t('{n, plural, one {# Ping} other {# Pings}} this week', { n }),
  },
}
