/** What happens to announcements by the clock. Each job can run twice: the second run changes nothing. */
import { z } from 'zod'
import { watchMailedConfirmation } from '#server/announcements/confirming/confirm-reading.ts'
import { listDue, publishInTime } from '#server/announcements/publish-announcement.ts'
import type { SystemActor } from '#server/platform/actor.ts'
import { type AnyJob, job } from '#server/platform/room.ts'
import { doWork, type Platform, type Work } from '#server/platform/work.ts'

function system(work: Work): SystemActor {
  const site = { name: '', isDemo: false }
  return { kind: 'system', reason: 'its hour has come', locale: 'en', zone: 'UTC', now: work.now, site }
}

function publish(platform: Platform, id: string): Promise<void> {
  return doWork(platform, (work) => publishInTime(work, system(work), id))
}

export const announcementJobs: readonly AnyJob[] = [
  job({
    task: 'publish-announcement',
    payload: z.object({ announcementId: z.uuid() }),
    run: (platform, { announcementId }) => publish(platform, announcementId),
  }),
  job({
    task: 'sweep-announcements',
    cron: '* * * * *',
    payload: z.object({}),
    async run(platform) {
      // Each has a job of its own; this catches what a lost job or a changed clock has left.
      for (const id of await doWork(platform, listDue)) await publish(platform, id)
    },
  }),
  job({
    task: 'watch-mailed-confirmation',
    payload: z.object({ announcementId: z.uuid(), personId: z.uuid(), pressedAt: z.number() }),
    run: (platform, pressed) => doWork(platform, (work) => watchMailedConfirmation(work, pressed)),
  }),
]
