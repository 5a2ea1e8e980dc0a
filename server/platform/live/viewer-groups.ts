/**
 * Who watches what: all who see a channel in the same way are one group, which needs one read and gets the same bytes.
 */
import type { Actor } from '#server/platform/actor.ts'
import type { Locale } from '#server/platform/i18n.ts'
import type { ChannelUpdate, ViewerClass } from '#server/platform/live/channel.ts'
import type { LiveStream } from '#server/platform/live/live.ts'

/** One open stream, with its actor and its groups, by channel. */
export interface Watcher {
  actor: Actor
  readonly stream: LiveStream
  readonly groups: Map<string, ViewerGroup>
}

/** A channel as one viewer class sees it in one language. */
export interface ViewerGroup {
  readonly channel: string
  readonly viewerClass: ViewerClass
  readonly locale: Locale
  /** The version that all watchers have been sent. */
  version: string | null
  /** The last read for a watcher who came with an older page; the next one with the same page gets the same. */
  replayed: { readonly since: string | null; readonly update: ChannelUpdate } | null
  readonly watchers: Set<Watcher>
}

export type ViewerGroups = ReturnType<typeof openViewerGroups>

/** Opens the groups of one hub; `empty` is called with each channel that nobody watches any more. */
export function openViewerGroups(empty: (channel: string) => void) {
  const groups = new Map<string, Map<string, ViewerGroup>>()
  return {
    /** The channels somebody watches. */
    channels: () => groups.keys(),
    has: (channel: string) => groups.has(channel),
    /** The groups of one channel; it may change during the iteration. */
    of: (channel: string): Iterable<ViewerGroup> => groups.get(channel)?.values() ?? [],
    join(watcher: Watcher, channel: string, viewerClass: ViewerClass): ViewerGroup {
      const { locale } = watcher.actor
      const ways = groups.get(channel) ?? new Map<string, ViewerGroup>()
      groups.set(channel, ways)
      const way = wayOf(viewerClass, locale)
      const group = ways.get(way) ?? {
        channel,
        viewerClass,
        locale,
        version: null,
        replayed: null,
        watchers: new Set(),
      }
      ways.set(way, group)
      group.watchers.add(watcher)
      watcher.groups.set(channel, group)
      return group
    },
    leave(watcher: Watcher, channel: string): void {
      const group = watcher.groups.get(channel)
      if (!group) return
      watcher.groups.delete(channel)
      group.watchers.delete(watcher)
      const ways = groups.get(channel)
      if (group.watchers.size === 0) ways?.delete(wayOf(group.viewerClass, group.locale))
      if (ways?.size !== 0) return
      groups.delete(channel)
      empty(channel)
    },
  }
}

/** What goes over the wire to a group; pages know a channel as a topic. */
export function messageOf(channel: string, update: ChannelUpdate): string {
  return JSON.stringify({ topic: channel, ...update })
}

function wayOf(viewerClass: ViewerClass, locale: Locale): string {
  return `${viewerClass} ${locale}`
}
