/**
 * Seeded Toolkits: links, articles and videos elsewhere, under the same topics in every community.
 */
import { type Body, summaries } from '#server/command-line/seed/bodies.ts'
import { bodyRows } from '#server/command-line/seed/body-rows.ts'
import { chanceOf, oneOf, times } from '#server/command-line/seed/chance.ts'
import { type Community, drawCommunity, type Ground } from '#server/command-line/seed/ground.ts'
import { itemAt, resourceTitles, topics } from '#server/command-line/seed/words.ts'
import { entryRow } from '#server/entries/room.ts'
import { idAt, slugOf } from '#server/platform/ids.ts'
import { row, type TableRow } from '#server/platform/save-rows.ts'

/** A resource, a Ping or a page, below which people talk. */
export interface Subject {
  readonly id: string
  readonly title: string
  readonly community: Community
  readonly at: Date
  /** Who brought it. */
  readonly by: string
  /** Who may read it, and so say something. */
  readonly speakers: readonly string[]
}

/** Draws resources: a third in the first community, the others anywhere. */
export function drawResources({ ago, communities, leaderId }: Ground, count: number): Subject[] {
  const chance = chanceOf(4)
  const titles = resourceTitles()
  return times(count, (i): Subject => {
    const community = drawCommunity(chance, communities)
    const at = ago(580 * chance())
    return { id: idAt(at), title: itemAt(titles, i), community, at, by: leaderId, speakers: community.speakers }
  })
}

/** Topics, and the resources under one or two of them; the first six of each community are featured. */
export function* toolkitRows(
  { ago, leaderId, communities }: Ground,
  resources: readonly Subject[],
  articles: readonly Body[],
): Iterable<TableRow> {
  const chance = chanceOf(5)
  const said = summaries(100)
  for (const community of communities) {
    const of = { community_id: community.id }
    const topicIds = new Map(topics.map(({ name }) => [name, idAt(ago(605))]))
    for (const [i, { name, under = '' }] of topics.entries()) {
      const parent_id = topicIds.get(under) ?? null
      yield row('topic', {
        ...of,
        list: 'toolkit',
        id: topicIds.get(name),
        parent_id,
        name,
        slug: slugOf(name),
        position: i + 1,
      })
    }
    const here = resources.filter((one) => one.community === community)
    for (const [i, { id, title, at }] of here.entries()) {
      const luck = chance()
      const kind = luck < 0.3 ? 'article' : luck < 0.45 ? 'video' : 'link'
      const article = kind === 'article' ? oneOf(chance, articles) : null
      const summary = oneOf(chance, said)
      const authors = i % 2 === 0 ? 'Kim Larsen' : ''
      const address = article ? null : `https://example.org/reading/${community.number}/${i + 1}`
      const entry = { ...of, id, kind: 'resource', title, author_id: leaderId, draft_permission: 'edit_toolkit' }
      yield entryRow(entry, at)
      yield row('resource', {
        ...of,
        id,
        kind,
        summary,
        address,
        held_address: address,
        authors,
        prompt: i % 5 === 0 ? 'What would you change about this before you try it?' : '',
        featured_position: i < 6 ? i + 1 : null,
        owner_id: leaderId,
        changed_at: at,
        published_at: at,
      })
      if (article)
        yield* bodyRows(of, { entryId: id, writers: 'editors', savings: [{ by: leaderId, at }], says: article })
      const filedUnder = new Set([oneOf(chance, topics), ...(i % 3 === 0 ? [itemAt(topics, i)] : [])])
      for (const { name } of filedUnder)
        yield row('entry_topic', { ...of, entry_id: id, topic_id: topicIds.get(name) as string })
      const added = { verb: 'resource.added', object_kind: 'resource', object_id: id, entry_id: id, at }
      yield row('activity', { ...of, actor_id: leaderId, ...added })
    }
  }
}
