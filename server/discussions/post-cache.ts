/**
 * A cache of rendered posts in this process: most pages show what another page has just shown. A post is rendered again
 * whenever anything it is made of differs, so the cache is never older than what was read.
 */
import { LRUCache } from 'lru-cache'
import type { ReaderPart, ThreadOnPage } from '#server/discussions/post-buttons.ts'
import type { PostShape } from '#server/discussions/post-views.ts'
import { type Html, trusted } from '#server/platform/html/html.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { idFrom } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** What its texts take at most, at up to two bytes a letter; beyond that the post that was asked for longest ago goes. */
const mostBytes = 12_000_000
/** The placeholder for a post's time. No stored text holds it: PostgreSQL refuses this character. */
const anyTime = '\0time'

interface CachedPost {
  readonly madeOf: readonly unknown[]
  /** The pieces before the time and after it. */
  readonly pieces: readonly string[]
}

const cache = new LRUCache<string, CachedPost>({
  maxSize: mostBytes,
  // What a post was written from is held too, to be compared.
  sizeCalculation: ({ pieces }) => 2 * pieces.reduce((sum, piece) => sum + 2 * piece.length, 500),
})

/** What `write` makes of a post, or made of an equal one before. A post with an open composer, or with a quote folded, is never cached. */
export function cachedPost(
  post: PostShape,
  onPage: ThreadOnPage,
  screen: Screen,
  own: ReaderPart,
  write: (onPage: ThreadOnPage) => Html,
): Html {
  if (screen.returned || own.hidden || own.foldedQuotes.length > 0 || isOpenAt(post, screen)) return write(onPage)
  // Readers whose pages show the post differently do not share a copy.
  const name = [post.id, screen.t.locale, own.isMine, own.isNew, own.isBlocked, own.reactions].join(' ')
  const madeOf = partsOf(post, onPage, own)
  let one = cache.get(name)
  if (!one || one.madeOf.some((part, i) => part !== madeOf[i])) {
    // The split also makes flat strings: a page then joins a few long texts, not thousands of short ones.
    const written = write({ ...onPage, when: trusted(anyTime) }).toString()
    one = { madeOf, pieces: written.split(anyTime) }
    cache.set(name, one)
  }
  // The time depends on the reader's zone and clock, so it is never cached.
  const when = timeTag(post.postedAt, screen).toString()
  return trusted(one.pieces.join(when))
}

function isOpenAt(post: PostShape, { query }: Screen): boolean {
  return [query.reply, query.react].some((sought) => sought && idFrom(sought) === post.id)
}

/** Everything that shows in a post, in a fixed order. */
function partsOf(post: PostShape, onPage: ThreadOnPage, own: ReaderPart): unknown[] {
  const { author, quote, removed, highlight } = post
  return [
    post.html,
    post.order,
    post.editedAt?.getTime(),
    post.language,
    post.rootId,
    post.isAnswer,
    post.reactions.map(({ kind, count }) => `${kind}${count}`).join(),
    author?.id,
    author?.name,
    author?.photo,
    author?.title,
    quote?.postId,
    quote?.name,
    quote?.words,
    highlight?.by,
    highlight?.why,
    removed?.by,
    removed?.name,
    own.why,
    onPage.address,
    onPage.root,
    onPage.back,
    onPage.isQuestion,
  ]
}
