/** A thread as HTML: its posts with a composer, on a page of its own or under what it is about. */
import { type CommunityHead, communityPage } from '#server/communities/room.ts'
import { blockedQuoteWords } from '#server/discussions/blocked-quotes.ts'
import { branchItem } from '#server/discussions/branch-pages.ts'
import type { BranchView } from '#server/discussions/branch-views.ts'
import { cachedList } from '#server/discussions/list-cache.ts'
import { undoActNotice } from '#server/discussions/order/order-pages.ts'
import { markItem, withMarks } from '#server/discussions/order/split-pages.ts'
import { backIn, postActions, type ThreadOnPage } from '#server/discussions/post-buttons.ts'
import { blockedWords, undoNotice } from '#server/discussions/post-pages.ts'
import { reactionsTemplate } from '#server/discussions/reaction-pages.ts'
import { stateBadge } from '#server/discussions/state-badge.ts'
import { discussionsAddress, longestPost, mostNewCounted, postAnchor } from '#server/discussions/thread.ts'
import { threadMenu } from '#server/discussions/thread-menu.ts'
import { topicAddress } from '#server/discussions/topics/talk.ts'
import type { ThreadView } from '#server/discussions/views.ts'
import { audienceBadge, hiddenLine } from '#server/entries/room.ts'
import { personIdOf } from '#server/platform/actor.ts'
import { composer } from '#server/platform/html/composer.ts'
import { faces } from '#server/platform/html/face.ts'
import { actButton, form, hidden } from '#server/platform/html/form.ts'
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import { numberText } from '#server/platform/html/number.ts'
import { badge, notice, pager, pageTitle, section } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import { excerpt } from '#server/platform/markdown/markdown.ts'
import type { Screen } from '#server/platform/screen.ts'

/** A thread's own page. */
export function threadPage({ community, thread }: { community: CommunityHead; thread: ThreadView }, screen: Screen) {
  const { t } = screen
  const onPage = onPageOf(thread, backIn(screen))
  const opening = thread.posts[0]?.isOpening ? thread.posts[0] : null
  const posts = opening ? thread.posts.slice(1) : thread.posts
  return communityPage(screen, community, {
    tab: 'discussions',
    title: thread.title,
    aside: takingPart(thread, screen),
    main: html`${undoNotice(screen, community.slug)}${thread.can.moderate ? undoActNotice(screen, thread.address) : null}
${threadElement(
  thread,
  onPage,
  screen,
  html`${pageTitle({
    title: thread.title,
    lang: thread.language === t.locale ? null : thread.language,
    kicker: html`${kicker(thread, screen)}<span data-live="thread-state">${threadState(thread, onPage, screen)}</span>`,
    acts: threadMenu(thread, screen, null),
  })}
${hiddenLine(hiddenOf(thread), community, screen)}${thread.prompt ? html`<p class="prompt-of prompt" dir="auto">${thread.prompt}</p>` : null}
${opening ? html`<ol class="posts opening">${branchItem(opening, onPage, screen)}</ol>` : null}
<div data-live="thread-lock">${lockPart(thread, screen)}</div>
<div data-live="thread-answer">${answerPart(thread, onPage, screen)}</div>
${askedAgainNote(thread, screen)}${sinceLastVisit(thread, screen)}
<section class="said-part" aria-labelledby="said"><h2 id="said" data-live="thread-count">${repliesHeading({ replies: thread.replies, isAbout: thread.about !== null }, screen)}</h2>
${earlier(thread, screen)}
${postList(posts, thread, onPage, screen)}
${pager(screen, {
  next: thread.page.after ? `${thread.address}?after=${shortId(thread.page.after)}` : null,
  first: thread.page.before ? thread.address : null,
  nextLabel: t('Later posts'),
})}</section>
${composeBox(thread, onPage, screen, t('Reply to this discussion'))}`,
)}`,
  })
}

