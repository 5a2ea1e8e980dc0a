/**
 * Whoever comes to a channel joins its group and is sent what their page lacks.
 */

import type { Reading, Viewer } from '#server/platform/live/reading.ts'
import { messageOf, type ViewerGroup, type ViewerGroups, type Watcher } from '#server/platform/live/viewer-groups.ts'
import type { Watchers } from '#server/platform/live/watchers.ts'
import type { Look } from '#server/platform/work.ts'

/** Puts a watcher among those who see a channel as they may, and brings their page up from the version it shows. */
export type Subscribe = (watcher: Watcher, channel: string, since: string | null, viewer: Viewer) => Promise<void>

/** What subscribing to the groups of one hub is. */
export function subscribeTo(parts: { watchers: Watchers; groups: ViewerGroups; reading: Reading }): Subscribe {
  const { watchers, groups, reading } = parts

  async function subscribe(watcher: Watcher, channel: string, since: string | null, viewer: Viewer): Promise<void> {
    const look = await reading.look()
    if (!watchers.has(watcher)) return
    if (watcher.actor !== viewer.actor) {
      // Their rights changed meanwhile.
      const viewerNow = await reading.viewerOf(watcher.actor, [channel])
      return subscribe(watcher, channel, since, viewerNow(channel))
    }
    if (viewer.viewerClass !== null)
      await replay(look, groups.join(watcher, channel, viewer.viewerClass), watcher, since)
  }

  async function replay(look: Look, group: ViewerGroup, watcher: Watcher, since: string | null): Promise<void> {
    // What is newer than all have been sent comes with the next poll, to this one too.
    if (since !== null && since === group.version) return
    const known = group.replayed?.since === since ? group.replayed.update : null
    const update = known ?? (await reading.update(look, group, since))
    group.replayed = { since, update }
    group.version ??= update.version
    if (update.version !== since && watchers.has(watcher))
      watcher.stream.send('update', messageOf(group.channel, update))
  }

  return subscribe
}
