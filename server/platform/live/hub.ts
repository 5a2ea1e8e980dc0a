/**
 * Live pages. The hub keeps the open streams, asks each touched topic once for each audience and language,
 * and sends the same bytes to all who watch in that way.
 *
 * An announcement crosses processes by NOTIFY (telling.ts); one that got lost is healed by re-reading watched topics
 * every five seconds. Whatever is read and sent on one topic happens one after the other, so that no page ever gets an
 * older state after a newer one.
 */
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { audiencesOf, partsOf } from '#server/platform/live/audiences.ts'
import { type Group, type News, openGroups, type Seeing, type Watcher } from '#server/platform/live/groups.ts'
import { openLines } from '#server/platform/live/lines.ts'
import type { LiveHub, LiveStream } from '#server/platform/live/live.ts'
import { sendToAll } from '#server/platform/live/send-to-all.ts'
import { openTelling } from '#server/platform/live/telling.ts'
import type { LiveTopic } from '#server/platform/live/topic.ts'
import { openWatchers, sessionOf } from '#server/platform/live/watchers.ts'
import type { Log } from '#server/platform/log.ts'
import type { Look } from '#server/platform/work.ts'

/** Why a stream is over for good, so that its page does not come back by itself. */
type Over = 'signed_out' | 'too_many'

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

const pumpEveryMs = 250
/** A topic rests this many times as long as it took to send to all who watch, so that ten thousand leave room for votes. */
const restsTimes = 4
const healEveryMs = 5000
/** Topics read at one time, so that healing thousands leaves the database to the pages. */
const mostPumpsAtOnce = 32
/** How long one reading of the time serves, in ms. */
const lookLastsMs = 50
/** An actor who was loaded before a change of their rights, and comes to watch after it, is loaded again for so long. */
const touchLastsMs = 10_000