/** Where it is hidden with its first post, that says why. */
function hiddenOf({ hidden, posts }: ThreadView): ThreadView['hidden'] {
  const [first] = posts
  return hidden && first?.isOpening && first.hidden ? { ...hidden, why: '' } : hidden
}

/** Who speaks on this page, in the order they first do; nobody beside a monologue. */
function takingPart({ posts }: ThreadView, { t }: Screen): Html | null {
  const speakers = posts
    .flatMap((post) => [post, ...post.replies])
    .flatMap(({ author }) => (author ? [{ personId: author.id, name: author.name, photo: author.photo }] : []))
  const people = [...new Map(speakers.map((one) => [one.personId, one])).values()]
  return people.length > 1
    ? section({ id: 'speakers', kind: 'side', title: t('People in this discussion'), inside: faces(people) })
    : null
}

/** What a room adds to the discussion under its own thing. */
export interface SectionWords {
  /** Over the composer, to invite: "Say why". */
  readonly invitation?: string
  /** Under it, where a name beside a post could be mistaken for a name beside an answer. */
  readonly identityNote?: string
  /** They came to write: the composer has the focus. */
  readonly isBegun?: boolean
}

/** The discussion as a part of the page of what it is about. Its heading is the prompt. */
export function discussionSection(thread: ThreadView, screen: Screen, words: SectionWords = {}): Html {
  const { t } = screen
  const address = screen.address.split('?')[0] ?? null
  const onPage = onPageOf(thread, address)
  return html`<section class="part discussion" id="discussion" aria-labelledby="discussion-title"><header><h2 id="discussion-title" class="${thread.prompt ? 'prompt' : ''}">${
    thread.prompt || t('Discussion')
  }</h2><div class="more-of"><span data-live="thread-state">${threadState(thread, onPage, screen)}</span>${threadMenu(thread, screen, address)}</div></header>
${undoNotice(screen, thread.community.slug)}
${threadElement(
  thread,
  onPage,
  screen,
  html`<div data-live="thread-lock">${lockPart(thread, screen)}</div>${sinceLastVisit(thread, screen)}
${postList(thread.posts, thread, onPage, screen)}
${thread.page.after ? html`<p><a class="button" href="${thread.address}?after=${shortId(thread.page.after)}">${t('Read on: {n, plural, one {# post in all} other {# posts in all}}', { n: thread.replies })}</a></p>` : null}
${composeBox(thread, onPage, screen, words.invitation ?? t('Say something'), words)}`,
)}</section>`
}

/** What lives and moves: everything of a thread that a live page is told about. */
function threadElement(thread: ThreadView, onPage: ThreadOnPage, screen: Screen, inside: Piece): Html {
  const may = [thread.can.post && 'post', thread.can.moderate && 'moderate', thread.can.markAnswer && 'answer'].filter(
    Boolean,
  )
  const reading = `${thread.address}/reading`
  // A page that is not the last one does not show what is newest, so it marks nothing read.
  const beacon = thread.isUnread && !thread.page.after
  return html`<thread-talk class="flow" data-live="thread" data-me="${personIdOf(screen.actor) ?? ''}" data-may="${may.join(' ')}" data-reading="${reading}" ${attr('data-blocked', thread.blocked.join(' ') || null)} ${attr('data-blocked-says', thread.blocked.length > 0 && blockedWords(screen))} ${attr('data-blocked-quote-says', thread.blocked.length > 0 && blockedQuoteWords(screen))} data-live-topic="${thread.live.topic}" data-live-version="${thread.live.version}">${inside}${postActions(onPage, screen)}${thread.can.post ? reactionsTemplate(onPage, screen) : null}<div data-live="thread-news"></div>${
    beacon ? html`<visit-beacon address="${reading}"></visit-beacon>` : null
  }</thread-talk>`
}

