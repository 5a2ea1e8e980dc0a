/**
 * Seeded working pages: texts that several wrote, in up to eight versions. Two in ten are for a cohort, one for people named.
 */
import type { Body } from '#server/command-line/seed/bodies.ts'
import { bodyRows, type Saving } from '#server/command-line/seed/body-rows.ts'
import { type Chance, chanceOf, oneOf, times } from '#server/command-line/seed/chance.ts'
import { type Community, drawCommunity, type Ground } from '#server/command-line/seed/ground.ts'
import type { Subject } from '#server/command-line/seed/toolkit.ts'
import { itemAt, resourceTitles } from '#server/command-line/seed/words.ts'
import { entryRow } from '#server/entries/room.ts'
import { idAt } from '#server/platform/ids.ts'
import { row, type TableRow } from '#server/platform/save-rows.ts'

/** A working page, as it is drawn. */
export interface Page extends Subject {
  readonly audience: Audience | null
  readonly savings: readonly Saving[]
}

/** A cohort with those who lead, or exactly the people named. */
interface Audience {
  readonly id: string
  readonly cohortId: string | null
  readonly readers: readonly string[]
}

/** Draws pages: a third in the first community, the others anywhere. */
export function drawPages({ ago, communities, leaderId }: Ground, count: number): Page[] {
  const chance = chanceOf(11)
  const titles = resourceTitles()
  return times(count, (i): Page => {
    const community = drawCommunity(chance, communities)
    const began = 560 * chance()
    const audience = drawAudience(chance, community, leaderId, ago(began))
    const speakers = audience?.readers ?? community.speakers
    const savings = times(1 + Math.floor(chance() * 8), (n) => ({
      by: oneOf(chance, speakers, 2),
      at: ago(began * 0.6 ** n),
    }))
    const [{ by, at }] = savings as [Saving]
    return { id: idAt(at), title: itemAt(titles, i * 3), community, at, by, speakers, audience, savings }
  })
}

function drawAudience(chance: Chance, community: Community, leaderId: string, at: Date): Audience | null {
  const luck = chance()
  if (luck < 0.7) return null
  if (luck < 0.9) {
    const cohort = oneOf(chance, community.cohorts)
    return { id: idAt(at), cohortId: cohort.id, readers: [...cohort.members, leaderId] }
  }
  return { id: idAt(at), cohortId: null, readers: [...new Set(times(6, () => oneOf(chance, community.speakers)))] }
}

/** The pages, who may read them, their versions, and the log of it. */
export function* pageRows(pages: readonly Page[], texts: readonly Body[]): Iterable<TableRow> {
  for (const [i, { id, title, community, at, by, audience, savings }] of pages.entries()) {
    const of = { community_id: community.id }
    if (audience) yield* audienceRows(of, audience)
    const saved = savings.at(-1)?.at ?? at
    // It stands in lists where it was saved last.
    yield entryRow({ ...of, id, kind: 'page', title, author_id: by, audience_id: audience?.id ?? null }, saved)
    yield* bodyRows(of, { entryId: id, writers: 'members', savings, says: itemAt(texts, i) })
    for (const [n, saving] of savings.entries()) {
      const what = n === 0 ? { verb: 'page.started' } : { verb: 'page.saved', facts: { version: n + 1 } }
      const about = { object_kind: 'page', object_id: id, entry_id: id }
      yield row('activity', { ...of, ...what, ...about, actor_id: saving.by, at: saving.at })
    }
  }
}

function* audienceRows(of: { community_id: string }, { id, cohortId, readers }: Audience): Iterable<TableRow> {
  yield row('audience', { ...of, id })
  if (cohortId) yield row('audience_cohort', { ...of, audience_id: id, cohort_id: cohortId })
  else for (const person_id of readers) yield row('audience_person', { ...of, audience_id: id, person_id })
}
