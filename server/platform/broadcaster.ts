/**
 * What the processes of a site tell each other: batched into a few of PostgreSQL's notifications a second, and kept until they
 * are sent.
 */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '#server/platform/db.ts'
import type { Log } from '#server/platform/log.ts'

const everyMs = 200
/** The most messages in one notification: PostgreSQL takes 8,000 bytes, and a message is seldom longer than 60. */
const mostAtOnce = 90
/** Beyond so many messages some are dropped; urgent ones never are. */
const mostWaiting = 20_000

const notification = z.object({ from: z.string(), messages: z.array(z.string()), urgent: z.array(z.string()) })

/** Opens it on a NOTIFY channel of its own. */
export function openBroadcaster(
  { writePool, listen }: Pick<Database, 'writePool' | 'listen'>,
  channel: string,
  log: Log,
) {
  const from = randomUUID()
  const waiting = { messages: new Set<string>(), urgent: new Set<string>() }
  let sending: Promise<void> | null = null
  let listening: { close(): Promise<void> } | null = null
  const timer = setInterval(() => void flush(), everyMs).unref()

  function flush(): Promise<void> {
    sending ??= sendAll().finally(() => {
      sending = null
    })
    return sending
  }

  async function sendAll(): Promise<void> {
    while (waiting.messages.size + waiting.urgent.size > 0) {
      const urgent = [...waiting.urgent].slice(0, mostAtOnce)
      const messages = [...waiting.messages].slice(0, mostAtOnce - urgent.length)
      for (const one of messages) waiting.messages.delete(one)
      for (const one of urgent) waiting.urgent.delete(one)
      try {
        await writePool.query('select pg_notify($1, $2)', [channel, JSON.stringify({ from, messages, urgent })])
      } catch (err) {
        log.warn({ err }, 'could not tell the other processes; trying again')
        for (const one of messages) if (waiting.messages.size < mostWaiting) waiting.messages.add(one)
        for (const one of urgent) waiting.urgent.add(one)
        return
      }
    }
  }

  return {
    /** Tells the other processes, a little later; what is urgent goes first. */
    tell(messages: Iterable<string>, urgent: Iterable<string> = []): void {
      for (const one of messages) waiting.messages.add(one)
      for (const one of urgent) waiting.urgent.add(one)
    },
    /** Begins to hear what the others tell; `missed` is called where something may have been missed. */
    async listen(
      heard: (messages: string[], urgent: string[]) => void,
      missed: () => void = () => undefined,
    ): Promise<void> {
      const take = (payload: string) => {
        const told = read(payload)
        if (told && told.from !== from) heard(told.messages, told.urgent)
      }
      listening = await listen(channel, take, missed)
    },
    /** Hears no more, and sends what is left. */
    async close(): Promise<void> {
      clearInterval(timer)
      await listening?.close()
      await sending
      await flush()
    },
  }
}

/** What a notification says; null where it is not one of ours. */
function read(payload: string) {
  try {
    return notification.parse(JSON.parse(payload))
  } catch {
    return null
  }
}
