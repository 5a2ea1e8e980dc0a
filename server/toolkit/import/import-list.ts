/**
 * Brings a curated list into a Toolkit: each link a resource, each heading and file a topic. What is here already is left
 * as it is, so that the same list can come again when it has grown.
 */

import { type CommunityHead, findCommunityToChange } from '#server/communities/room.ts'
import { openDiscussion } from '#server/discussions/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { nameKey } from '#server/platform/words.ts'
import type { Look, Work } from '#server/platform/work.ts'
import { toolkitImported } from '#server/toolkit/activities.ts'
import { countsOf, type FreshLink, type ListCounts, sortList } from '#server/toolkit/import/list-counts.ts'
import type { ListFile } from '#server/toolkit/import/markdown-list.ts'
import { readListApart } from '#server/toolkit/import/read-list-apart.ts'
import { addressesHere, saveFilings, saveLinks, topicNames } from '#server/toolkit/import/store.ts'
import { kindOfAddress } from '#server/toolkit/title-of.ts'
import { lockTopics, saveTopics, type Topic } from '#server/topics/room.ts'

/**
 * Imports a list into a community. Run twice it changes nothing.
 * @param progress told how many are done of how many, a few times
 * @refuses not_found · forbidden · community_archived · list_too_slow
 */
export async function importList(
  work: Work,
  actor: Actor,
  { community: slug, files }: { community: string; files: readonly ListFile[] },
  progress: (done: number, all: number) => void = () => undefined,
): Promise<ListCounts> {
  const community = await findCommunityToChange(work, actor, slug, 'edit_toolkit')
  const list = await readListApart(files)
  const here = await addressesHere(
    work,
    community.id,
    list.links.map(({ address }) => address),
  )
  const { fresh, paths, alreadyHere, repeated } = sortList(list, here)
  progress(0, fresh.length)
  const topics =
    fresh.length > 0 ? await makeTopics(work, community.id, paths) : { ids: new Map<string, string>(), made: 0 }
  const added = await saveFresh(work, actor, community, fresh, topics.ids, progress)
  if (added > 0) {
    await work.record(toolkitImported, {
      communityId: community.id,
      by: actor,
      objectId: community.id,
      facts: { added },
    })
  }
  return countsOf(list, { added, alreadyHere, repeated, newTopics: topics.made })
}

/**
 * What an import would do, without doing it.
 * @refuses list_too_slow
 */
export async function previewList(look: Look, community: CommunityHead, files: readonly ListFile[]) {
  const list = await readListApart(files)
  const here = await addressesHere(
    look,
    community.id,
    list.links.map(({ address }) => address),
  )
  const { fresh, paths, alreadyHere, repeated } = sortList(list, here)
  const there = new Set(
    (await topicNames(look, community.id)).map(({ name, parent }) =>
      pathKey(parent === null ? [name] : [parent, name]),
    ),
  )
  const wanted = new Set(paths.flatMap((path) => path.map((_, depth) => pathKey(path.slice(0, depth + 1)))))
  const newTopics = [...wanted].filter((key) => !there.has(key)).length
  return countsOf(list, { added: fresh.length, alreadyHere, repeated, newTopics })
}

/** Makes the topics that are needed and not there, in their order; gives the id of each path. */
async function makeTopics(work: Work, communityId: string, paths: readonly (readonly string[])[]) {
  const of = { communityId, list: 'toolkit' } as const
  const there = await lockTopics(work, of)
  const byId = new Map(there.map((topic) => [topic.id, topic]))
  const known = new Map(there.map((topic) => [pathKey(pathOf(topic, byId)), topic]))
  const add = async (level: readonly (readonly string[])[]) => {
    const wanted = new Map(level.map((path) => [pathKey(path), path]))
    const missing = [...wanted].filter(([key]) => !known.has(key)).map(([, path]) => path)
    const made = await saveTopics(
      work,
      of,
      [...known.values()],
      missing.map((path) => ({
        name: path.at(-1) as string,
        parent: path.length > 1 ? (known.get(pathKey(path.slice(0, 1))) ?? null) : null,
      })),
    )
    for (const topic of made) byId.set(topic.id, topic)
    for (const topic of made) known.set(pathKey(pathOf(topic, byId)), topic)
    return made.length
  }
  const tops = await add(paths.map(([top]) => [top as string]))
  const subs = await add(paths.filter((path) => path.length > 1))
  return { ids: new Map([...known].map(([key, { id }]) => [key, id])), made: tops + subs }
}

async function saveFresh(
  work: Work,
  actor: Actor,
  community: CommunityHead,
  fresh: readonly FreshLink[],
  topicIds: ReadonlyMap<string, string>,
  progress: (done: number, all: number) => void,
): Promise<number> {
  if (fresh.length === 0) return 0
  const createdBy = personIdOf(actor)
  const links = fresh.map(({ title, address, summary, authors }) => ({
    title,
    address,
    summary,
    authors,
    kind: kindOfAddress(address),
  }))
  const saved = await saveLinks(work, { communityId: community.id, createdBy, language: community.locale, links })
  const ids = new Map(saved.map(({ address, id }) => [address, id]))
  const filings = fresh.flatMap(({ address, paths }) =>
    paths.flatMap((path) => {
      const [resource, topic] = [ids.get(address), topicIds.get(pathKey(path))]
      return resource && topic ? [{ resource, topic }] : []
    }),
  )
  await saveFilings(work, community.id, filings)
  for (const [n, { id: entryId }] of saved.entries()) {
    await openDiscussion(work, { communityId: community.id, entryId, prompt: '', openedBy: createdBy })
    if (n % 100 === 99) progress(n + 1, saved.length)
  }
  return saved.length
}

function pathOf(topic: Topic, byId: ReadonlyMap<string, Topic>): string[] {
  const parent = topic.parentId === null ? undefined : byId.get(topic.parentId)
  return parent ? [parent.name, topic.name] : [topic.name]
}

function pathKey(path: readonly string[]): string {
  return path.map(nameKey).join('\n')
}
