/**
 * When a resource is shown: the moments that are planned, and moments as a person writes them.
 */
import { z } from 'zod'
import { rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** A resource with the moments it opens and ends. */
export interface PublicationDates {
  readonly id: string
  readonly publishFrom: Date | null
  readonly publishUntil: Date | null
}

/** Resources that open or end at a moment. */
export async function listWithDates(work: Work): Promise<PublicationDates[]> {
  return work.tx
    .selectFrom('resource_shown')
    .select(['id', 'publish_from as publishFrom', 'publish_until as publishUntil'])
    .where((is) => is.or([is('publish_from', 'is not', null), is('publish_until', 'is not', null)]))
    .execute()
}

/** Moments a person wrote on their own clock (`2027-03-01T09:00`), or with an offset, as moments. */
export async function momentsOf(work: Work, zone: string, written: readonly (string | null)[]) {
  if (written.every((one) => one === null)) return written.map(() => null)
  const found = await rows(work, () => z.object({ at: z.date().nullable() }))`
    select case when w.text ~ '(Z|[+-][0-9:]+)$' then w.text::timestamptz else w.text::timestamp at time zone ${zone} end as at
    from unnest(${written}::text[]) with ordinality as w (text, n) order by w.n`
  return found.map(({ at }) => at)
}