function postList(posts: readonly BranchView[], thread: ThreadView, onPage: ThreadOnPage, screen: Screen): Html {
  const { t } = screen
  // New posts belong at the end, which only the last page shows.
  const live = thread.page.after ? null : 'posts'
  return html`<ol class="posts" ${attr('data-live', live)}>${itemsOf(posts, thread, onPage, screen)}</ol>${
    live
      ? html`<p class="soft" data-empty-for="posts" ${attr('hidden', posts.length + thread.splitOff.length > 0)}>${t('No posts yet.')}</p>`
      : null
  }`
}

function itemsOf(posts: readonly BranchView[], thread: ThreadView, onPage: ThreadOnPage, screen: Screen): Piece {
  const { splitOff, page } = thread
  if (splitOff.length === 0)
    return cachedList(
      thread.posts,
      onPage,
      screen,
      () => html`${posts.map((post) => branchItem(post, onPage, screen))}`,
    )
  const items = posts.map((post) => ({ order: post.order, item: branchItem(post, onPage, screen) }))
  const marks = splitOff.map((mark) => ({ order: mark.order, item: markItem(mark, onPage, screen) }))
  return withMarks(items, marks, page)
}

function composeBox(thread: ThreadView, onPage: ThreadOnPage, screen: Screen, label: string, words: SectionWords = {}) {
  const { t } = screen
  const action = `${thread.address}/posts`
  const typed = typedHere(thread, screen)
  // What somebody typed is shown again even where it can't be added: they may want to keep it.
  if (!thread.can.post && typed === null) {
    return thread.isLocked ? notice(t('This discussion is locked. You can read it, but not add to it.')) : null
  }
  const why = typed !== null && screen.returned?.action !== action ? screen.returned?.problems[''] : undefined
  return html`<div class="compose" id="compose">${why ? notice(why, 'warn') : null}${form(
    screen,
    { action, submit: t('Post'), shape: 'bare' },
    [
      // Back under its thing only where the new post will be seen there: that shows the first page.
      onPage.back && !thread.page.after ? hidden('back', onPage.back) : null,
      composer({
        label,
        hint: words.identityNote,
        autofocus: words.isBegun,
        value: typed,
        required: true,
        rows: 4,
        max: longestPost,
        community: thread.community,
        draft: `thread/${thread.id}`,
        bringsPicture: true,
      }),
    ],
  )}</div>`
}

/** What came back refused and has no other place on this page: said here, or an answer to a post that is gone. */
function typedHere(thread: ThreadView, { returned }: Screen): string | null {
  if (!returned) return null
  const posts = thread.posts.flatMap((post) => [post, ...post.replies])
  const isElsewhere = posts.some((post) => returned.action.endsWith(`/posts/${shortId(post.id)}/replies`))
  const source = returned.typed.source
  return isElsewhere ? null : typeof source === 'string' ? source : null
}

function kicker(thread: ThreadView, screen: Screen): Html {
  const { t } = screen
  if (thread.about) {
    const words = screen.declared.kinds.get(thread.about.kind)?.about?.(t).above
    return html`<a href="${thread.about.address}">${words}</a>${topicLinks(thread)}`
  }
  return html`<span>${thread.kind === 'question' ? t('Question') : t('Discussion')}</span>${topicLinks(thread)} ${audienceBadge(thread.readers, screen)}`
}

/** That a question was asked again of some people, without their names. */
function askedAgainNote({ askedAgain, answer }: ThreadView, { t }: Screen): Html | null {
  if (askedAgain === 0 || answer) return null
  return html`<p class="soft">${t('{n, plural, one {Asked again of one person who knows} other {Asked again of # people who know}} about such things, by what their profile says.', { n: askedAgain })}</p>`
}

/** What a thread is filed under, each leading to the discussions in that topic. */
function topicLinks({ topics, community }: ThreadView): Html {
  return html`${topics.map((topic) => html` · <a href="${topicAddress(community.slug, topic)}" dir="auto">${topic.name}</a>`)}`
}

