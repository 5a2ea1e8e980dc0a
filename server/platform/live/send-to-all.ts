/** Sending one message to many open pages, without keeping everybody else waiting. */
import { setImmediate } from 'node:timers/promises'
import type { Watcher } from './groups.ts'

/** Streams sent to before whoever else waits has a turn. */
const sentAtOnce = 250

/**
 * Sends an update to all who watch.
 * @returns the milliseconds of this thread it took
 */
export async function sendToAll(watchers: Iterable<Watcher>, data: string): Promise<number> {
  let began = performance.now()
  let ms = 0
  let sent = 0
  for (const watcher of watchers) {
    watcher.stream.send('update', data)
    if (++sent % sentAtOnce > 0) continue
    ms += performance.now() - began
    await setImmediate()
    began = performance.now()
  }
  return ms + performance.now() - began
}
