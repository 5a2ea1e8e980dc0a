/**
 * The jobs of this room: a task, the shape of its payload, a use case.
 */
import { z } from 'zod'
import { gatherModeration, gatherReplies } from '#server/notices/gather.ts'
import { noteBounces } from '#server/notices/note-bounces.ts'
import { noteReadings } from '#server/notices/note-readings.ts'
import { tellOfActivity } from '#server/notices/tell-of-activity.ts'
import { job } from '#server/platform/room.ts'
import { doWork } from '#server/platform/work.ts'

/** Added with every activity that `tells`. */
export const tellJob = job({
  task: 'tell-of-activity',
  payload: z.object({ activityId: z.uuid() }),
  async run(platform, { activityId }) {
    await doWork(platform, (work) => tellOfActivity(work, activityId))
  },
})

/** One for each person and entry at a time, ten minutes after the first answer. */
export const gatherJob = job({
  task: 'gather-replies',
  // A job that waited while the site went over to entries says the thread instead.
  payload: z.union([
    z.object({ personId: z.uuid(), entryId: z.uuid() }),
    z.object({ personId: z.uuid(), threadId: z.uuid() }),
  ]),
  async run(platform, payload) {
    await doWork(platform, (work) => gatherReplies(work, payload))
  },
})

/** One for each person and community at a time, ten minutes after the first act. */
const gatherModerationJob = job({
  task: 'gather-moderation',
  payload: z.object({ personId: z.uuid(), communityId: z.uuid() }),
  async run(platform, payload) {
    await doWork(platform, (work) => gatherModeration(work, payload))
  },
})

export const bouncesJob = job({
  task: 'note-bounces',
  cron: '*/15 * * * *',
  payload: z.object({}),
  async run(platform) {
    await doWork(platform, noteBounces)
  },
})

export const readingsJob = job({
  task: 'note-readings',
  cron: '*/5 * * * *',
  payload: z.object({}),
  async run(platform) {
    await doWork(platform, noteReadings)
  },
})

export const jobs = [tellJob, gatherJob, gatherModerationJob, bouncesJob, readingsJob]
