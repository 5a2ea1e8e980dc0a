/**
 * Buttons for acts on posts. There are many on a page, so they share one form and carry their own address and key.
 */
import type { ReactionKind } from '#server/discussions/thread.ts'
import { madeFor } from '#server/platform/html/form.ts'
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import type { Screen } from '#server/platform/screen.ts'

/** The thread around a post, as its links and buttons need it. */
export interface ThreadOnPage {
  readonly id: string
  readonly community: { readonly id: string; readonly slug: string }
  /** The thread's address. */
  readonly address: string
  /** The same without its title: acts need none, and there are many of them on a page. */
  readonly root: string
  readonly isQuestion: boolean
  /** The page it is read on where that is not the thread's own; acts lead back to it. */
  readonly back: string | null
  /** Begins the keys of this page's acts, so that each is done once. */
  readonly key: string
  /** What stands for the time of a post that is written to be kept; without, it is said. */
  readonly when?: Html
}

/** What is the reader's own about a post. */
export interface Own {
  readonly isMine: boolean
  readonly isNew: boolean
  readonly reactions: readonly ReactionKind[]
  /** Why somebody else removed it, for those who are told. */
  readonly why: string
}

export interface PostButton {
  /** The post's short id. */
  readonly post: string
  /** After the post's own address. */
  readonly path: string
  readonly label: Piece
  readonly look: string
  /** Which of `own`, `moderate`, `answer` lets one see it; one of several is enough. */
  readonly needs?: string
  readonly pressed?: 'true' | 'false'
}

/** A button of the page's one form for acts. */
export function postButton(onPage: ThreadOnPage, { post, path, label, look, needs, pressed }: PostButton): Html {
  return html`<button class="${look}" form="post-actions" formaction="${onPage.root}/posts/${post}/${path}" name="once" value="${onPage.key}.${post}.${path}" ${attr('data-needs', needs)} ${attr('aria-pressed', pressed)}>${label}</button>`
}

/** The form behind every button of the posts on this page. */
export function postActions(onPage: ThreadOnPage, screen: Screen): Html {
  return html`<form id="post-actions" method="post" action="${onPage.root}" data-turbo-action="replace">${madeFor(screen)}${onPage.back ? html`<input type="hidden" name="back" value="${onPage.back}">` : null}</form>`
}

/** What opens in its place on a page: a composer, the choice of reactions, the fold of a first-level post from one of its replies on. */
type Opening = 'reply' | 'react' | 'replies'

/** The address that opens something at a post, for a browser without script or for a frame. */
export function inPlace(onPage: ThreadOnPage, what: Opening, post: string, from?: string): string {
  const anchor = { reply: `reply-${post}`, react: `post-${post}`, replies: `fold-${from ?? post}` }[what]
  return `${onPage.root}?${what}=${post}${from ? `&from=${from}` : ''}${onPage.back ? `&back=${encodeURIComponent(onPage.back)}` : ''}#${anchor}`
}

/** The page that something opened in place goes back to, where the address names one of ours. */
export function backIn({ query }: Pick<Screen, 'query'>): string | null {
  return /^\/c\/[a-z0-9-]+\/(toolkit|pings)\/[\w-]+$/.test(query.back ?? '') ? (query.back ?? null) : null
}
