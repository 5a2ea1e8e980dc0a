/**
 * What happens to Pings by the clock. Each job can run twice: the second run changes nothing.
 */
import { z } from 'zod'
import { type WatchedVote, watchMailedVote } from '#server/pings/ballots/watch-mailed-vote.ts'
import { closePing } from '#server/pings/closing/close-ping.ts'
import { forgetChoices } from '#server/pings/closing/forget-choices.ts'
import { listDue } from '#server/pings/closing/sweep-pings.ts'
import { sendAtItsHour } from '#server/pings/drafts/send-at-its-hour.ts'
import { remindVoters } from '#server/pings/reminding/remind-voters.ts'
import type { SystemActor } from '#server/platform/actor.ts'
import { type AnyJob, job } from '#server/platform/room.ts'
import { doWork, type Platform, type Work } from '#server/platform/work.ts'

const onePing = z.object({ pingId: z.uuid() })

/** The program itself, as an actor of one piece of work. */
export function system(work: Work, reason: string): SystemActor {
  return { kind: 'system', reason, locale: 'en', zone: 'UTC', now: work.now, site: { name: '', isDemo: false } }
}

function remind(platform: Platform, pingId: string): Promise<void> {
  return doWork(platform, (work) => remindVoters(work, system(work, 'some have not answered'), pingId))
}

function close(platform: Platform, pingId: string): Promise<void> {
  return doWork(platform, (work) => closePing(work, system(work, 'its hour has come'), pingId))
}

function forget(platform: Platform, pingId: string): Promise<void> {
  return doWork(platform, (work) => forgetChoices(work, system(work, 'choices are forgotten'), pingId))
}

function sendScheduled(platform: Platform, pingId: string): Promise<void> {
  return doWork(platform, (work) => sendAtItsHour(work, system(work, 'it was scheduled for this hour'), pingId))
}

export const pingJobs: readonly AnyJob[] = [
  job({
    task: 'send-scheduled-ping',
    payload: onePing,
    run: (platform, { pingId }) => sendScheduled(platform, pingId),
  }),
  job({ task: 'remind-of-ping', payload: onePing, run: (platform, { pingId }) => remind(platform, pingId) }),
  job({ task: 'close-ping', payload: onePing, run: (platform, { pingId }) => close(platform, pingId) }),
  job({ task: 'forget-choices', payload: onePing, run: (platform, { pingId }) => forget(platform, pingId) }),
  job({
    task: 'sweep-pings',
    cron: '* * * * *',
    payload: z.object({}),
    async run(platform) {
      // Each Ping has a job of its own; this sweep catches what a lost job or a changed clock has left.
      const { toSend, toRemind, ended, toForget } = await doWork(platform, listDue)
      for (const pingId of toSend) await sendScheduled(platform, pingId)
      for (const pingId of toRemind) await remind(platform, pingId)
      for (const pingId of ended) await close(platform, pingId)
      for (const pingId of toForget) await forget(platform, pingId)
    },
  }),
  job({
    task: 'watch-mailed-vote',
    payload: z.object({ ballotId: z.uuid(), link: z.string(), votedAt: z.string(), castAt: z.number() }),
    run: (platform, vote: WatchedVote) => doWork(platform, (work) => watchMailedVote(work, vote)),
  }),
]