/** The state of a question, where an answer leads to it, and whether a thread is locked, in a word each; told to live pages as `thread-state`. */
export function threadState(
  thread: Pick<ThreadView, 'isLocked' | 'answerPostId' | 'state'>,
  { root }: Pick<ThreadOnPage, 'root'>,
  { t }: Pick<Screen, 't'>,
): Html {
  const { isLocked, answerPostId, state } = thread
  const asked =
    state === 'answered' && answerPostId
      ? html` <a href="${root}?at=${shortId(answerPostId)}#${postAnchor(answerPostId)}">${badge(t('answered'), 'good')}</a>`
      : state && html` ${stateBadge(state, { t })}`
  return html`${asked}${isLocked ? html` ${badge(t('locked'))}` : null}`
}

/**
 * The answer, quoted under the question with the way to it; told to live pages as `thread-answer`. What somebody wrote whom the reader
 * blocked is not quoted; the script of the page folds it where it arrives.
 */
export function answerPart(
  { answer, kind }: Pick<ThreadView, 'answer' | 'kind'>,
  { root, blocked }: Pick<ThreadOnPage, 'root' | 'blocked'>,
  { t }: Pick<Screen, 't'>,
): Html | null {
  if (kind !== 'question' || !answer) return null
  const { authorId } = answer
  const name = answer.author ?? t('Former member')
  const says =
    authorId && blocked.includes(authorId)
      ? t('The answer is by somebody you blocked.')
      : html`<b>${t('Answer by {name}', { name })}</b><br><span dir="auto" ${attr('data-author', authorId)}><span class="post-said">${excerpt(answer.words, 320)}</span></span>`
  return notice(
    says,
    'good',
    html`<a href="${root}?at=${shortId(answer.postId)}#${postAnchor(answer.postId)}">${t('Jump to the answer')}</a>`,
  )
}

/** Who locked it, as what, and why; told to live pages as `thread-lock`. */
export function lockPart({ lock }: Pick<ThreadView, 'lock'>, { t }: Pick<Screen, 't'>): Html | null {
  if (!lock) return null
  const says = t(
    'Locked by {name}, {role, select, leader {a leader} moderator {a moderator} site {who looks after this site} other {a moderator}}',
    { name: lock.by ?? t('Former member'), role: lock.as ?? '' },
  )
  return notice(lock.why ? html`<b>${says}:</b> <span dir="auto">${lock.why}</span>` : says)
}

/** "9 replies"; told to live pages as `thread-count`. */
export function repliesHeading(thread: { replies: number; isAbout: boolean }, { t }: Pick<Screen, 't'>): string {
  return thread.isAbout
    ? t('{n, plural, =0 {No posts yet} one {# post} other {# posts}}', { n: thread.replies })
    : t('{n, plural, =0 {No replies yet} one {# reply} other {# replies}}', { n: thread.replies })
}

function sinceLastVisit(thread: ThreadView, screen: Screen): Html | null {
  const { t } = screen
  if (!thread.fresh) return null
  const at = shortId(thread.fresh.first)
  const { count } = thread.fresh
  const n = count < mostNewCounted ? numberText(count, t.locale) : `${numberText(count - 1, t.locale)}+`
  return html`<div class="since"><b>${t('{n} new since your last visit', { n })}</b> <a href="${thread.address}?at=${at}#${postAnchor(thread.fresh.first)}">${t('Go to the first')}</a> ${actButton(
    screen,
    { action: `${thread.address}/reading`, label: t('Mark as read'), look: 'quiet', fields: { show: 'page' } },
  )}</div>`
}

function earlier(thread: ThreadView, { t }: Screen): Html | null {
  if (!thread.page.before) return null
  return html`<p><a class="quiet" href="${thread.address}?before=${shortId(thread.page.before)}">${t('Earlier posts')}</a></p>`
}

function onPageOf(thread: ThreadView, back: string | null): ThreadOnPage {
  return {
    id: thread.id,
    community: thread.community,
    address: thread.address,
    root: `${discussionsAddress(thread.community.slug)}/${shortId(thread.id)}`,
    isQuestion: thread.kind === 'question',
    back,
    blocked: thread.blocked,
    blockedQuotes: thread.blockedQuotes,
  }
}
