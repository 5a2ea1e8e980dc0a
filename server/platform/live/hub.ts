/**
 * Live pages. The hub keeps the open streams, asks each touched channel once for each viewer class and language,
 * and sends the same bytes to all watchers of that class and language.
 *
 * Announcements cross processes (broadcaster.ts); to make up for a lost one, watched channels are read again every five
 * seconds (poll.ts). Reads and sends on one channel run one after the other, so that no page ever gets
 * an older state after a newer one.
 */
import type { Actor } from '#server/platform/actor.ts'
import type { LiveChannel } from '#server/platform/live/channel.ts'
import { openKeyedQueue } from '#server/platform/live/keyed-queue.ts'
import type { LiveHub } from '#server/platform/live/live.ts'
import { openPermissionChanges } from '#server/platform/live/permission-changes.ts'
import { openPolling } from '#server/platform/live/poll.ts'
import { openReading } from '#server/platform/live/reading.ts'
import { subscribeTo } from '#server/platform/live/replay.ts'
import { openViewerGroups, type Watcher } from '#server/platform/live/viewer-groups.ts'
import { openWatchers, sayOver } from '#server/platform/live/watchers.ts'
import type { Log } from '#server/platform/log.ts'
import type { Look } from '#server/platform/work.ts'

/** What the hub needs of the app. */
export interface HubTerms {
  readonly channels: ReadonlyMap<string, LiveChannel>
  readonly log: Log
  look(): Promise<Look>
  /** The same actor as they are now, or null where their session ended. */
  actorAgain(actor: Actor): Promise<Actor | null>
  /** Tells the other processes. */
  tell(channels: readonly string[], people: readonly string[]): void
}

/** Opens the hub of this process. */
export function openHub({ channels: kinds, log, look, actorAgain, tell }: HubTerms): LiveHub {
  const queue = openKeyedQueue()
  const reading = openReading(kinds, look)
  const groups = openViewerGroups((channel) => polling.forget(channel))
  const polling = openPolling({ groups, reading, queue, log })
  const watchers = openWatchers(groups)
  const subscribe = subscribeTo({ watchers, groups, reading })
  const permissionChanges = openPermissionChanges({ watchers, groups, reading, queue, subscribe, actorAgain, log })
  let isClosed = false

  function hear(channels: Iterable<string>, people: Iterable<string>): void {
    for (const channel of channels) polling.soon(channel)
    for (const person of people) permissionChanges.changed(person)
  }

  function endAll(): void {
    for (const watcher of watchers.all()) watchers.end(watcher)
  }

  return {
    async watch(given, channels, stream) {
      const actor = permissionChanges.mayBeOld(given) ? await actorAgain(given) : given
      if (isClosed || !actor) {
        if (isClosed) stream.close()
        else sayOver(stream, 'signed_out')
        return () => undefined
      }
      const watcher: Watcher = { actor, stream, groups: new Map() }
      watchers.add(watcher)
      try {
        const viewer = await reading.viewerOf(actor, channels.keys())
        await Promise.all(
          [...channels].map(([channel, since]) =>
            queue(channel, () => subscribe(watcher, channel, since, viewer(channel))),
          ),
        )
      } catch (problem) {
        watchers.remove(watcher)
        throw problem
      }
      return () => watchers.remove(watcher)
    },
    announce(channels, people) {
      const [someChannels, somePeople] = [[...channels], [...people]]
      tell(someChannels, somePeople)
      hear(someChannels, somePeople)
    },
    hear,
    endAll,
    get size() {
      return watchers.size
    },
    close() {
      isClosed = true
      polling.close()
      endAll()
    },
  }
}
