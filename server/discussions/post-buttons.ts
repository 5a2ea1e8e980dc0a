/**
 * Buttons that act on posts. A page has many, so they share one form and its key; each has an address of its own.
 */
import type { PostView } from '#server/discussions/post-views.ts'
import { pageOfEntry, type ReactionKind } from '#server/discussions/thread.ts'
import { madeFor } from '#server/platform/html/form.ts'
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import { once, type Screen } from '#server/platform/screen.ts'

/** The thread around a post, as its links and buttons need it. */
export interface ThreadOnPage {
  readonly id: string
  readonly community: { readonly id: string; readonly slug: string }
  /** The thread's address. */
  readonly address: string
  /** The address without the title: the many buttons of a page do not need it. */
  readonly root: string
  readonly isQuestion: boolean
  /** The page that shows the thread, where that is not the thread's own; buttons lead back to it. */
  readonly back: string | null
  /** The people whom the reader blocked. */
  readonly blocked: readonly string[]
  /** Posts of theirs that others quote. */
  readonly blockedQuotes: readonly string[]
  /** A placeholder for the time of a post that is rendered for the cache; without it the time is written. */
  readonly when?: Html
}

/** What is the reader's own about a post. */
export interface ReaderPart {
  readonly isMine: boolean
  readonly isNew: boolean
  /** The reader blocked its author, so it is folded. */
  readonly isBlocked: boolean
  /** Posts of people whom the reader blocked, which it quotes: there it is folded. */
  readonly foldedQuotes: readonly string[]
  readonly reactions: readonly ReactionKind[]
  /** Why somebody else removed it, for the readers who may know. */
  readonly why: string
  /** What a hidden post says, for the readers who still read it. */
  readonly hidden: PostView['hidden']
}

export interface PostButton {
  /** The post's short id. */
  readonly post: string
  /** After the post's own address. */
  readonly path: string
  readonly label: Piece
  readonly look: string
  /** The permissions (`own`, `moderate`, `answer`) that show the button; one of several is enough. */
  readonly needs?: string
  readonly pressed?: 'true' | 'false'
}

/** A button of the page's one form. */
export function postButton(onPage: ThreadOnPage, { post, path, label, look, needs, pressed }: PostButton): Html {
  return html`<button class="${look}" form="post-actions" formaction="${onPage.root}/posts/${post}/${path}" ${attr('data-needs', needs)} ${attr('aria-pressed', pressed)}>${label}</button>`
}

/** The form behind every button of the posts on this page. */
export function postActions(onPage: ThreadOnPage, screen: Screen): Html {
  return html`<form id="post-actions" method="post" action="${onPage.root}" data-turbo-action="replace"><input type="hidden" name="once" value="${once()}">${madeFor(screen)}${onPage.back ? html`<input type="hidden" name="back" value="${onPage.back}">` : null}</form>`
}

/** What a page opens in place: a composer, the choice of reactions, the fold of a first-level post from one of its replies on. */
type Opening = 'reply' | 'react' | 'replies'

/** The address that opens something at a post, for a browser without script or for a frame. */
export function linkToOpen(onPage: ThreadOnPage, what: Opening, post: string, from?: string): string {
  const anchor = { reply: `reply-${post}`, react: `post-${post}`, replies: `fold-${from ?? post}` }[what]
  return `${onPage.root}?${what}=${post}${from ? `&from=${from}` : ''}${onPage.back ? `&back=${encodeURIComponent(onPage.back)}` : ''}#${anchor}`
}

/** The page to go back to from something opened in place, if the address names a page of ours. */
export function backIn({ query }: Pick<Screen, 'query'>): string | null {
  return pageOfEntry.test(query.back ?? '') ? (query.back ?? null) : null
}
