/**
 * A first-level post with its shown replies. The earlier ones fold behind a link to the same page with them open;
 * a browser with script fetches them in place.
 */
import { quotedBy } from '#server/discussions/blocked-quotes.ts'
import type { BranchView } from '#server/discussions/branch-views.ts'
import { linkToOpen, type ReaderPart, type ThreadOnPage } from '#server/discussions/post-buttons.ts'
import { postItem } from '#server/discussions/post-pages.ts'
import type { PostView } from '#server/discussions/post-views.ts'
import { personIdOf } from '#server/platform/actor.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** A first-level post as an item of the list, with its replies. */
export function branchItem(branch: BranchView, onPage: ThreadOnPage, screen: Screen): Html {
  const short = shortId(branch.id)
  const list = branch.isOpening
    ? undefined
    : html`<ol class="replies" id="replies-${short}" data-live="replies-${short}" data-mine>${repliesOf(branch, onPage, screen)}</ol>`
  return postItem(branch, onPage, screen, ownOf(branch, onPage, screen), list)
}

/** "View all 12 replies"; live pages know it as `fold-…`. */
export function foldWords(replies: number, { t }: Pick<Screen, 't'>): string {
  return t('View all {n} replies', { n: replies })
}

function repliesOf({ id, replies, replyCount, fold }: BranchView, onPage: ThreadOnPage, screen: Screen): Piece {
  const items = (posts: readonly PostView[]) =>
    posts.map((one) => postItem(one, onPage, screen, ownOf(one, onPage, screen)))
  if (!fold) return items(replies)
  const short = shortId(id)
  const words = html`<span data-live="fold-${short}">${foldWords(replyCount, screen)}</span>`
  const isOpen = fold.opened > 0 || fold.from !== null
  const all =
    isOpen && !fold.from
      ? null
      : html`<turbo-frame id="fold-${short}"><a class="unfold" href="${linkToOpen(onPage, 'replies', short)}">${words}</a></turbo-frame>`
  if (!isOpen) return html`<li class="fold">${all}</li>${items(replies)}`
  // A fold opened to its end comes in one piece: the page that fetches it may by now show fewer or more of the last replies.
  const opened = fold.next ? replies.slice(0, fold.opened) : replies
  const next = fold.next && shortId(fold.next)
  const rest = next
    ? html`<turbo-frame id="fold-${next}"><a class="unfold" href="${linkToOpen(onPage, 'replies', short, next)}">${screen.t('More replies')}</a></turbo-frame>`
    : null
  return html`<li class="fold">${all}<turbo-frame id="fold-${fold.from ? shortId(fold.from) : short}"><ol class="replies">${items(opened)}</ol>${rest}</turbo-frame></li>${items(replies.slice(opened.length))}`
}

function ownOf(post: PostView, { blocked, blockedQuotes }: ThreadOnPage, { actor }: Screen): ReaderPart {
  const isMine = post.author !== null && post.author.id === personIdOf(actor)
  const isBlocked = post.author !== null && blocked.includes(post.author.id)
  return {
    isMine,
    isNew: post.isNew,
    isBlocked,
    foldedQuotes: blockedQuotes.length > 0 ? quotedBy(post).filter((id) => blockedQuotes.includes(id)) : [],
    reactions: post.mine,
    why: post.removed?.why ?? '',
    hidden: post.hidden,
  }
}
