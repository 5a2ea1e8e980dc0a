/**
 * The live topic `thread/<id>`. Its version is the thread's `changed_at` in microseconds: every change of a thread takes
 * the next one while it holds the thread's lock, so a page at one version lacks exactly what is newer than it.
 */

import { foldWords } from '#server/discussions/branch-pages.ts'
import {
  arrangedSince,
  changesSince,
  readFormerAddress,
  readThreadCommunities,
  readTopic,
} from '#server/discussions/live-views.ts'
import { markAnchor, markItem } from '#server/discussions/order/split-pages.ts'
import type { SplitMark } from '#server/discussions/order/split-views.ts'
import type { ThreadOnPage } from '#server/discussions/post-buttons.ts'
import { postItem, saidPart } from '#server/discussions/post-pages.ts'
import { isToBeSeen, type PostViewRow, shapeOf } from '#server/discussions/post-views.ts'
import { reactionsPart } from '#server/discussions/reaction-pages.ts'
import { discussionsAddress, postAnchor, threadAddress } from '#server/discussions/thread.ts'
import { answerPart, lockPart, repliesHeading, threadState } from '#server/discussions/thread-pages.ts'
import type { Actor } from '#server/platform/actor.ts'
import { html } from '#server/platform/html/html.ts'
import { notice } from '#server/platform/html/parts.ts'
import { type Locale, translator } from '#server/platform/i18n.ts'
import { shortId } from '#server/platform/ids.ts'
import type { LiveChange, LiveChannel } from '#server/platform/live/channel.ts'
import { mailMode } from '#server/platform/mail/mail-mode.ts'
import { may } from '#server/platform/permissions.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { Look } from '#server/platform/work.ts'

export const threadLive: LiveChannel = {
  kind: 'thread',
  async viewerClassesOf(look, actor, ids) {
    const threads = await readThreadCommunities(look, actor, ids)
    return new Map(threads.flatMap(({ id, communityId }) => (may(actor, 'read', communityId) ? [[id, 'member']] : [])))
  },
  async changes(look, id, _viewerClass, locale, since) {
    const thread = await readTopic(look, id)
    if (!thread) return gone(await readFormerAddress(look, id), locale)
    if (thread.version === since) return { version: thread.version, changes: [] }
    const screen = screenOf(look, locale)
    const onPage: ThreadOnPage = {
      id: thread.id,
      community: { id: thread.communityId, slug: thread.slug },
      address: threadAddress(thread.slug, thread),
      root: `${discussionsAddress(thread.slug)}/${shortId(thread.id)}`,
      isQuestion: thread.kind === 'question',
      back: null,
      blocked: [],
      blockedQuotes: [],
    }
    const { posts, above, isTooMuch } = await changesSince(look, thread.id, since)
    const arranged = await arrangedSince(look, thread, since)
    const came = new Set(arranged.flatMap((act) => act.came))
    const news = isTooMuch
      ? [movedOn(onPage, screen)]
      : posts.flatMap((post) => changesOf(post, { onPage, screen, since, came, answerPostId: thread.answerPostId }))
    return {
      version: thread.version,
      changes: [
        ...news,
        ...arranged.flatMap((act) => leavingOf(act, thread.splitOff, onPage, screen)),
        // Every fold that is still closed shows it.
        ...above.map(({ id, replies }) => foldChange(id, replies, screen)),
        { target: 'thread-state', mode: 'replace', html: threadState(thread, onPage, screen).toString() },
        { target: 'thread-lock', mode: 'replace', html: html`${lockPart(thread, screen)}`.toString() },
        { target: 'thread-answer', mode: 'replace', html: html`${answerPart(thread, onPage, screen)}`.toString() },
        { target: 'thread-count', mode: 'replace', html: html`${repliesHeading(thread, screen)}`.toString() },
      ],
    }
  },
}

