/**
 * Stored texts are rendered again once the renderer has changed: in the background, a few at a time, once a worker starts.
 */
import { z } from 'zod'
import type { StoredTexts } from '#server/platform/markdown/stored-texts.ts'
import { job } from '#server/platform/room.ts'
import { doWork } from '#server/platform/work.ts'

/** Comes before the id of any row. */
const beforeAll = '00000000-0000-0000-0000-000000000000'

export const renewTextsTask = 'renew-texts'

/** Goes through these kinds. Each job takes a few rows and then adds a job for the next ones. */
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
