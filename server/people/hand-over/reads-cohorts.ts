/** Which cohorts come before and after each other: those of one course, by when they started. */
import { z } from 'zod'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** How many cohorts a page looks back. */
const mostEarlier = 6

const cohortRow = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['itself', 'earlier', 'next']),
  startedAt: z.date().nullable(),
})

/** A cohort in its row: those before it, the last to start first, and the one after it that has not ended. */
export interface CohortRowOfCourse {
  readonly earlier: readonly { readonly id: string; readonly name: string }[]
  readonly next: { readonly id: string; readonly name: string } | null
  /** When the first of the earlier ones started, or this one where there is none. */
  readonly from: Date | null
  readonly startedAt: Date | null
}

/** One query. */
export async function readCohortRow(
  look: Look,
  { communityId, cohortId }: { readonly communityId: string; readonly cohortId: string },
): Promise<CohortRowOfCourse> {
  const found = await rows(look, cohortRow)`
    with one as (
      select h.id, h.course_id, h.started_at, h.starts_on, h.created_at from cohort h
      where h.community_id = ${communityId} and h.id = ${cohortId})
    select h.id, h.name, h.started_at as "startedAt",
      case when h.id = one.id then 'itself' when h.started_at < coalesce(one.started_at, 'infinity') then 'earlier' else 'next' end as kind
    from cohort h join one on one.course_id = h.course_id
    where h.id = one.id or h.started_at < coalesce(one.started_at, 'infinity')
      or (h.state <> 'ended' and one.started_at is not null and coalesce(h.starts_on >= one.starts_on, h.created_at > one.created_at))
    order by h.started_at desc nulls last, h.starts_on nulls last, h.created_at`
  const refOf = ({ id, name }: { id: string; name: string }) => ({ id, name })
  const earlier = found.filter(({ kind }) => kind === 'earlier').slice(0, mostEarlier)
  const next = found.findLast(({ kind }) => kind === 'next')
  const itself = found.find(({ kind }) => kind === 'itself')
  return {
    earlier: earlier.map(refOf),
    next: next ? refOf(next) : null,
    from: earlier.at(-1)?.startedAt ?? itself?.startedAt ?? null,
    startedAt: itself?.startedAt ?? null,
  }
}