/** Opens the hub of this process. */
export function openHub(terms: HubTerms): LiveHub {
  const { log } = terms
  const watchers = openWatchers()
  const waiting = new Map<string, NodeJS.Timeout>()
  const due = new Set<string>()
  const restsUntil = new Map<string, number>()
  const touchedAt = new Map<string, number>()
  const inLine = openLines()
  const groups = openGroups(forget)
  const telling = openTelling(terms.tell, log)
  let pumps = 0
  let warnedAt = 0
  let held: { readonly at: number; readonly look: Promise<Look> } | null = null
  let isClosed = false

  const healing = setInterval(() => {
    for (const topic of groups.topics()) if (!waiting.has(topic)) due.add(topic)
    const before = Date.now() - touchLastsMs
    for (const [person, at] of touchedAt) if (at < before) touchedAt.delete(person)
    pumpDue()
  }, healEveryMs)
  healing.unref()

  function look(): Promise<Look> {
    const at = Date.now()
    if (!held || at - held.at > lookLastsMs) {
      const next = { at, look: terms.look() }
      held = next
      next.look.catch(() => {
        if (held === next) held = null
      })
    }
    return held.look
  }

  /** First news at once, further news gathered. */
  function schedulePump(topic: string): void {
    if (!groups.has(topic) || waiting.has(topic)) return
    const wait = Math.max(0, (restsUntil.get(topic) ?? 0) - Date.now())
    const timer = setTimeout(() => {
      waiting.delete(topic)
      due.add(topic)
      pumpDue()
    }, wait)
    waiting.set(topic, timer)
  }

  function pumpDue(): void {
    while (pumps < mostPumpsAtOnce && due.size > 0) {
      const [topic = ''] = due
      due.delete(topic)
      pumps++
      void inLine(topic, () => pump(topic))
        .catch((err) => warn(err, topic))
        .finally(() => {
          pumps--
          pumpDue()
        })
    }
  }

  /** Said once a second at most: without a database every topic fails. */
  function warn(err: unknown, topic: string): void {
    if (Date.now() - warnedAt < 1000) return
    warnedAt = Date.now()
    log.warn({ err, topic: partsOf(topic).kind }, 'could not read what is new')
  }

  function forget(topic: string): void {
    restsUntil.delete(topic)
    due.delete(topic)
    clearTimeout(waiting.get(topic))
    waiting.delete(topic)
  }

  async function pump(topic: string): Promise<void> {
    if (!groups.has(topic)) return
    restsUntil.set(topic, Date.now() + pumpEveryMs)
    const now = await look()
    let sendingMs = 0
    for (const group of groups.of(topic)) {
      const news = await newsOf(now, group, group.version)
      if (news.version === group.version) continue
      group.version = news.version
      group.caughtUp = null
      sendingMs += await sendToAll(group.watchers, messageOf(topic, news))
    }
    restsUntil.set(topic, Date.now() + Math.max(pumpEveryMs, restsTimes * sendingMs))
  }

  function newsOf(now: Look, { topic, audience, locale }: Group, since: string | null): Promise<News> {
    const { kind, id } = partsOf(topic)
    return (terms.topics.get(kind) as LiveTopic).changes(now, id, audience, locale, since)
  }

  async function seeAll({ actor }: Watcher, topics: Iterable<string>): Promise<(topic: string) => Seeing> {
    const audiences = await audiencesOf(terms.topics, await look(), actor, topics)
    return (topic) => ({ actor, audience: audiences.get(topic) ?? null })
  }

  async function see(watcher: Watcher, topic: string): Promise<Seeing> {
    return (await seeAll(watcher, [topic]))(topic)
  }

  /** Puts a watcher among those who see a topic as they may, and sends what their page lacks. */
  async function begin(watcher: Watcher, topic: string, since: string | null, seeing: Seeing): Promise<void> {
    const now = await look()
    if (!watchers.has(watcher)) return
    // Their rights changed meanwhile.
    if (watcher.actor !== seeing.actor) return begin(watcher, topic, since, await see(watcher, topic))
    const { audience } = seeing
    if (audience === null) return
    const group = groups.join(watcher, topic, audience)
    // What is newer than all have been sent comes with the next pump, to this one too.
    if (since !== null && since === group.version) return
    const known = group.caughtUp?.since === since ? group.caughtUp.news : null
    const news = known ?? (await newsOf(now, group, since))
    group.caughtUp = { since, news }
    group.version ??= news.version
    if (news.version !== since && watchers.has(watcher)) watcher.stream.send('update', messageOf(topic, news))
  }

  /** Shapes a person's streams by what they may see now; asks once for each session, however many tabs it has. */
  async function reshape(personId: string): Promise<void> {
    const actors = new Map<string, Promise<Actor | null>>()
    for (const watcher of watchers.of(personId)) {
      const key = `${sessionOf(watcher.actor)} ${watcher.actor.locale}`
      const again = actors.get(key) ?? terms.actorAgain(watcher.actor)
      actors.set(key, again)
      const actor = await again
      if (!watchers.has(watcher)) continue
      if (!actor) {
        endFor(watcher, 'signed_out')
        continue
      }
      watcher.actor = actor
      for (const topic of [...watcher.groups.keys()]) await inLine(topic, () => reshapeOne(watcher, topic))
    }
  }

  async function reshapeOne(watcher: Watcher, topic: string): Promise<void> {
    const group = watcher.groups.get(topic)
    const seeing = await see(watcher, topic)
    const { actor, audience } = seeing
    if (!group || !watchers.has(watcher) || (audience === group.audience && actor.locale === group.locale)) return
    groups.leave(watcher, topic)
    if (audience === null) watcher.stream.send('gone', JSON.stringify({ topic }))
    else await begin(watcher, topic, null, seeing)
  }

  function end(watcher: Watcher): void {
    watchers.remove(watcher)
    for (const topic of [...watcher.groups.keys()]) groups.leave(watcher, topic)
  }

  function endFor(watcher: Watcher, why: Over): void {
    end(watcher)
    sayOver(watcher.stream, why)
  }

  /** Without a reason: their pages come back by themselves. */
  function endThese(some: readonly Watcher[]): void {
    for (const watcher of some) {
      end(watcher)
      watcher.stream.close()
    }
  }

  function hear(topics: Iterable<string>, people: Iterable<string>): void {
    for (const topic of topics) schedulePump(topic)
    for (const person of people) {
      touchedAt.set(person, Date.now())
      if (watchers.of(person).length === 0) continue
      inLine(`a person ${person}`, () => reshape(person)).catch((err) => {
        log.warn({ err }, 'could not shape somebody’s streams anew, so they are ended')
        endThese(watchers.of(person))
      })
    }
  }

  return {
    async watch(given, topics, stream) {
      const personId = personIdOf(given)
      const actor = personId && touchedAt.has(personId) ? await terms.actorAgain(given) : given
      if (isClosed || !actor) {
        if (isClosed) stream.close()
        else sayOver(stream, 'signed_out')
        return () => undefined
      }
      const watcher: Watcher = { actor, stream, groups: new Map() }
      for (const older of watchers.add(watcher)) endFor(older, 'too_many')
      try {
        const seen = await seeAll(watcher, topics.keys())
        await Promise.all(
          [...topics].map(([topic, since]) => inLine(topic, () => begin(watcher, topic, since, seen(topic)))),
        )
      } catch (problem) {
        end(watcher)
        throw problem
      }
      return () => end(watcher)
    },
    announce(topics, people) {
      const [someTopics, somePeople] = [[...topics], [...people]]
      telling.add(someTopics, somePeople)
      hear(someTopics, somePeople)
    },
    hear,
    endAll: () => endThese(watchers.all()),
    get size() {
      return watchers.size
    },
    close() {
      isClosed = true
      clearInterval(healing)
      for (const timer of waiting.values()) clearTimeout(timer)
      endThese(watchers.all())
      return telling.close()
    },
  }
}

/** Ends a stream in words that its page understands. */
function sayOver(stream: LiveStream, why: Over): void {
  stream.send('over', JSON.stringify({ why }))
  stream.close()
}

function messageOf(topic: string, news: News): string {
  return JSON.stringify({ topic, ...news })
}
