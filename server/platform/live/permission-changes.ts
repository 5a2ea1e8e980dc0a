/**
 * When a member's permissions or session change, their open streams show what they may see now, or end.
 */
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { KeyedQueue } from '#server/platform/live/keyed-queue.ts'
import type { Reading } from '#server/platform/live/reading.ts'
import type { Subscribe } from '#server/platform/live/replay.ts'
import type { ViewerGroups, Watcher } from '#server/platform/live/viewer-groups.ts'
import { sessionOf, type Watchers } from '#server/platform/live/watchers.ts'
import type { Log } from '#server/platform/log.ts'

/** For so long after a change of their permissions, an actor who comes to watch is loaded again: they may date from before it. */
const changeLastsMs = 10_000

/** Opens it for the streams of one hub. */
export function openPermissionChanges(parts: {
  watchers: Watchers
  groups: ViewerGroups
  reading: Reading
  queue: KeyedQueue
  subscribe: Subscribe
  /** The same actor as they are now, or null where their session ended. */
  actorAgain(actor: Actor): Promise<Actor | null>
  log: Log
}) {
  const { watchers, groups, reading, queue, log } = parts
  /** Whose permissions changed when, the oldest first. */
  const changes = new Map<string, number>()

  function note(personId: string): void {
    changes.delete(personId)
    changes.set(personId, Date.now())
    for (const [person, at] of changes) {
      if (Date.now() - at < changeLastsMs) return
      changes.delete(person)
    }
  }

  /** Asks once for each session, however many tabs it has. */
  async function reshape(personId: string): Promise<void> {
    const actors = new Map<string, Promise<Actor | null>>()
    for (const watcher of watchers.of(personId)) {
      const key = `${sessionOf(watcher.actor)} ${watcher.actor.locale}`
      const again = actors.get(key) ?? parts.actorAgain(watcher.actor)
      actors.set(key, again)
      const actor = await again
      if (!watchers.has(watcher)) continue
      if (!actor) {
        watchers.end(watcher, 'signed_out')
        continue
      }
      watcher.actor = actor
      for (const channel of [...watcher.groups.keys()]) await queue(channel, () => reshapeOne(watcher, channel))
    }
  }

  async function reshapeOne(watcher: Watcher, channel: string): Promise<void> {
    const group = watcher.groups.get(channel)
    const viewer = (await reading.viewerOf(watcher.actor, [channel]))(channel)
    const { actor, viewerClass } = viewer
    if (!group || !watchers.has(watcher)) return
    if (viewerClass === group.viewerClass && actor.locale === group.locale) return
    groups.leave(watcher, channel)
    if (viewerClass === null) watcher.stream.send('gone', JSON.stringify({ topic: channel }))
    else await parts.subscribe(watcher, channel, null, viewer)
  }

  return {
    /** Updates the streams of a person. */
    changed(personId: string): void {
      note(personId)
      if (watchers.of(personId).length === 0) return
      queue(`a person ${personId}`, () => reshape(personId)).catch((err) => {
        log.warn({ err }, 'could not shape somebody’s streams anew, so they are ended')
        for (const watcher of watchers.of(personId)) watchers.end(watcher)
      })
    },
    /** Did this actor's permissions change so lately that they may have been loaded before? */
    mayBeOld(actor: Actor): boolean {
      const changedAt = changes.get(personIdOf(actor) ?? '')
      return changedAt !== undefined && Date.now() - changedAt < changeLastsMs
    },
  }
}
