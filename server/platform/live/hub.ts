/**
 * Live pages. The hub keeps the open streams, asks each touched topic once for each audience and language,
 * and sends the same bytes to all who watch in that way.
 *
 * An announcement crosses processes by NOTIFY (telling.ts); one that got lost is healed by re-reading watched topics
 * every five seconds (poll.ts). Whatever is read and sent on one topic happens one after the other, so that no page ever gets
 * an older state after a newer one.
 */
import type { Actor } from '#server/platform/actor.ts'
import { openChannels, type Watcher } from '#server/platform/live/channels.ts'
import { openLines } from '#server/platform/live/lines.ts'
import type { LiveHub } from '#server/platform/live/live.ts'
import { openPolling } from '#server/platform/live/poll.ts'
import { openReading } from '#server/platform/live/reading.ts'
import { subscribeTo } from '#server/platform/live/replay.ts'
import { openRights } from '#server/platform/live/rights.ts'
import { openTelling } from '#server/platform/live/telling.ts'
import type { LiveTopic } from '#server/platform/live/topic.ts'
import { openWatchers, sayOver } from '#server/platform/live/watchers.ts'
import type { Log } from '#server/platform/log.ts'
import type { Look } from '#server/platform/work.ts'

/** What the hub needs of the app. */
export interface HubTerms {
  readonly topics: ReadonlyMap<string, LiveTopic>
  readonly log: Log
  look(): Promise<Look>
  /** The same actor as they are now, or null where their session ended. */
  actorAgain(actor: Actor): Promise<Actor | null>
  /** Tells the other processes. */
  tell(topics: readonly string[], people: readonly string[]): Promise<void>
}

/** Opens the hub of this process. */
export function openHub({ topics: kinds, log, look, actorAgain, tell }: HubTerms): LiveHub {
  const inLine = openLines()
  const reading = openReading(kinds, look)
  const channels = openChannels((topic) => polling.forget(topic))
  const polling = openPolling({ channels, reading, inLine, log })
  const watchers = openWatchers(channels)
  const subscribe = subscribeTo({ watchers, channels, reading })
  const rights = openRights({ watchers, channels, reading, inLine, subscribe, actorAgain, log })
  const telling = openTelling(tell, log)
  let isClosed = false

  function hear(topics: Iterable<string>, people: Iterable<string>): void {
    for (const topic of topics) polling.soon(topic)
    for (const person of people) rights.changed(person)
  }

  function endAll(): void {
    for (const watcher of watchers.all()) watchers.end(watcher)
  }

  return {
    async watch(given, topics, stream) {
      const actor = rights.mayBeOld(given) ? await actorAgain(given) : given
      if (isClosed || !actor) {
        if (isClosed) stream.close()
        else sayOver(stream, 'signed_out')
        return () => undefined
      }
      const watcher: Watcher = { actor, stream, channels: new Map() }
      watchers.add(watcher)
      try {
        const seeing = await reading.seeing(actor, topics.keys())
        await Promise.all(
          [...topics].map(([topic, since]) => inLine(topic, () => subscribe(watcher, topic, since, seeing(topic)))),
        )
      } catch (problem) {
        watchers.remove(watcher)
        throw problem
      }
      return () => watchers.remove(watcher)
    },
    announce(topics, people) {
      const [someTopics, somePeople] = [[...topics], [...people]]
      telling.add(someTopics, somePeople)
      hear(someTopics, somePeople)
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
      return telling.close()
    },
  }
}
