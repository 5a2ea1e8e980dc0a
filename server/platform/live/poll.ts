/**
 * When a channel is read again: at once for its first update, after a rest for further ones, and every five seconds while
 * somebody watches, which makes up for a lost announcement.
 */

import type { KeyedQueue } from '#server/platform/live/keyed-queue.ts'
import { partsOf, type Reading } from '#server/platform/live/reading.ts'
import { sendUpdates } from '#server/platform/live/send-updates.ts'
import type { ViewerGroups } from '#server/platform/live/viewer-groups.ts'
import type { Log } from '#server/platform/log.ts'

const restsMs = 250
/** A channel rests this many times as long as sending to its watchers took, so that ten thousand of them leave room for votes. */
const restsTimes = 4
const pollEveryMs = 5000
/** How many channels are read at one time, so that polling thousands leaves the database to the pages. */
const mostAtOnce = 32

/** Opens it for the groups of one hub. */
export function openPolling(parts: { groups: ViewerGroups; reading: Reading; queue: KeyedQueue; log: Log }) {
  const { groups, reading, queue, log } = parts
  /** Channels that rest and have an update waiting. */
  const waiting = new Map<string, NodeJS.Timeout>()
  const due = new Set<string>()
  const restsUntil = new Map<string, number>()
  let polls = 0
  let warnedAt = 0

  const pollTimer = setInterval(() => {
    for (const channel of groups.channels()) if (!waiting.has(channel)) due.add(channel)
    pollDue()
  }, pollEveryMs)
  pollTimer.unref()

  function pollDue(): void {
    while (polls < mostAtOnce && due.size > 0) {
      const [channel = ''] = due
      due.delete(channel)
      polls++
      void queue(channel, () => poll(channel))
        .catch((err) => warn(err, channel))
        .finally(() => {
          polls--
          pollDue()
        })
    }
  }

  async function poll(channel: string): Promise<void> {
    if (!groups.has(channel)) return
    restsUntil.set(channel, Date.now() + restsMs)
    const sendingMs = await sendUpdates(groups.of(channel), reading)
    if (groups.has(channel)) restsUntil.set(channel, Date.now() + Math.max(restsMs, restsTimes * sendingMs))
  }

  /** Logs once a second at most: without a database every channel fails. */
  function warn(err: unknown, channel: string): void {
    if (Date.now() - warnedAt < 1000) return
    warnedAt = Date.now()
    log.warn({ err, channel: partsOf(channel).kind }, 'could not read what is new')
  }

  return {
    /** Something is new on a channel. */
    soon(channel: string): void {
      if (!groups.has(channel) || waiting.has(channel)) return
      const wait = Math.max(0, (restsUntil.get(channel) ?? 0) - Date.now())
      const timer = setTimeout(() => {
        waiting.delete(channel)
        due.add(channel)
        pollDue()
      }, wait)
      waiting.set(channel, timer)
    },
    /** Nobody watches it any more. */
    forget(channel: string): void {
      restsUntil.delete(channel)
      due.delete(channel)
      clearTimeout(waiting.get(channel))
      waiting.delete(channel)
    },
    close(): void {
      clearInterval(pollTimer)
      for (const timer of waiting.values()) clearTimeout(timer)
    },
  }
}
