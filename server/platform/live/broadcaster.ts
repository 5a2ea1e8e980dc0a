/**
 * Announcements of this process to the others: batched into a few notifications a second, and kept until they are sent.
 */
import type { Log } from '#server/platform/log.ts'

const everyMs = 200
/** The most names in one notification: PostgreSQL takes 8,000 bytes, and a channel is seldom longer than 60. */
const mostAtOnce = 90
/** Beyond so many channels some are dropped: their watchers see the change within five seconds all the same. People never are. */
const mostChannels = 20_000

export interface Broadcaster {
  add(channels: Iterable<string>, people: Iterable<string>): void
  /** Sends what is left. */
  close(): Promise<void>
}

/** Opens it; `notify` sends one notification. */
export function openBroadcaster(
  notify: (channels: readonly string[], people: readonly string[]) => Promise<void>,
  log: Log,
): Broadcaster {
  const waiting = { channels: new Set<string>(), people: new Set<string>() }
  let sending: Promise<void> | null = null
  const timer = setInterval(() => void flush(), everyMs)
  timer.unref()

  function flush(): Promise<void> {
    sending ??= sendAll().finally(() => {
      sending = null
    })
    return sending
  }

  async function sendAll(): Promise<void> {
    while (waiting.channels.size + waiting.people.size > 0) {
      const people = [...waiting.people].slice(0, mostAtOnce)
      const channels = [...waiting.channels].slice(0, mostAtOnce - people.length)
      for (const one of channels) waiting.channels.delete(one)
      for (const one of people) waiting.people.delete(one)
      try {
        await notify(channels, people)
      } catch (err) {
        log.warn({ err }, 'could not tell the other processes; trying again')
        for (const one of channels) if (waiting.channels.size < mostChannels) waiting.channels.add(one)
        for (const one of people) waiting.people.add(one)
        return
      }
    }
  }

  return {
    add(channels, people) {
      for (const one of channels) waiting.channels.add(one)
      for (const one of people) waiting.people.add(one)
    },
    async close() {
      clearInterval(timer)
      await sending
      await flush()
    },
  }
}
