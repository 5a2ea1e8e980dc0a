/**
 * Whoever comes to a topic joins its channel and is sent what their page lacks.
 */
import { type Channel, type Channels, messageOf, type Watcher } from '#server/platform/live/channels.ts'
import type { Reading, Seeing } from '#server/platform/live/reading.ts'
import type { Watchers } from '#server/platform/live/watchers.ts'
import type { Look } from '#server/platform/work.ts'

/** Puts a watcher among those who see a topic as they may, and brings their page up from the version it shows. */
export type Subscribe = (watcher: Watcher, topic: string, since: string | null, seeing: Seeing) => Promise<void>

/** What subscribing to the channels of one hub is. */
export function subscribeTo(parts: { watchers: Watchers; channels: Channels; reading: Reading }): Subscribe {
  const { watchers, channels, reading } = parts

  async function subscribe(watcher: Watcher, topic: string, since: string | null, seeing: Seeing): Promise<void> {
    const look = await reading.look()
    if (!watchers.has(watcher)) return
    if (watcher.actor !== seeing.actor) {
      // Their rights changed meanwhile.
      const seeingNow = await reading.seeing(watcher.actor, [topic])
      return subscribe(watcher, topic, since, seeingNow(topic))
    }
    if (seeing.audience !== null) await replay(look, channels.join(watcher, topic, seeing.audience), watcher, since)
  }

  async function replay(look: Look, channel: Channel, watcher: Watcher, since: string | null): Promise<void> {
    // What is newer than all have been sent comes with the next poll, to this one too.
    if (since !== null && since === channel.version) return
    const known = channel.replayed?.since === since ? channel.replayed.news : null
    const news = known ?? (await reading.news(look, channel, since))
    channel.replayed = { since, news }
    channel.version ??= news.version
    if (news.version !== since && watchers.has(watcher)) watcher.stream.send('update', messageOf(channel.topic, news))
  }

  return subscribe
}
