/**
 * One post as HTML. The same for everybody who may read it, since it is also sent to pages that are open: what is one's
 * own stands on the list item and on `<thread-talk>` around it, which nothing that is sent touches (docs/architecture.md, Live pages).
 * Buttons that only some may use are written for all and shown by `data-needs` (web/styles/posts.css).
 */

import { blockedQuoteWords, withFoldedQuotes } from '#server/discussions/blocked-quotes.ts'
import { holdWords } from '#server/discussions/holding/holding.ts'
import { linkToOpen, postButton, type ReaderPart, type ThreadOnPage } from '#server/discussions/post-buttons.ts'
import { cachedPost } from '#server/discussions/post-cache.ts'
import type { PostShape } from '#server/discussions/post-views.ts'
import { reactionsPart } from '#server/discussions/reaction-pages.ts'
import { longestPost, postAnchor } from '#server/discussions/thread.ts'
import { blockingAddress } from '#server/identity/room.ts'
import { composer } from '#server/platform/html/composer.ts'
import { face } from '#server/platform/html/face.ts'
import { actButton, formContextFor, formKeys, hidden, problemSummary, write } from '#server/platform/html/form.ts'
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { dotsMenu } from '#server/platform/html/menu.ts'
import { badge, fold, notice, prose } from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { idFrom, shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

const nobodys: ReaderPart = {
  isMine: false,
  isNew: false,
  isBlocked: false,
  foldedQuotes: [],
  reactions: [],
  why: '',
  hidden: null,
}

/** A post as an item of a list; `replies` is the list under a first-level one. */
export function postItem(
  post: PostShape,
  onPage: ThreadOnPage,
  screen: Screen,
  own: ReaderPart = nobodys,
  replies?: Html,
): Html {
  return html`${cachedPost(post, onPage, screen, own, (around) => openItem(post, around, screen, own))}${replies}</li>`
}

/** The item up to its replies. */
function openItem(post: PostShape, onPage: ThreadOnPage, screen: Screen, own: ReaderPart): Html {
  const short = shortId(post.id)
  const inside = html`<div class="post-said" data-live="said-${short}">${own.hidden ? hiddenPart(post, own.hidden, onPage, screen) : saidPart(post, onPage, screen, own.foldedQuotes)}</div>${own.why && !own.hidden ? html`<p class="removed-why" data-mine>${screen.t('Why: {why}', { why: own.why })}</p>` : null}<div class="post-acts"><div class="reactions" data-live="acts-${short}">${reactionsPart(post, onPage, screen, own.reactions)}</div>${replyFrame(post, onPage, screen)}</div>`
  return html`<li class="post ${own.isNew ? 'fresh' : ''}" id="post-${short}" data-order="${post.order}" ${attr('data-author', post.author?.id)} ${attr('data-own', own.isMine)}>${own.isBlocked ? fold(blockedWords(screen), inside) : inside}`
}

/** What stands over a post that is folded as the reader blocked its author; the script of the page folds those that arrive. */
export function blockedWords({ t }: Screen): string {
  return t('A post by somebody you blocked · Show')
}

/**
 * Who said what, and when: the part of a post that `said-…` names.
 * @param foldedQuotes posts whose quotes are folded in it
 */
export function saidPart(
  post: PostShape,
  onPage: ThreadOnPage,
  screen: Screen,
  foldedQuotes: readonly string[] = [],
): Html {
  const { t } = screen
  if (post.removed)
    return html`<div class="body"><p class="removed">${stubWords(post.removed, screen)}</p>${bringBack(post, onPage, screen)}</div>`
  const name = post.author?.name ?? t('Former member')
  const said = prose(withFoldedQuotes(post.html, foldedQuotes, screen))
  const quote = quotePart(post, onPage, screen)
  const isFolded = post.quote !== null && foldedQuotes.includes(post.quote.postId)
  return html`${face({ name, photo: post.author?.photo ?? null }, post.rootId ? 'small' : 'medium')}
<header>${post.author ? html`<a class="who" href="/people/${post.author.id}">${name}</a>` : html`<span class="who">${name}</span>`}${
    post.author?.title ? html`<span class="role">${post.author.title}</span>` : null
  }<a class="when" href="${onPage.root}?at=${shortId(post.id)}#${postAnchor(post.id)}">${onPage.when ?? timeTag(post.postedAt, screen)}</a>${
    post.editedAt ? html`<span class="edited">${t('edited')}</span>` : null
  }<span class="new-word">${t('New')}</span>${post.isAnswer ? badge(t('Answer'), 'good') : null}${postMenu(post, onPage, screen, name)}</header>
<div class="body">${highlightPart(post, screen)}${isFolded ? fold(blockedQuoteWords(screen), quote) : quote}${post.language === t.locale ? said : html`<div lang="${post.language}">${said}</div>`}</div>`
}

/** A hidden post for its author and for moderators: what it says, below a line that says who reads it. */
function hiddenPart(
  post: PostShape,
  { because, name, why, held, author, html: said }: NonNullable<ReaderPart['hidden']>,
  onPage: ThreadOnPage,
  screen: Screen,
): Html {
  const { t } = screen
  const who = author?.name ?? t('Former member')
  const line =
    because === 'held'
      ? t('A moderator looks at it first. Until then only its author and moderators read it.')
      : name
        ? t('Hidden by {name}: only its author and moderators read it.', { name })
        : t('Hidden: only its author and moderators read it.')
  const show = postButton(onPage, {
    post: shortId(post.id),
    path: 'showing',
    label: because === 'held' ? t('Show it to everybody') : t('Show it again'),
    look: 'quiet',
    needs: 'moderate',
  })
  return html`${face({ name: who, photo: author?.photo ?? null }, post.rootId ? 'small' : 'medium')}
<header>${author ? html`<a class="who" href="/people/${author.id}">${who}</a>` : html`<span class="who">${who}</span>`}<span class="when">${timeTag(post.postedAt, screen)}</span></header>
<div class="body"><p class="removed">${line}${held ? ` ${holdWords(held.because, t)}` : null}${held?.word ? ` ${t('The word: {word}', { word: held.word })}` : null}${why ? html` ${t('Why: {why}', { why })}` : null} ${show}</p>${
    post.language === t.locale ? prose(said) : html`<div lang="${post.language}">${prose(said)}</div>`
  }</div>`
}

function stubWords({ by, name }: NonNullable<PostShape['removed']>, { t }: Screen): string {
  if (by === 'author') return t('Removed by its author.')
  return name ? t('Removed by {name}, as a moderator.', { name }) : t('Removed by a moderator.')
}

function bringBack(post: PostShape, onPage: ThreadOnPage, screen: Screen): Html | null {
  if (post.removed?.by !== 'moderator') return null
  return postButton(onPage, {
    post: shortId(post.id),
    path: 'return',
    label: screen.t('Bring it back'),
    look: 'quiet',
    needs: 'moderate',
  })
}

/** "Highlighted by Ada: because …" */
function highlightPart({ highlight }: PostShape, { t }: Screen): Html | null {
  if (!highlight) return null
  const says = t('Highlighted by {name}', { name: highlight.by ?? t('Former member') })
  return html`<p class="soft"><b>${says}:</b> <span dir="auto">${highlight.why}</span></p>`
}

function quotePart(post: PostShape, onPage: ThreadOnPage, { t }: Screen): Html | null {
  if (!post.quote) return null
  const { name, words } = post.quote
  return html`<p class="answers"><a href="${onPage.root}?at=${shortId(post.quote.postId)}#${postAnchor(post.quote.postId)}">${icon('reply', 16)}${
    words ? html`<b>${name ?? t('Former member')}</b> <span>${words}</span>` : t('Answers a post that was removed')
  }</a></p>`
}

function postMenu(post: PostShape, onPage: ThreadOnPage, screen: Screen, name: string): Html {
  const { t } = screen
  const root = `${onPage.root}/posts/${shortId(post.id)}`
  const items: Piece[] = [
    html`<a class="item" href="${onPage.address}?at=${shortId(post.id)}#${postAnchor(post.id)}">${t('Link to this post')}</a>`,
    html`<a class="item" data-needs="own" href="${root}/edit">${t('Edit')}</a>`,
    html`<a class="item" data-needs="moderate" href="${root}/highlight${backTo(onPage)}">${post.highlight ? t('Change why it is highlighted') : t('Highlight')}</a>`,
    post.highlight &&
      postButton(onPage, {
        post: shortId(post.id),
        path: 'highlight/removal',
        label: t('Do not highlight it any more'),
        look: 'item',
        needs: 'moderate',
      }),
    post.editedAt && html`<a class="item" data-needs="moderate" href="${root}/history">${t('Earlier versions')}</a>`,
    postButton(onPage, {
      post: shortId(post.id),
      path: 'hiding',
      label: t('Hide'),
      look: 'item',
      needs: 'moderate',
    }),
    postButton(onPage, {
      post: shortId(post.id),
      path: 'removal',
      label: t('Remove'),
      look: 'item',
      needs: 'own',
    }),
    post.author &&
      html`<a class="item others" href="${blockingAddress(post.author.id)}">${t('Block {name}', { name })}</a>`,
    html`<a class="item others" data-needs="moderate" href="${root}/removal${onPage.back ? `?back=${encodeURIComponent(onPage.back)}` : ''}">${t('Remove')}</a>`,
    screen.declared.reportAddress &&
      html`<a class="item others" href="${screen.declared.reportAddress(onPage.community.slug, { post: post.id })}">${t('Report')}</a>`,
  ]
  return dotsMenu(t('More about the post by {name}', { name }), items.filter(Boolean))
}

/** The page to go back to, as a page that has a form is told it. */
function backTo({ back }: ThreadOnPage): string {
  return back ? `?back=${encodeURIComponent(back)}` : ''
}

/** "Reply", which opens a composer in its place; without script, on the thread's page. */
function replyFrame(post: PostShape, onPage: ThreadOnPage, screen: Screen): Html | null {
  if (post.isOpening) return null
  const { t } = screen
  const short = shortId(post.id)
  const path = `/posts/${short}/replies`
  // The thread may have been renamed since the form was made, but the end of its address stays.
  const returned = screen.returned?.action.endsWith(path) ? screen.returned.action : null
  const action = returned ?? `${onPage.address}${path}`
  const isOpen = returned !== null || idFrom(screen.query.reply ?? '') === post.id
  const name = post.author?.name ?? t('Former member')
  return html`<turbo-frame class="reply" id="reply-${short}" data-mine>${
    isOpen
      ? replyForm(post, onPage, screen, action)
      : html`<a class="reply-to" href="${linkToOpen(onPage, 'reply', short)}">${t('Reply')}<span class="unseen"> ${t('to {name}', { name })}</span></a>`
  }</turbo-frame>`
}

function replyForm(post: PostShape, onPage: ThreadOnPage, screen: Screen, action: string): Html {
  const { t } = screen
  const context = formContextFor(screen, action)
  const name = post.author?.name ?? t('Former member')
  const field = composer({
    label: t('Your reply to {name}', { name }),
    required: true,
    rows: 4,
    max: longestPost,
    community: onPage.community,
    draft: `thread/${onPage.id}/${post.id}`,
    bringsPicture: true,
  })
  const inside = write(context, [onPage.back ? hidden('back', onPage.back) : null, field])
  return html`<form class="form bare" method="post" action="${action}" data-turbo-frame="_top">${formKeys(screen, action)}${problemSummary(context)}${inside}<div class="acts"><button class="primary">${t('Reply')}</button><a class="quiet" href="${onPage.address}?at=${shortId(post.id)}#${postAnchor(post.id)}">${t('Cancel')}</a></div></form>`
}

/** Right after a removal: what happened, and the way back. The address says which post. */
export function undoNotice(screen: Screen, slug: string): Html | null {
  const { t, query } = screen
  const thread = idFrom(query.of ?? '')
  const post = idFrom(query.removed ?? '')
  if (!post || !thread) return null
  const action = `/c/${slug}/discussions/${shortId(thread)}/posts/${shortId(post)}/return`
  return html`<div id="undo">${notice(t('The post is removed.'), 'plain', actButton(screen, { action, label: t('Undo') }))}</div>`
}
