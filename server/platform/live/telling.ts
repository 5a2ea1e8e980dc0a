/**
 * What this process has to tell the others: gathered to a few notifications a second, and kept until it could be told.
 */
import type { Log } from '#server/platform/log.ts'

const everyMs = 200
/** Names in one notification at most: PostgreSQL takes 8,000 bytes, and a topic is seldom longer than 60. */
const mostAtOnce = 90
/** Beyond so many topics some are let go: whoever watches them sees them within five seconds all the same. People never are. */
const mostTopics = 20_000

export interface Telling {
  add(topics: Iterable<string>, people: Iterable<string>): void
  /** Tells what is left. */
  close(): Promise<void>
}

/** Opens it; `tell` sends one notification. */
export function openTelling(
  tell: (topics: readonly string[], people: readonly string[]) => Promise<void>,
  log: Log,
): Telling {
  const waiting = { topics: new Set<string>(), people: new Set<string>() }
  let telling: Promise<void> | null = null
  const timer = setInterval(() => void flush(), everyMs)
  timer.unref()

  function flush(): Promise<void> {
    telling ??= tellAll().finally(() => {
      telling = null
    })
    return telling
  }

  async function tellAll(): Promise<void> {
    while (waiting.topics.size + waiting.people.size > 0) {
      const people = [...waiting.people].slice(0, mostAtOnce)
      const topics = [...waiting.topics].slice(0, mostAtOnce - people.length)
      for (const one of topics) waiting.topics.delete(one)
      for (const one of people) waiting.people.delete(one)
      try {
        await tell(topics, people)
      } catch (err) {
        log.warn({ err }, 'could not tell the other processes; trying again')
        for (const one of topics) if (waiting.topics.size < mostTopics) waiting.topics.add(one)
        for (const one of people) waiting.people.add(one)
        return
      }
    }
  }

  return {
    add(topics, people) {
      for (const one of topics) waiting.topics.add(one)
      for (const one of people) waiting.people.add(one)
    },
    async close() {
      clearInterval(timer)
      await telling
      await flush()
    },
  }
}
