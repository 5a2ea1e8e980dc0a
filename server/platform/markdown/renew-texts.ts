/**
 * Stored texts are rendered anew once the renderer has changed: behind everybody's back, a few at a time, from when a worker starts.
 */
import { z } from 'zod'
import type { StoredTexts } from '#server/platform/markdown/stored-texts.ts'
import { job } from '#server/platform/room.ts'
import { doWork } from '#server/platform/work.ts'

/** Comes before the id of any row. */
const beforeAll = '00000000-0000-0000-0000-000000000000'

export const renewTextsTask = 'renew-texts'

/** Goes through these kinds, a few rows in each job, which then leaves a job for those that follow. */
export function renewTextsJob(listKinds: () => readonly StoredTexts[]) {
  return job({
    task: renewTextsTask,
    atStart: true,
    payload: z.object({ kind: z.string().optional(), after: z.string().default(beforeAll) }),
    async run(platform, { kind: name, after }) {
      const kinds = listKinds()
      const at = Math.max(
        0,
        kinds.findIndex((one) => one.name === name),
      )
      const last = (await kinds[at]?.renewSome(platform, after)) ?? null
      const next = last === null ? { kind: kinds[at + 1]?.name } : { kind: kinds[at]?.name, after: last }
      if (next.kind === undefined) return
      await doWork(platform, (work) => work.enqueue(renewTextsTask, next, { key: renewTextsTask }))
    },
  })
}
