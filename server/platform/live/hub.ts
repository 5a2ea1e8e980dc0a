/**
 * Live pages. The hub keeps the open streams, asks each touched topic once for each audience and language,
 * and sends the same bytes to all who watch in that way.
 *
 * An announcement crosses processes by NOTIFY, gathered to a few a second; one that got lost is healed by re-reading
 * watched topics every five seconds.
 */
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Locale } from '#server/platform/i18n.ts'
import type { Audience, LiveChange, LiveTopic } from '#server/platform/live/topic.ts'
import type { Log } from '#server/platform/log.ts'
import type { Look } from '#server/platform/work.ts'

/** One open stream of one tab. */
export interface LiveStream {
  send(event: string, data: string): void
  close(): void
}

export interface LiveHub {
  /** Opens a stream on topics with the versions their page carries; returns how to end it. */
  watch(actor: Actor, topics: ReadonlyMap<string, string | null>, stream: LiveStream): Promise<() => void>
  /** Says what a committed piece of work touched, here and to the other processes. */
  announce(topics: Iterable<string>, people: Iterable<string>): void
  /** Takes in what another process announced. */
  hear(topics: Iterable<string>, people: Iterable<string>): void
  /** Ends every stream; browsers come back by themselves. */
  endAll(): void
  /** Streams open now. */
  readonly size: number
  /** Ends every stream, and tells the other processes what they have not been told yet. */
  close(): Promise<void>
}

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

interface Watcher {
  actor: Actor
  readonly stream: LiveStream
  readonly groups: Map<string, Group>
}

/** All who watch one topic in one way. */
interface Group {
  readonly topic: string
  readonly audience: Audience
  readonly locale: Locale
  version: string | null
  readonly watchers: Set<Watcher>
}

const pumpEveryMs = 250
const healEveryMs = 5000
const tellEveryMs = 200
/** Topics and people in one notification, which PostgreSQL limits to 8,000 bytes. */
const mostTold = 60

