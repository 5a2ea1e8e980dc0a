/** Who locked a discussion, and why. */
import { sql } from 'kysely'
import { z } from 'zod'
import { moderatorRoles } from '#server/discussions/thread.ts'

/** The reason is null where it was locked before reasons were asked for. */
export const lockView = z.object({
  by: z.string().nullable(),
  as: z.enum(moderatorRoles).nullable(),
  why: z.string().nullable(),
})
/** The lock of the thread `t`, as `lockView` has it, or null. */
export const lockOfThread = sql<z.infer<typeof lockView> | null>`case when t.locked_at is not null then (
  select json_build_object('by', x.name, 'as', l.locked_as, 'why', l.locked_why)
  from thread l left join person x on x.id = l.locked_by where l.id = t.id) end`
