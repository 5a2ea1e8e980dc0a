/**
 * Which audience somebody belongs to, on all topics of a page with one question for each kind.
 */
import type { Actor } from '#server/platform/actor.ts'
import type { Audience, LiveTopic } from '#server/platform/live/topic.ts'
import type { Look } from '#server/platform/work.ts'

/** A topic's kind and id. */
export function partsOf(topic: string): { kind: string; id: string } {
  const [kind = '', id = ''] = topic.split('/')
  return { kind, id }
}

/** By topic; one that they may not watch, or that is none, is not in it. */
export async function audiencesOf(
  kinds: ReadonlyMap<string, LiveTopic>,
  look: Look,
  actor: Actor,
  topics: Iterable<string>,
): Promise<ReadonlyMap<string, Audience>> {
  const asked = Map.groupBy([...topics].map(partsOf), ({ kind }) => kind)
  const found = [...asked].map(async ([kind, parts]) => {
    const ids = parts.map(({ id }) => id)
    const audiences = (await kinds.get(kind)?.audiencesOf(look, actor, ids)) ?? []
    return [...audiences].map(([id, audience]) => [`${kind}/${id}`, audience] as const)
  })
  return new Map((await Promise.all(found)).flat())
}
