/** Requests and invitation links that are over, as far as owners may have them deleted by their age. */
import { dropWaysIn } from '#server/communities/joining/retention-store.ts'
import type { Retention } from '#server/platform/retention.ts'

export const joiningRetention: Retention = {
  kind: 'joining',
  place: 40,
  label: (t) => t('Requests to join and invitation links'),
  destroys: (t) =>
    t(
      'What people wrote when they asked to join, and who answered; links that ended, and who came by them. Members stay members.',
    ),
  months: [3, 6, 12, 24],
  forget: dropWaysIn,
}