/** A thread that is not shown any more: its page is empty, and says where it is now. */
function gone(address: string | null, locale: Locale) {
  const changes: LiveChange[] = [{ target: 'posts', mode: 'replace', html: '' }]
  const t = translator(locale)
  const says = html`${notice(t('This discussion was merged with another one, or moved.'), 'plain', html`<a class="button" href="${address}">${t('Go there')}</a>`)}`
  if (address) changes.push({ target: 'thread-news', mode: 'replace', html: says.toString() })
  return { version: 'gone', changes }
}

/** Posts that are in another thread now go, and the mark says where they are; it goes once they are back. */
function leavingOf(
  { id, isMark, isUndone, went }: Awaited<ReturnType<typeof arrangedSince>>[number],
  splitOff: readonly SplitMark[],
  onPage: ThreadOnPage,
  screen: Screen,
): LiveChange[] {
  const changes: LiveChange[] = went.map((post) => ({ target: 'thread', mode: 'remove', id: postAnchor(post) }))
  const mark = splitOff.find((one) => one.id === id)
  if (mark) {
    const item = markItem(mark, onPage, screen).toString()
    changes.push({ target: 'posts', mode: 'upsert', id: markAnchor(id), order: mark.order, html: item })
  } else if (isMark && isUndone) changes.push({ target: 'thread', mode: 'remove', id: markAnchor(id) })
  return changes
}

interface Terms {
  readonly onPage: ThreadOnPage
  readonly screen: Screen
  readonly since: string | null
  /** Posts that came from another thread since. */
  readonly came: ReadonlySet<string>
  readonly answerPostId: string | null
}

/** What a page does about one changed post. */
function changesOf(row: PostViewRow, { onPage, screen, since, came, answerPostId }: Terms): LiveChange[] {
  const list = row.rootId ? `replies-${shortId(row.rootId)}` : 'posts'
  const id = postAnchor(row.id)
  if (!isToBeSeen(row)) {
    // A page that is not the last one, or a fold, has no list to add to; removals apply there too.
    return [list, 'thread'].map((target) => ({ target, mode: 'remove', id }))
  }
  const post = shapeOf(row, answerPostId)
  const short = shortId(row.id)
  const changes: LiveChange[] = []
  const isNew = since === null || row.posted > Number(since)
  // A restored post may be missing on a page; a page that has it keeps its own parts as they are.
  if (isNew || row.removedBy !== null || came.has(row.id)) {
    const replies = row.rootId
      ? undefined
      : html`<ol class="replies" id="replies-${short}" data-live="replies-${short}" data-mine></ol>`
    const name = post.author?.name ?? screen.t('Former member')
    changes.push({
      target: list,
      mode: 'upsert',
      id,
      order: post.order,
      html: postItem(post, onPage, screen, undefined, replies).toString(),
      ...(isNew && since !== null ? { announce: screen.t('New post by {name}', { name }) } : {}),
    })
  }
  if (!isNew) {
    changes.push(
      { target: `said-${short}`, mode: 'replace', html: saidPart(post, onPage, screen).toString() },
      { target: `acts-${short}`, mode: 'replace', html: html`${reactionsPart(post, onPage, screen, [])}`.toString() },
    )
  }
  return changes
}

function foldChange(postId: string, replies: number, screen: Screen): LiveChange {
  return { target: `fold-${shortId(postId)}`, mode: 'replace', html: html`${foldWords(replies, screen)}`.toString() }
}

function movedOn(onPage: ThreadOnPage, screen: Screen): LiveChange {
  const link = html`<p><a class="button" href="${onPage.address}">${screen.t('There are many new posts. Show them')}</a></p>`
  return { target: 'thread-news', mode: 'replace', html: link.toString() }
}

/** A screen for no particular reader: it knows only the language. The browser puts times in its reader's zone. */
function screenOf(look: Look, locale: Locale): Screen {
  const site = { name: '', isDemo: false }
  const actor: Actor = { kind: 'system', reason: 'live', locale, zone: 'UTC', now: look.now, site }
  return {
    actor,
    t: translator(locale),
    address: '',
    query: {},
    site: { name: '', publicUrl: look.platform.config.publicUrl },
    flash: null,
    returned: null,
    demo: false,
    declared: look.platform.declared,
    unread: 0,
    mail: mailMode(look.platform.config, site),
  }
}
