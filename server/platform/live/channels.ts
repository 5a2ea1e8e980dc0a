/**
 * Who watches what: everybody who sees a topic in one way stands in one channel, which is read for and sent to at once.
 */
import type { Actor } from '#server/platform/actor.ts'
import type { Locale } from '#server/platform/i18n.ts'
import type { LiveStream } from '#server/platform/live/live.ts'
import type { Audience, News } from '#server/platform/live/topic.ts'

/** One open stream, with whoever holds it and the channels it stands in, by topic. */
export interface Watcher {
  actor: Actor
  readonly stream: LiveStream
  readonly channels: Map<string, Channel>
}

/** A topic as one audience sees it in one language. */
export interface Channel {
  readonly topic: string
  readonly audience: Audience
  readonly locale: Locale
  /** What all who watch have been sent. */
  version: string | null
  /** What was last read for somebody who came with an older page; the next one with the same page gets the same. */
  replayed: { readonly since: string | null; readonly news: News } | null
  readonly watchers: Set<Watcher>
}

export interface Channels {
  /** The topics somebody watches. */
  topics(): Iterable<string>
  has(topic: string): boolean
  /** The channels of one topic; it may change while they are gone through. */
  of(topic: string): Iterable<Channel>
  join(watcher: Watcher, topic: string, audience: Audience): Channel
  leave(watcher: Watcher, topic: string): void
}

/** Opens the channels of one hub; `empty` is told each topic that nobody watches any more. */
export function openChannels(empty: (topic: string) => void): Channels {
  const channels = new Map<string, Map<string, Channel>>()
  return {
    topics: () => channels.keys(),
    has: (topic) => channels.has(topic),
    of: (topic) => channels.get(topic)?.values() ?? [],
    join(watcher, topic, audience) {
      const { locale } = watcher.actor
      const ways = channels.get(topic) ?? new Map<string, Channel>()
      channels.set(topic, ways)
      const way = wayOf(audience, locale)
      const channel = ways.get(way) ?? { topic, audience, locale, version: null, replayed: null, watchers: new Set() }
      ways.set(way, channel)
      channel.watchers.add(watcher)
      watcher.channels.set(topic, channel)
      return channel
    },
    leave(watcher, topic) {
      const channel = watcher.channels.get(topic)
      if (!channel) return
      watcher.channels.delete(topic)
      channel.watchers.delete(watcher)
      const ways = channels.get(topic)
      if (channel.watchers.size === 0) ways?.delete(wayOf(channel.audience, channel.locale))
      if (ways?.size !== 0) return
      channels.delete(topic)
      empty(topic)
    },
  }
}

/** What goes over the wire to a channel. */
export function messageOf(topic: string, news: News): string {
  return JSON.stringify({ topic, ...news })
}

function wayOf(audience: Audience, locale: Locale): string {
  return `${audience} ${locale}`
}
