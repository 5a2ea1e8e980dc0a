/**
 * Everybody who watches in this process, by whose streams they are. A person may hold so many, a session of theirs fewer:
 * of more the oldest end, since the page in sight opened its own last.
 */
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Watcher } from '#server/platform/live/groups.ts'

/** Streams of one person at most, and of one session or token of theirs. A browser holds one for each page in sight. */
const mostStreams = { person: 60, session: 20 } as const

export interface Watchers {
  readonly size: number
  has(watcher: Watcher): boolean
  all(): Watcher[]
  /** Those of one person, the oldest first. */
  of(personId: string): Watcher[]
  /** Takes one more. @returns those that are too many by now, the oldest first */
  add(watcher: Watcher): Watcher[]
  remove(watcher: Watcher): void
}

/** Opens the list of one hub. */
export function openWatchers(): Watchers {
  const watchers = new Set<Watcher>()
  const byPerson = new Map<string, Set<Watcher>>()
  return {
    get size() {
      return watchers.size
    },
    has: (watcher) => watchers.has(watcher),
    all: () => [...watchers],
    of: (personId) => [...(byPerson.get(personId) ?? [])],
    add(watcher) {
      watchers.add(watcher)
      const personId = personIdOf(watcher.actor)
      if (!personId) return []
      const theirs = byPerson.get(personId) ?? new Set()
      byPerson.set(personId, theirs.add(watcher))
      const session = sessionOf(watcher.actor)
      const ofSession = [...theirs].filter(({ actor }) => sessionOf(actor) === session)
      const tooMany = ofSession.slice(0, -mostStreams.session)
      return tooMany.length > 0 ? tooMany : [...theirs].slice(0, -mostStreams.person)
    },
    remove(watcher) {
      watchers.delete(watcher)
      const personId = personIdOf(watcher.actor)
      const theirs = personId ? byPerson.get(personId) : undefined
      theirs?.delete(watcher)
      if (personId && theirs?.size === 0) byPerson.delete(personId)
    },
  }
}

/** What somebody came by: a session or a token. */
export function sessionOf(actor: Actor): string {
  return actor.kind === 'person' ? `${actor.sessionId} ${actor.tokenId}` : actor.kind
}
