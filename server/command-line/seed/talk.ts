/**
 * Seeded discussions: threads of their own, those of resources, Pings and pages, and who says what in them.
 * A few threads are long and most are short, as it is where people talk; replies come sooner after a post than later.
 */
import { chanceOf, oneOf, times } from '#server/command-line/seed/chance.ts'
import type { Amounts, Community, Ground } from '#server/command-line/seed/ground.ts'
import type { Subject } from '#server/command-line/seed/toolkit.ts'
import { itemAt, threadTitles } from '#server/command-line/seed/words.ts'
import { idAt } from '#server/platform/ids.ts'

/** A discussion, as it is drawn. */
export interface Thread {
  readonly id: string
  readonly community: Community
  readonly kind: 'talk' | 'question'
  readonly title: string
  readonly about: Subject | null
  /** Who may say something there. */
  readonly speakers: readonly string[]
  readonly openedBy: string
  readonly at: Date
  /** As they were drawn: each after the one it answers; first the one that opens a thread of its own. */
  readonly posts: Post[]
  /** Visits of members who said nothing then. */
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

/** Draws threads, two in five in the first community and the others anywhere, with their posts and readings. */
export function drawTalk(ground: Ground, amounts: Amounts, subjects: readonly Subject[]): Thread[] {
  const { ago, communities } = ground
  const chance = chanceOf(7)
  const titles = threadTitles()
  const own = times(amounts.threads, (i): Thread => {
    const community = chance() < 0.4 ? (communities[0] as Community) : oneOf(chance, communities)
    const kind = chance() < 0.3 ? 'question' : 'talk'
    const opened = { openedBy: oneOf(chance, community.speakers, 2), at: ago(560 * chance() + 1 / 24) }
    return {
      id: idAt(opened.at),
      community,
      kind,
      title: itemAt(titles, i),
      about: null,
      speakers: community.speakers,
      ...opened,
      posts: [],
      readings: [],
    }
  })
  const others = subjects.map((about): Thread => {
    const { by: openedBy, ...of } = about
    return { ...of, id: idAt(about.at), kind: 'talk', about, openedBy, posts: [], readings: [] }
  })
  for (const thread of own)
    thread.posts.push({ id: idAt(thread.at), thread, parent: null, personId: thread.openedBy, at: thread.at })
  drawPosts(ground, [...own, ...others], amounts.posts - amounts.threads)
  drawReadings(ground, [...own, ...others])
  return [...own, ...others]
}

/** So many posts more: half of them at the first level, and one in ten answers a reply. */
function drawPosts({ ago }: Ground, threads: readonly Thread[], count: number): void {
  const chance = chanceOf(8)
  const now = ago(0).getTime()
  /** Somebody says something at some time since; the higher `lean`, the sooner. */
  const say = (thread: Thread, parent: Post | null, lean: number): Post => {
    const since = (parent ?? thread).at.getTime()
    const at = new Date(since + (now - since) * chance() ** lean)
    const post = { id: idAt(at), thread, parent, personId: oneOf(chance, thread.speakers, 2), at }
    thread.posts.push(post)
    return post
  }
  const reply = (posts: readonly Post[]) => {
    const parent = oneOf(chance, posts, 1.3)
    return say(parent.thread, parent, 4)
  }
  const [deeper, replies] = [Math.floor(count * 0.1), Math.floor(count * 0.4)]
  const liveliest = threads.map((thread) => ({ thread, luck: chance() })).sort((a, b) => a.luck - b.luck)
  const first = times(count - replies - deeper, () => say(oneOf(chance, liveliest, 2).thread, null, 3))
  const second = times(replies, () => reply(first))
  times(deeper, () => reply(second))
}

/** Everybody has read some threads of theirs in the last month. */
function drawReadings({ ago, communities }: Ground, threads: readonly Thread[]): void {
  const chance = chanceOf(9)
  for (const community of threads.length > 0 ? communities : [])
    for (const personId of community.members)
      for (const thread of times(20, () => oneOf(chance, threads)))
        if (thread.community === community && thread.speakers.includes(personId))
          thread.readings.push({ personId, at: ago(30 * chance()) })
}
