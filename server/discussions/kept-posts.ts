/**
 * Posts as they were last written, kept in this process: most pages show what another page has just shown. A post is
 * written anew whenever anything it is made of differs, so what is kept is never older than what was read.
 */
import type { Own, ThreadOnPage } from '#server/discussions/post-buttons.ts'
import type { PostShape } from '#server/discussions/post-views.ts'
import { type Html, trusted } from '#server/platform/html/html.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { idFrom } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** Posts kept at most, some 3 KB each; beyond, the one that was written first goes. */
const mostKept = 4000
/** Stand for the key of a page's acts, and for when a post was said. No text of ours holds them: PostgreSQL takes none that does. */
const anyKey = '\0key'
const anyTime = '\0time'

interface Kept {
  readonly madeOf: readonly unknown[]
  /** What lies between the keys, before the time and after it. */
  readonly pieces: readonly (readonly string[])[]
}

const kept = new Map<string, Kept>()

/** What `write` makes of a post, or made of the same before. What is open for writing in is never kept. */
export function keptPost(
  post: PostShape,
  onPage: ThreadOnPage,
  screen: Screen,
  own: Own,
  write: (onPage: ThreadOnPage) => Html,
): Html {
  if (screen.returned || isOpenAt(post, screen)) return write(onPage)
  // Readers in whose pages it differs do not take it from each other.
  const name = [post.id, screen.t.locale, own.isMine, own.isNew, own.reactions].join(' ')
  const madeOf = partsOf(post, onPage, own)
  let one = kept.get(name)
  if (!one || one.madeOf.some((part, i) => part !== madeOf[i])) {
    // Cut apart it is also flat: a page is then put together of a few long texts, not of thousands of short ones.
    const written = write({ ...onPage, key: anyKey, when: trusted(anyTime) }).toString()
    one = { madeOf, pieces: written.split(anyTime).map((part) => part.split(anyKey)) }
    kept.delete(name)
    kept.set(name, one)
    if (kept.size > mostKept) kept.delete(kept.keys().next().value as string)
  }
  // Said by the reader's zone and clock, so it is never kept.
  const when = timeTag(post.postedAt, screen).toString()
  return trusted(one.pieces.map((part) => part.join(onPage.key)).join(when))
}

function isOpenAt(post: PostShape, { query }: Screen): boolean {
  return [query.reply, query.react].some((sought) => sought && idFrom(sought) === post.id)
}

/** Everything that shows in a post, in an order that stays. */
function partsOf(post: PostShape, onPage: ThreadOnPage, own: Own): unknown[] {
  const { author, quote, removed } = post
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
    removed?.by,
    removed?.name,
    own.why,
    onPage.address,
    onPage.root,
    onPage.back,
    onPage.isQuestion,
  ]
}
