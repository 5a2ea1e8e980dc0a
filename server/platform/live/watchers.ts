/**
 * All watchers of this process, by person. A person may hold a number of streams, and one session of theirs fewer.
 * With more, the oldest end, since the page in sight opened its own last.
 */
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { LiveStream } from '#server/platform/live/live.ts'
import type { ViewerGroups, Watcher } from '#server/platform/live/viewer-groups.ts'

/** Why a stream is over for good, so that its page does not come back by itself. */
type Over = 'signed_out' | 'too_many'

/** The most streams of one person, and of one session or token of theirs. A browser holds one for each page in sight. */
const mostStreams = { person: 60, session: 20 } as const

export type Watchers = ReturnType<typeof openWatchers>

/** Opens the list of one hub; a watcher who is removed leaves all groups. */
export function openWatchers(groups: ViewerGroups) {
  const watchers = new Set<Watcher>()
  const byPerson = new Map<string, Set<Watcher>>()

  /** The surplus streams of a person who has just opened one more. */
  function tooMany(theirs: ReadonlySet<Watcher>, session: string): Watcher[] {
    const ofSession = [...theirs].filter(({ actor }) => sessionOf(actor) === session)
    const older = ofSession.slice(0, -mostStreams.session)
    return older.length > 0 ? older : [...theirs].slice(0, -mostStreams.person)
  }

  /** Removes a watcher whose stream is over. */
  function remove(watcher: Watcher): void {
    watchers.delete(watcher)
    for (const channel of [...watcher.groups.keys()]) groups.leave(watcher, channel)
    const personId = personIdOf(watcher.actor)
    const theirs = personId ? byPerson.get(personId) : undefined
    theirs?.delete(watcher)
    if (personId && theirs?.size === 0) byPerson.delete(personId)
  }

  /** Ends a stream; without a reason its page comes back by itself. */
  function end(watcher: Watcher, why?: Over): void {
    remove(watcher)
    if (why) sayOver(watcher.stream, why)
    else watcher.stream.close()
  }

  return {
    get size() {
      return watchers.size
    },
    has: (watcher: Watcher) => watchers.has(watcher),
    all: () => [...watchers],
    /** The watchers of one person, the oldest first. */
    of: (personId: string) => [...(byPerson.get(personId) ?? [])],
    /** Adds a watcher, and ends the person's surplus streams, the oldest first. */
    add(watcher: Watcher): void {
      watchers.add(watcher)
      const personId = personIdOf(watcher.actor)
      if (!personId) return
      const theirs = byPerson.get(personId) ?? new Set()
      byPerson.set(personId, theirs.add(watcher))
      for (const older of tooMany(theirs, sessionOf(watcher.actor))) end(older, 'too_many')
    },
    remove,
    end,
  }
}

/** Ends a stream in words that its page understands. */
export function sayOver(stream: LiveStream, why: Over): void {
  stream.send('over', JSON.stringify({ why }))
  stream.close()
}

/** The key of an actor's session or token. */
export function sessionOf(actor: Actor): string {
  return actor.kind === 'person' ? `${actor.sessionId} ${actor.tokenId}` : actor.kind
}
