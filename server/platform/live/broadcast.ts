/**
 * What is new on a topic goes to all who watch it: read once for each channel, the same bytes for everybody in it.
 */
import { setImmediate } from 'node:timers/promises'
import { type Channel, messageOf, type Watcher } from '#server/platform/live/channels.ts'
import type { Reading } from '#server/platform/live/reading.ts'

/** Streams sent to before whoever else waits has a turn. */
const sentAtOnce = 250

/**
 * Reads and sends what these channels of one topic have not been sent.
 * @returns the milliseconds of this thread that sending took
 */
export async function broadcast(channels: Iterable<Channel>, reading: Reading): Promise<number> {
  const look = await reading.look()
  let sendingMs = 0
  for (const channel of channels) {
    const news = await reading.news(look, channel, channel.version)
    if (news.version === channel.version) continue
    channel.version = news.version
    channel.replayed = null
    sendingMs += await sendToAll(channel.watchers, messageOf(channel.topic, news))
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
