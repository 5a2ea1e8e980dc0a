/**
 * When a topic is read again: at once for its first news, after a rest for further ones, and every five seconds while
 * somebody watches, which heals an announcement that got lost.
 */
import { broadcast } from '#server/platform/live/broadcast.ts'
import type { Channels } from '#server/platform/live/channels.ts'
import type { InLine } from '#server/platform/live/lines.ts'
import { partsOf, type Reading } from '#server/platform/live/reading.ts'
import type { Log } from '#server/platform/log.ts'

const restsMs = 250
/** A topic rests this many times as long as it took to send to all who watch, so that ten thousand leave room for votes. */
const restsTimes = 4
const healEveryMs = 5000
/** Topics read at one time, so that healing thousands leaves the database to the pages. */
const mostAtOnce = 32

export interface Polling {
  /** Something is new on a topic. */
  soon(topic: string): void
  /** Nobody watches it any more. */
  forget(topic: string): void
  close(): void
}

/** Opens it for the channels of one hub. */
export function openPolling(parts: { channels: Channels; reading: Reading; inLine: InLine; log: Log }): Polling {
  const { channels, reading, inLine, log } = parts
  /** Topics that rest, with news. */
  const waiting = new Map<string, NodeJS.Timeout>()
  const due = new Set<string>()
  const restsUntil = new Map<string, number>()
  let polls = 0
  let warnedAt = 0

  const healing = setInterval(() => {
    for (const topic of channels.topics()) if (!waiting.has(topic)) due.add(topic)
    pollDue()
  }, healEveryMs)
  healing.unref()

  function pollDue(): void {
    while (polls < mostAtOnce && due.size > 0) {
      const [topic = ''] = due
      due.delete(topic)
      polls++
      void inLine(topic, () => poll(topic))
        .catch((err) => warn(err, topic))
        .finally(() => {
          polls--
          pollDue()
        })
    }
  }

  async function poll(topic: string): Promise<void> {
    if (!channels.has(topic)) return
    restsUntil.set(topic, Date.now() + restsMs)
    const sendingMs = await broadcast(channels.of(topic), reading)
    if (channels.has(topic)) restsUntil.set(topic, Date.now() + Math.max(restsMs, restsTimes * sendingMs))
  }

  /** Said once a second at most: without a database every topic fails. */
  function warn(err: unknown, topic: string): void {
    if (Date.now() - warnedAt < 1000) return
    warnedAt = Date.now()
    log.warn({ err, topic: partsOf(topic).kind }, 'could not read what is new')
  }

  return {
    soon(topic) {
      if (!channels.has(topic) || waiting.has(topic)) return
      const wait = Math.max(0, (restsUntil.get(topic) ?? 0) - Date.now())
      const timer = setTimeout(() => {
        waiting.delete(topic)
        due.add(topic)
        pollDue()
      }, wait)
      waiting.set(topic, timer)
    },
    forget(topic) {
      restsUntil.delete(topic)
      due.delete(topic)
      clearTimeout(waiting.get(topic))
      waiting.delete(topic)
    },
    close() {
      clearInterval(healing)
      for (const timer of waiting.values()) clearTimeout(timer)
    },
  }
}
