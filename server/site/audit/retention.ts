/** The audit, as far as owners may have it deleted by its age. */
import type { Retention } from '#server/platform/retention.ts'
import { dropLines } from '#server/site/audit/retention-store.ts'

export const auditRetention: Retention = {
  kind: 'audit',
  place: 50,
  label: (t) => t('Audit'),
  destroys: (t) =>
    t(
      'Who did what by their role, to whom and when. Afterwards nobody can say who gave a role that somebody still has.',
    ),
  months: [6, 12, 24, 36, 60, 120],
  forget: dropLines,
}
