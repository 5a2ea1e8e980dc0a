/**
 * A new watcher of a channel joins its group and gets the updates their page lacks.
 */

import type { Reading, Viewer } from '#server/platform/live/reading.ts'
import { messageOf, type ViewerGroup, type ViewerGroups, type Watcher } from '#server/platform/live/viewer-groups.ts'
import type { Watchers } from '#server/platform/live/watchers.ts'
import type { Look } from '#server/platform/work.ts'

/** Puts a watcher into the group of their viewer class, and sends their page what is new since the version it shows. */
export type Subscribe = (watcher: Watcher, channel: string, since: string | null, viewer: Viewer) => Promise<void>

/** What subscribing to the groups of one hub is. */
export function subscribeTo(parts: { watchers: Watchers; groups: ViewerGroups; reading: Reading }): Subscribe {
  const { watchers, groups, reading } = parts

  async function subscribe(watcher: Watcher, channel: string, since: string | null, viewer: Viewer): Promise<void> {
    const look = await reading.look()
    if (!watchers.has(watcher)) return
    if (watcher.actor !== viewer.actor) {
      // Their permissions changed meanwhile.
      const viewerNow = await reading.viewerOf(watcher.actor, [channel])
      return subscribe(watcher, channel, since, viewerNow(channel))
    }
    if (viewer.viewerClass !== null)
      await replay(look, groups.join(watcher, channel, viewer.viewerClass), watcher, since)
  }

  async function replay(look: Look, group: ViewerGroup, watcher: Watcher, since: string | null): Promise<void> {
    // An update the group does not have yet comes with the next poll, to this watcher too.
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
