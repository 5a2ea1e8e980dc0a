/**
 * The posts of a thread as bytes, for readers who get the very same list of posts (`isShared`): it is written and encoded
 * once, until it has to say another time ("3 minutes ago").
 */
import { LRUCache } from 'lru-cache'
import type { BranchView } from '#server/discussions/branch-views.ts'
import type { ThreadOnPage } from '#server/discussions/post-buttons.ts'
import { isShared } from '#server/discussions/reads-first-pages.ts'
import { encoded, type Html, trusted } from '#server/platform/html/html.ts'
import type { Screen } from '#server/platform/screen.ts'

const mostBytes = 16_000_000
/** About what a list takes beside its bytes. */
const besides = 500
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

interface CachedList {
  readonly posts: readonly BranchView[]
  readonly from: number
  /** Until then it says the right times, in milliseconds. */
  readonly until: number
  readonly list: Html
  readonly bytes: number
}

const cache = new LRUCache<string, CachedList>({ maxSize: mostBytes, sizeCalculation: ({ bytes }) => bytes })

/** What `write` makes of these posts, or made of the very same ones before. A page that opens a composer in its list is never cached. */
export function cachedList(
  posts: readonly BranchView[],
  onPage: ThreadOnPage,
  screen: Screen,
  write: () => Html,
): Html {
  const { actor, t, query } = screen
  if (!isShared(posts) || screen.returned || query.reply || query.react) return write()
  const name = [onPage.id, onPage.address, onPage.back, t.locale, actor.zone].join(' ')
  const now = actor.now.getTime()
  const before = cache.get(name)
  if (before?.posts === posts && now < before.until && now >= before.from) return before.list
  const written = write().toString()
  const list = encoded(trusted(written))
  cache.set(name, { posts, from: now, until: timesHoldUntil(posts, now), list, bytes: written.length + besides })
  return list
}

/** When the first of these posts has to say another time (platform/html/time.ts): days begin at a quarter of an hour in every zone. */
function timesHoldUntil(posts: readonly BranchView[], now: number): number {
  const next = (posted: number) => {
    const step = now - posted < hour ? minute : hour
    return posted + (Math.floor((now - posted) / step) + 1) * step
  }
  const young = posts
    .flatMap((post) => [post, ...post.replies])
    .map(({ postedAt }) => postedAt.getTime())
    .filter((posted) => now - posted < day)
  return Math.min((Math.floor(now / (15 * minute)) + 1) * 15 * minute, ...young.map(next))
}
