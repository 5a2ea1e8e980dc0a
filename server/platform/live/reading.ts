/**
 * What the hub asks the rooms: what is new in a channel, and which audience somebody belongs to.
 */
import type { Actor } from '#server/platform/actor.ts'
import type { Channel } from '#server/platform/live/channels.ts'
import type { Audience, LiveTopic, News } from '#server/platform/live/topic.ts'
import type { Look } from '#server/platform/work.ts'

/** How long one reading of the time serves, in ms. */
const lookLastsMs = 50

/** What somebody may see of a topic, and the actor they were then. */
export interface Seeing {
  readonly actor: Actor
  readonly audience: Audience | null
}

export interface Reading {
  /** A look of a moment ago at most. */
  look(): Promise<Look>
  news(look: Look, channel: Channel, since: string | null): Promise<News>
  /** What somebody may see of each of these, with one question for each kind of topic. */
  seeing(actor: Actor, topics: Iterable<string>): Promise<(topic: string) => Seeing>
}

/** Opens it for these kinds of topics; `takeLook` asks the database for the time. */
export function openReading(kinds: ReadonlyMap<string, LiveTopic>, takeLook: () => Promise<Look>): Reading {
  let held: { readonly at: number; readonly look: Promise<Look> } | null = null

  function look(): Promise<Look> {
    const at = Date.now()
    if (!held || at - held.at > lookLastsMs) {
      const next = { at, look: takeLook() }
      held = next
      next.look.catch(() => {
        if (held === next) held = null
      })
    }
    return held.look
  }

  async function audiencesOf(actor: Actor, topics: Iterable<string>): Promise<ReadonlyMap<string, Audience>> {
    const now = await look()
    const asked = Map.groupBy([...topics].map(partsOf), ({ kind }) => kind)
    const found = [...asked].map(async ([kind, parts]) => {
      const ids = parts.map(({ id }) => id)
      const audiences = (await kinds.get(kind)?.audiencesOf(now, actor, ids)) ?? []
      return [...audiences].map(([id, audience]) => [`${kind}/${id}`, audience] as const)
    })
    return new Map((await Promise.all(found)).flat())
  }

  return {
    look,
    news(now, { topic, audience, locale }, since) {
      const { kind, id } = partsOf(topic)
      return (kinds.get(kind) as LiveTopic).changes(now, id, audience, locale, since)
    },
    async seeing(actor, topics) {
      const audiences = await audiencesOf(actor, topics)
      return (topic) => ({ actor, audience: audiences.get(topic) ?? null })
    },
  }
}

/** A topic's kind and id. */
export function partsOf(topic: string): { kind: string; id: string } {
  const [kind = '', id = ''] = topic.split('/')
  return { kind, id }
}
