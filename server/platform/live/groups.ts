/**
 * Who watches what: everybody who sees a topic in one way stands in one group, which is read for and sent to at once.
 */
import type { Actor } from '#server/platform/actor.ts'
import type { Locale } from '#server/platform/i18n.ts'
import type { LiveStream } from '#server/platform/live/live.ts'
import type { Audience, LiveChange } from '#server/platform/live/topic.ts'

/** What is new on a topic, and the version that leads to. */
export interface News {
  readonly version: string
  readonly changes: readonly LiveChange[]
}

/** One open stream, with whoever holds it and the groups it stands in, by topic. */
export interface Watcher {
  actor: Actor
  readonly stream: LiveStream
  readonly groups: Map<string, Group>
}

/** All who watch one topic in one way. */
export interface Group {
  readonly topic: string
  readonly audience: Audience
  readonly locale: Locale
  /** What all of them have been sent. */
  version: string | null
  /** What was last read for somebody who came with an older page; the next one with the same page gets the same. */
  caughtUp: { readonly since: string | null; readonly news: News } | null
  readonly watchers: Set<Watcher>
}

/** What somebody may see of a topic, and the actor they were then. */
export interface Seeing {
  readonly actor: Actor
  readonly audience: Audience | null
}

export interface Groups {
  /** The topics somebody watches. */
  topics(): Iterable<string>
  has(topic: string): boolean
  /** The groups of one topic; it may change while they are gone through. */
  of(topic: string): Iterable<Group>
  join(watcher: Watcher, topic: string, audience: Audience): Group
  leave(watcher: Watcher, topic: string): void
}

/** Opens the groups of one hub; `empty` is told each topic that nobody watches any more. */
export function openGroups(empty: (topic: string) => void): Groups {
  const groups = new Map<string, Map<string, Group>>()
  return {
    topics: () => groups.keys(),
    has: (topic) => groups.has(topic),
    of: (topic) => groups.get(topic)?.values() ?? [],
    join(watcher, topic, audience) {
      const { locale } = watcher.actor
      const shapes = groups.get(topic) ?? new Map<string, Group>()
      groups.set(topic, shapes)
      const shape = shapeOf(audience, locale)
      const group = shapes.get(shape) ?? { topic, audience, locale, version: null, caughtUp: null, watchers: new Set() }
      shapes.set(shape, group)
      group.watchers.add(watcher)
      watcher.groups.set(topic, group)
      return group
    },
    leave(watcher, topic) {
      const group = watcher.groups.get(topic)
      if (!group) return
      watcher.groups.delete(topic)
      group.watchers.delete(watcher)
      const shapes = groups.get(topic)
      if (group.watchers.size === 0) shapes?.delete(shapeOf(group.audience, group.locale))
      if (shapes?.size !== 0) return
      groups.delete(topic)
      empty(topic)
    },
  }
}

function shapeOf(audience: Audience, locale: Locale): string {
  return `${audience} ${locale}`
}
