/**
 * What is new on a channel goes to all who watch it: read once for each group, the same bytes for everybody in it.
 */
import { setImmediate } from 'node:timers/promises'
import type { Reading } from '#server/platform/live/reading.ts'
import { messageOf, type ViewerGroup, type Watcher } from '#server/platform/live/viewer-groups.ts'

/** So many streams are sent to before other work has a turn. */
const sentAtOnce = 250

/**
 * Reads and sends what these groups of one channel have not been sent.
 * @returns the milliseconds of this thread that sending took
 */
export async function sendUpdates(groups: Iterable<ViewerGroup>, reading: Reading): Promise<number> {
  const look = await reading.look()
  let sendingMs = 0
  for (const group of groups) {
    const update = await reading.update(look, group, group.version)
    if (update.version === group.version) continue
    group.version = update.version
    group.replayed = null
    sendingMs += await sendToAll(group.watchers, messageOf(group.channel, update))
  }
  return sendingMs
}

async function sendToAll(watchers: Iterable<Watcher>, message: string): Promise<number> {
  let began = performance.now()
  let ms = 0
  let sent = 0
  for (const watcher of watchers) {
    watcher.stream.send('update', message)
    if (++sent % sentAtOnce > 0) continue
    ms += performance.now() - began
    await setImmediate()
    began = performance.now()
  }
  return ms + performance.now() - began
}
