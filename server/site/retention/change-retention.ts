/**
 * Owners say how long things are kept, and every night a job deletes what is older.
 */
import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import type { Declared } from '#server/platform/declared.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, refuse, refuseFields } from '#server/platform/refuse.ts'
import { type Retention, type RetentionKind, retentionKinds } from '#server/platform/retention.ts'
import { doWork, type Look, type Platform, type Work } from '#server/platform/work.ts'
import { retentionApplied, retentionChanged } from '#server/site/activities.ts'
import { listTimes, lockTime, lockTimes, readBefore, saveTime } from '#server/site/retention/store.ts'

/** The months for which each kind is kept; 0 where it is kept for good. */
const months = z.preprocess(
  (value) => (value === '' || value === undefined || value === null ? 0 : value),
  z.coerce.number().int().min(0).max(240),
)
export const retentionInput = z.object(
  Object.fromEntries(retentionKinds.map((kind) => [kind, months])) as Record<RetentionKind, typeof months>,
)

export const retentionView = z.object({
  times: z.array(
    z.object({
      kind: z.enum(retentionKinds),
      /** Null where it is kept for good. */
      months: z.number().nullable(),
      /** The times to choose from. */
      choices: z.array(z.number()),
    }),
  ),
})
export type RetentionTimes = z.infer<typeof retentionView>

/** @refuses forbidden for everybody but owners */
export async function readRetention(look: Look, actor: Actor): Promise<RetentionTimes> {
  insistOwner(actor)
  const set = new Map((await listTimes(look)).map((one) => [one.kind, one.months]))
  const times = look.platform.declared.retentions.map(({ kind, months: choices }) => ({
    kind,
    months: set.get(kind) ?? null,
    choices: [...choices],
  }))
  return { times }
}

/**
 * Replaces all times. What is older goes in the next night.
 * @refuses forbidden · input_invalid for a time that is none of the choices
 */
export async function changeRetention(
  work: Work,
  actor: Actor,
  asked: z.infer<typeof retentionInput>,
): Promise<RetentionTimes> {
  insistOwner(actor)
  await lockTimes(work)
  const before = new Map((await listTimes(work)).map((one) => [one.kind, one.months]))
  for (const { kind } of validTimes(work.platform.declared, asked, before)) {
    const time = asked[kind]
    if (time === (before.get(kind) ?? 0)) continue
    await saveTime(work, kind, time === 0 ? null : time)
    await work.record(retentionChanged, {
      communityId: null,
      by: actor,
      objectId: null,
      facts: { kept: kind, months: time },
    })
  }
  return readRetention(work, actor)
}

function insistOwner(actor: Actor): void {
  if (!may(actor, 'site_settings', null)) refuse(forbidden)
}

/** A time that is set already may stay, even where it is not offered any more. */
function validTimes(
  { retentions }: Declared,
  asked: z.infer<typeof retentionInput>,
  before: ReadonlyMap<RetentionKind, number>,
): readonly Retention[] {
  const wrong = retentions.filter(
    ({ kind, months: choices }) => ![0, before.get(kind) ?? 0, ...choices].includes(asked[kind]),
  )
  if (wrong.length > 0)
    refuseFields(Object.fromEntries(wrong.map(({ kind }) => [kind, { says: 'Choose one from the list.' }])))
  return retentions
}

/** Deletes what is older than its time. Each kind by itself: where one fails, the others are done all the same. */
export async function applyRetention(platform: Platform): Promise<void> {
  const problems: unknown[] = []
  for (const retention of platform.declared.retentions)
    await doWork(platform, (work) => applyOne(work, retention)).catch((problem) => problems.push(problem))
  if (problems.length > 0) throw new AggregateError(problems, 'not everything was deleted whose time is over')
}

async function applyOne(work: Work, { kind, forget }: Retention): Promise<void> {
  const time = await lockTime(work, kind)
  if (time === null) return
  const gone = await forget(work, await readBefore(work, time))
  if (gone > 0)
    await work.record(retentionApplied, {
      communityId: null,
      by: null,
      objectId: null,
      facts: { kept: kind, months: time, gone },
    })
}
