/**
 * Seeded discussions: threads of their own, those of resources and Pings, and who says what in them.
 * A few threads are long and most are short, as it is where people talk; replies come sooner after a post than later.
 */
import { type Chance, chanceOf, oneOf } from '#server/command-line/seed/chance.ts'
import type { Community, Ground } from '#server/command-line/seed/ground.ts'
import type { Subject } from '#server/command-line/seed/toolkit.ts'
import { itemAt, threadTitles } from '#server/command-line/seed/words.ts'
import { idAt } from '#server/platform/ids.ts'

/** A thread, as it is drawn. */
export interface Thread {
  readonly id: string
  readonly community: Community
  readonly kind: 'talk' | 'question'
  readonly title: string
  readonly about: Subject | null
  readonly openedBy: string
  readonly at: Date
  /** Those answered before those that answer them; the one that opens a thread of its own is the first. */
  readonly posts: Post[]
  /** Visits by members who said nothing then. */
  readonly readings: Moment[]
}

/** Somebody was there, at some time. */
export interface Moment {
  readonly personId: string
  readonly at: Date
}

/** What somebody said. */
export interface Post extends Moment {
  readonly id: string
  readonly thread: Thread
  /** What it answers; null where it stands at the first level. */
  readonly parent: Post | null
}

interface Amounts {
  readonly threads: number
  /** Those that open threads among them. */
  readonly posts: number
}

/** Draws the threads with their posts and readings. */
export function drawTalk(ground: Ground, amounts: Amounts, subjects: readonly Subject[]): Thread[] {
  const threads = [...drawThreads(ground, amounts.threads), ...subjects.map((about) => threadAbout(ground, about))]
  drawPosts(ground, threads, amounts.posts - amounts.threads)
  drawReadings(ground, threads)
  return threads
}

/** Two in five are in the first community, the others anywhere. */
function drawThreads({ ago, leaderId, communities }: Ground, count: number): Thread[] {
  const chance = chanceOf(7)
  const titles = threadTitles()
  return Array.from({ length: count }, (_, i) => {
    const community = chance() < 0.4 ? (communities[0] as Community) : oneOf(chance, communities)
    const at = ago(560 * chance() + 1 / 24)
    return {
      id: idAt(at),
      community,
      kind: chance() < 0.3 ? 'question' : 'talk',
      title: itemAt(titles, i),
      about: null,
      openedBy: speakerIn(chance, community) ?? leaderId,
      at,
      posts: [],
      readings: [],
    }
  })
}

function threadAbout({ leaderId }: Ground, about: Subject): Thread {
  const { community, title, at } = about
  return { id: idAt(at), community, kind: 'talk', title, about, openedBy: leaderId, at, posts: [], readings: [] }
}

/** Some speak often and most now and then; nobody where there are no members. */
function speakerIn(chance: Chance, { members }: Community): string | undefined {
  return oneOf(chance, members, 2)
}

/** Draws what opens threads, and so many posts more: half of them at the first level, one in ten answers a reply. */
function drawPosts({ ago }: Ground, threads: readonly Thread[], count: number): void {
  const chance = chanceOf(8)
  const now = ago(0).getTime()
  const say = (thread: Thread, parent: Post | null, personId: string, at: Date): Post => {
    const post = { id: idAt(at), thread, parent, personId, at }
    thread.posts.push(post)
    return post
  }
  /** Somebody says something at some time since; the higher `lean`, the sooner. */
  const answer = (thread: Thread, parent: Post | null, lean: number): Post => {
    const since = (parent ?? thread).at.getTime()
    const at = new Date(since + (now - since) * chance() ** lean)
    return say(thread, parent, speakerIn(chance, thread.community) ?? thread.openedBy, at)
  }
  for (const thread of threads) if (!thread.about) say(thread, null, thread.openedBy, thread.at)
  const byLiveliness = threads.map((thread) => ({ thread, luck: chance() })).sort((a, b) => a.luck - b.luck)
  const deeper = Math.floor(count * 0.1)
  const replies = Math.floor(count * 0.4)
  const firsts = times(count - replies - deeper, () => answer(oneOf(chance, byLiveliness, 2).thread, null, 3))
  const replyTo = (posts: readonly Post[]) => {
    const parent = oneOf(chance, posts, 1.3)
    return answer(parent.thread, parent, 4)
  }
  const second = times(replies, () => replyTo(firsts))
  times(deeper, () => replyTo(second))
}

/** Everybody has read some threads of theirs in the last month. */
function drawReadings({ ago, communities }: Ground, threads: readonly Thread[]): void {
  if (threads.length === 0) return
  const chance = chanceOf(9)
  for (const community of communities)
    for (const personId of community.members)
      for (const thread of times(20, () => oneOf(chance, threads)))
        if (thread.community === community) thread.readings.push({ personId, at: ago(30 * chance()) })
}

function times<T>(count: number, deed: () => T): T[] {
  return Array.from({ length: count }, deed)
}
