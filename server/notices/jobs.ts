/**
 * The jobs of this room: a task, the shape of its payload, a use case.
 */
import { z } from 'zod'
import { gather } from '#server/notices/gather.ts'
import { noteBounces } from '#server/notices/note-bounces.ts'
import { noteReadings } from '#server/notices/note-readings.ts'
import { notifyOfActivity } from '#server/notices/notify-of-activity.ts'
import { pushTask } from '#server/notices/push/push.ts'
import { pushNotice, pushPayload } from '#server/notices/push/push-notice.ts'
import type { GatheredMail } from '#server/platform/notice-kind.ts'
import { job } from '#server/platform/room.ts'
import { doWork, notifyTask } from '#server/platform/work.ts'

/** Added with every activity that has rules in `notify`. */
export const notifyJob = job({
  task: notifyTask,
  formerTask: 'tell-of-activity',
  payload: z.object({ activityId: z.uuid() }),
  async run(platform, { activityId }) {
    await doWork(platform, (work) => notifyOfActivity(work, activityId))
  },
})

/** Gathers such a mail: one job at a time for each person and entry, or person and community, some minutes after the first notice. */
export const gatherJob = (mail: GatheredMail) =>
  job({
    task: mail.task,
    // A job from before the site had entries names the discussion instead.
    payload: z.object({ personId: z.uuid() }).catchall(z.uuid()),
    async run(platform, { personId, entryId, communityId, threadId }) {
      await doWork(platform, async (work) => {
        const place =
          entryId ?? communityId ?? (threadId && (await platform.declared.postsInNotices.entryOf(work, threadId)))
        if (place) await gather(work, mail, { personId, place })
      })
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

/** It waits for push services, which may hang, so no other job waits for it. */
const pushJob = job({ task: pushTask, slots: 4, payload: pushPayload, run: pushNotice })

export const jobs = [notifyJob, bouncesJob, readingsJob, pushJob]