/** Opens the hub of this process. */
export function openHub(terms: HubTerms): LiveHub {
  const watchers = new Set<Watcher>()
  const groups = new Map<string, Map<string, Group>>()
  const waiting = new Map<string, NodeJS.Timeout>()
  const pumping = new Set<string>()
  const pumpedAt = new Map<string, number>()
  const toTell = { topics: new Set<string>(), people: new Set<string>() }

  let looking: Promise<Look> | null = null

  const healing = setInterval(() => {
    for (const topic of groups.keys()) schedulePump(topic)
  }, healEveryMs)
  const telling = setInterval(() => void tellOthers(), tellEveryMs)
  healing.unref()
  telling.unref()

  async function tellOthers(): Promise<void> {
    if (toTell.topics.size === 0 && toTell.people.size === 0) return
    const [topics, people] = [[...toTell.topics], [...toTell.people]]
    toTell.topics.clear()
    toTell.people.clear()
    for (let i = 0; i < Math.max(topics.length, people.length); i += mostTold) {
      await terms
        .tell(topics.slice(i, i + mostTold), people.slice(i, i + mostTold))
        .catch((error) => terms.log.warn({ err: error }, 'could not tell the other processes'))
    }
  }

  /** One look for all that is pumped at one time. */
  function sharedLook(): Promise<Look> {
    looking ??= terms.look().finally(() => {
      looking = null
    })
    return looking
  }

  /** First news at once, further news gathered. */
  function schedulePump(topic: string): void {
    if (!groups.has(topic) || waiting.has(topic)) return
    const wait = Math.max(0, (pumpedAt.get(topic) ?? 0) + pumpEveryMs - Date.now())
    waiting.set(
      topic,
      setTimeout(() => {
        waiting.delete(topic)
        void pump(topic)
      }, wait),
    )
  }

  async function pump(topic: string): Promise<void> {
    if (pumping.has(topic)) return schedulePump(topic)
    pumping.add(topic)
    pumpedAt.set(topic, Date.now())
    try {
      const look = await sharedLook()
      for (const group of groups.get(topic)?.values() ?? []) {
        const news = await newsOf(look, group, group.version)
        if (news.version === group.version) continue
        group.version = news.version
        const data = messageOf(topic, news)
        for (const watcher of group.watchers) watcher.stream.send('update', data)
      }
    } catch (error) {
      terms.log.warn({ err: error, topic: topic.split('/')[0] }, 'could not read what is new')
    } finally {
      pumping.delete(topic)
    }
  }

  function newsOf(look: Look, group: Group, since: string | null) {
    const { kind, id } = partsOf(group.topic)
    return (terms.topics.get(kind) as LiveTopic).changes(look, id, group.audience, group.locale, since)
  }

  function join(watcher: Watcher, topic: string, audience: Audience): Group {
    const shape = `${audience} ${watcher.actor.locale}`
    const shapes = groups.get(topic) ?? new Map<string, Group>()
    groups.set(topic, shapes)
    const group = shapes.get(shape) ?? {
      topic,
      audience,
      locale: watcher.actor.locale,
      version: null,
      watchers: new Set(),
    }
    shapes.set(shape, group)
    group.watchers.add(watcher)
    watcher.groups.set(topic, group)
    return group
  }

  function leave(watcher: Watcher, topic: string): void {
    const group = watcher.groups.get(topic)
    if (!group) return
    watcher.groups.delete(topic)
    group.watchers.delete(watcher)
    if (group.watchers.size > 0) return
    const shapes = groups.get(topic)
    shapes?.delete(`${group.audience} ${group.locale}`)
    if (shapes?.size === 0) {
      groups.delete(topic)
      pumpedAt.delete(topic)
    }
  }

  async function begin(look: Look, watcher: Watcher, topic: string, since: string | null): Promise<void> {
    const { kind, id } = partsOf(topic)
    const audience = (await terms.topics.get(kind)?.audienceOf(look, watcher.actor, id)) ?? null
    if (audience === null) return
    const group = join(watcher, topic, audience)
    const news = await newsOf(look, group, since)
    group.version ??= news.version
    if (news.version !== since) watcher.stream.send('update', messageOf(topic, news))
  }

  /** Shapes a person's streams by what they may see now. */
  async function reshape(personId: string): Promise<void> {
    const theirs = [...watchers].filter(({ actor }) => personIdOf(actor) === personId)
    if (theirs.length === 0) return
    const look = await terms.look()
    for (const watcher of theirs) {
      const actor = await terms.actorAgain(watcher.actor)
      if (!actor) {
        end(watcher)
        watcher.stream.close()
        continue
      }
      watcher.actor = actor
      for (const [topic, group] of [...watcher.groups]) {
        const { kind, id } = partsOf(topic)
        const audience = (await terms.topics.get(kind)?.audienceOf(look, actor, id)) ?? null
        if (audience === group.audience && actor.locale === group.locale) continue
        leave(watcher, topic)
        if (audience === null) watcher.stream.send('gone', JSON.stringify({ topic }))
        else await begin(look, watcher, topic, null)
      }
    }
  }

  function end(watcher: Watcher): void {
    watchers.delete(watcher)
    for (const topic of [...watcher.groups.keys()]) leave(watcher, topic)
  }

  function endAll(): void {
    for (const watcher of [...watchers]) {
      end(watcher)
      watcher.stream.close()
    }
  }

  function hear(topics: Iterable<string>, people: Iterable<string>): void {
    for (const topic of topics) schedulePump(topic)
    for (const person of people) {
      void reshape(person).catch((error) => {
        terms.log.warn({ err: error }, 'could not shape streams anew, so all are ended')
        endAll()
      })
    }
  }

  return {
    async watch(actor, topics, stream) {
      const watcher: Watcher = { actor, stream, groups: new Map() }
      watchers.add(watcher)
      const look = await terms.look()
      for (const [topic, since] of topics) await begin(look, watcher, topic, since)
      return () => end(watcher)
    },
    announce(topics, people) {
      for (const topic of topics) toTell.topics.add(topic)
      for (const person of people) toTell.people.add(person)
      hear(topics, people)
    },
    hear,
    endAll,
    get size() {
      return watchers.size
    },
    close() {
      clearInterval(healing)
      clearInterval(telling)
      for (const timer of waiting.values()) clearTimeout(timer)
      endAll()
      return tellOthers()
    },
  }
}

function partsOf(topic: string): { kind: string; id: string } {
  const [kind = '', id = ''] = topic.split('/')
  return { kind, id }
}

function messageOf(topic: string, news: { version: string; changes: readonly LiveChange[] }): string {
  return JSON.stringify({ topic, ...news })
}
