/**
 * What is looked for on a seeded site: words that are rare there, words that are common, and one that only some may find.
 */
import { randomUUID } from 'node:crypto'
import type { LoadRequest } from '#bench/load/request.ts'
import { threadsOfLength } from './known.ts'
import { formOf, jsonOf, pageOf, type Site, type Visitor } from './site.ts'

/** Searches of the first community, by kinds of words. */
export interface Searches {
  readonly rare: readonly LoadRequest[]
  readonly common: readonly LoadRequest[]
}

/** The most and the fewest rows that have a rare word. */
const rare = { least: 3, most: 60 }

/** Counts the words of the site as its job does, and gives searches of many members. */
export async function searchesOf(site: Site): Promise<Searches> {
  await jobDone(site, 'recount-search-words')
  const wordsBy = async (condition: string, most: number) => {
    const { rows } = await site.pool.query<{ word: string }>(
      `select w.word from search_word w join community c on c.id = w.community_id
       where c.slug = $1 and length(w.word) > 3 and ${condition} limit ${most}`,
      [site.community],
    )
    return rows.map(({ word }) => word)
  }
  const few = await wordsBy(`w.rows between ${rare.least} and ${rare.most} order by md5(w.word)`, 100)
  const many = await wordsBy('true order by w.rows desc, w.word', 20)
  const words = few.length > 0 ? few : await writeRare(site)
  const [first] = many
  if (!first) throw new Error('No word of this site is counted.')
  const spread = (make: (i: number) => string) =>
    Array.from({ length: 400 }, (_, i) => pageOf(askedFor(site, make(i)), at(site.members, i)))
  return {
    rare: spread((i) => at(words, i)),
    common: spread((i) => `${at(many, i)} ${at(many, i + 1)}`),
  }
}

/** Replies with words that nothing else has: on a very small and on a very large seeded site no word is rare. */
async function writeRare(site: Site): Promise<string[]> {
  const words = [...'abcdefghijklmnopqrst'].map((letter) => `quarndl${letter}`)
  const threads = await threadsOfLength(site, 2, 18)
  for (const [place, word] of words.entries())
    for (let i = 0; i < rare.least; i++) {
      const { method, path, headers, body } = formOf(
        `/c/${site.community}/discussions/${at(threads, place + i)}/posts`,
        at(site.members, place * rare.least + i),
        { source: `We call it ${word}, and nobody else does.`, once: randomUUID() },
      )
      const { status } = await fetch(`${site.program.url}${path}`, { method, headers, body, redirect: 'manual' })
      if (status !== 303) throw new Error(`A reply with a rare word was answered ${status}.`)
    }
  return words
}

function at<T>(list: readonly T[], i: number): T {
  return list[i % list.length] as T
}

function askedFor({ community }: Site, words: string): string {
  return `/c/${community}/search?${new URLSearchParams({ q: words })}`
}

/** Runs a job of the site by itself, and waits until it is done. @returns ms */
export async function jobDone({ pool }: Site, task: string): Promise<number> {
  const began = performance.now()
  const { rows } = await pool.query<{ id: string }>('select (graphile_worker.add_job($1::text, priority => -10)).id', [
    task,
  ])
  while (performance.now() - began < patienceMs) {
    const left = await pool.query('select attempts, last_error from graphile_worker.jobs where id = $1', [rows[0]?.id])
    if (left.rowCount === 0) return performance.now() - began
    if (left.rows[0].last_error) throw new Error(left.rows[0].last_error)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`The job ${task} did not end.`)
}

const patienceMs = 1_800_000

/** A word that only people of an audience may find, one that nothing has, and members who may not. */
export interface Hidden {
  readonly there: string
  readonly nowhere: string
  readonly asks: (word: string, i: number) => LoadRequest
}

/** Leaves a discussion to the leader alone, under a word that nothing else has. */
export async function hideOne(site: Site): Promise<Hidden> {
  const [there, nowhere] = ['quillonbar', 'quellinbor']
  await site.pool.query(
    `with a as (
       insert into audience (community_id) select id from community where slug = $1 returning id, community_id
     ), p as (
       insert into audience_person (community_id, audience_id, person_id) select community_id, id, $2 from a
     )
     update entry e set audience_id = a.id, title = $3 from a
     where e.id = (
       select t.id from thread t join entry x on x.id = t.id
       where t.community_id = a.community_id and t.entry_id = t.id and x.audience_id is null
       -- The shortest: no load reads it or replies to it.
       order by (select count(*) from post q where q.thread_id = t.id), t.id limit 1)`,
    [site.community, site.leader.personId, there],
  )
  // Nobody asks more often than search lets them.
  const readers: readonly Visitor[] = site.members.slice(0, 20)
  return { there, nowhere, asks: (word, i) => jsonOf(askedFor(site, word), at(readers, i)) }
}
