/**
 * The jobs of this room: a task, the shape of its payload, a use case.
 */
import { z } from 'zod'
import { gatherReplies } from '#server/notices/gather-replies.ts'
import { noteBounces } from '#server/notices/note-bounces.ts'
import { tellOfActivity } from '#server/notices/tell-of-activity.ts'
import { job } from '#server/platform/room.ts'
import { doWork } from '#server/platform/work.ts'

export const jobs = [
  job({
    task: 'tell-of-activity',
    payload: z.object({ activityId: z.uuid() }),
    async run(platform, { activityId }) {
      await doWork(platform, (work) => tellOfActivity(work, activityId))
    },
  }),
  job({
    task: 'gather-replies',
    payload: z.object({ personId: z.uuid(), threadId: z.uuid() }),
    async run(platform, payload) {
      await doWork(platform, (work) => gatherReplies(work, payload))
    },
  }),
  job({
    task: 'note-bounces',
    payload: z.object({}),
    async run(platform) {
      await doWork(platform, (work) => noteBounces(work))
    },
  }),
]
