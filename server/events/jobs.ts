/** Reminders, by the clock. Run twice, the second run reminds of nothing. */
import { z } from 'zod'
import { dayMail, hourMail } from '#server/events/mails.ts'
import { thoseToRemind } from '#server/events/reads-mailing.ts'
import { takeDue } from '#server/events/reminder-store.ts'
import { idAt } from '#server/platform/ids.ts'
import { queueMailing } from '#server/platform/mail/queue.ts'
import { type AnyJob, job } from '#server/platform/room.ts'
import { doWork, type Work } from '#server/platform/work.ts'

async function remind(work: Work): Promise<void> {
  for (const news of ['day', 'hour'] as const) {
    for (const { eventId, communityId, timeId } of await takeDue(work, news)) {
      await queueMailing(work, news === 'day' ? dayMail : hourMail, thoseToRemind(eventId), {
        about: { kind: 'event', id: eventId, causeId: idAt(work.now) },
        communityId,
        payload: { news, timeId },
      })
    }
  }
}

export const eventJobs: readonly AnyJob[] = [
  job({
    task: 'remind-of-events',
    cron: '* * * * *',
    payload: z.object({}),
    run: (platform) => doWork(platform, remind),
  }),
]
