/** The list of a community's discussions, and the page where a member begins one. */
import { type CommunityHead, communityPage, type FeaturedContainer } from '#server/communities/room.ts'
import { foldedRow } from '#server/discussions/folded-row.ts'
import { type ThreadFilter, type ThreadItemView, threadFilters } from '#server/discussions/list-views.ts'
import { undoNotice } from '#server/discussions/post-pages.ts'
import { stateBadge } from '#server/discussions/state-badge.ts'
import { discussionsAddress, longestPost } from '#server/discussions/thread.ts'
import type { ThreadToFile } from '#server/discussions/topics/form-views.ts'
import { topicField, topicMenu } from '#server/discussions/topics/pages.ts'
import type { TalkSettings, TalkTopic } from '#server/discussions/topics/talk.ts'
import { audienceBadge, audienceField, type GroupChoice } from '#server/entries/room.ts'
import { personIdOf } from '#server/platform/actor.ts'
import { composer } from '#server/platform/html/composer.ts'
import { face } from '#server/platform/html/face.ts'
import { choice, textField } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import type { Row } from '#server/platform/html/list.ts'
import { dotsMenu, menu } from '#server/platform/html/menu.ts'
import { namesText } from '#server/platform/html/names.ts'
import { badge, chips, emptyState, notice, pager, pageTitle } from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { idFrom } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

export interface ListOfThreads {
  readonly community: CommunityHead
  readonly filter: ThreadFilter
  readonly items: readonly ThreadItemView[]
  readonly openQuestions: number
  readonly staleQuestions: number
  readonly topics: readonly TalkTopic[]
  readonly topicsFrom: TalkSettings['topics']
  readonly topic: TalkTopic | null
  readonly isTopicGone: boolean
  readonly next: string | null
}

/** All discussions of a community, the one with the latest post first. */
export function threadsPage(view: ListOfThreads, screen: Screen): Html {
  const { t } = screen
  const { community, filter, topic, isTopicGone, items, next } = view
  const root = discussionsAddress(community.slug)
  const isFirstPage = !screen.query.before
  const isEmpty = !items.length && filter === 'all' && !topic && !isTopicGone && isFirstPage
  const address = (more: Record<string, string | null>) => addressOf(view, more)
  const begin = topic ? `${root}/new?topic=${topic.slug}` : `${root}/new`
  const open = html`<a class="button primary" href="${begin}">${icon('plus', 18)}${t('Start a discussion')}</a>`
  return communityPage(screen, community, {
    tab: 'discussions',
    title: topic ? `${topic.name} · ${t('Discussions')}` : t('Discussions'),
    wide: true,
    main: html`${undoNotice(screen, community.slug)}
${pageTitle({
  title: topic ? topic.name : t('Discussions'),
  kicker: topic ? html`<a href="${root}">${t('Discussions')}</a>` : null,
  lead: isEmpty || topic ? null : t('Ask, share, disagree. The latest comes first.'),
  acts: html`${topic && personIdOf(screen.actor) ? topicMenu(topic, { slug: community.slug, keptAt: keptAt(view) }, screen) : null}${community.can.discuss && !isEmpty ? open : null}${topic ? null : keptMenu(view, screen)}`,
})}
${isEmpty ? nothingYet(view, screen, open) : html`${topicChips(view, screen)}${isTopicGone ? notice(t('This topic is not there any more. What was filed under it is still among all discussions.'), 'plain', html`<a href="${root}">${t('All discussions')}</a>`) : filters(view, screen)}${items.length ? html`<ul class="rows">${items.map((item) => threadRow(item, screen))}</ul>` : isTopicGone ? null : emptyState({ title: noneOf(screen, view) })}`}
${pager(screen, {
  next: next ? address({ before: next }) : null,
  first: isFirstPage ? null : address({}),
  nextLabel: t('Earlier discussions'),
})}`,
  })
}

/** One discussion in a list; folded where the reader blocked who opened it. */
export function threadRow(item: ThreadItemView, screen: Screen): Html {
  return foldedRow(rowOf(item, screen), item, screen)
}

function rowOf(item: ThreadItemView, screen: Screen): Row {
  const speaker = item.aboutKind ? (item.lastBy ?? item.openedBy) : item.openedBy
  return {
    before: face(speaker ?? { name: '?', photo: null }),
    href: item.address,
    title: item.title,
    about: aboutOf(item, screen),
    excerpt: item.highlight && highlightLine(item.highlight, screen),
    after: html`${item.isFresh ? html`<span class="unseen">${screen.t('New')}</span>` : null}${timeTag(item.lastPostAt, screen)}`,
    fresh: item.isFresh,
  }
}

function highlightLine({ author, why }: NonNullable<ThreadItemView['highlight']>, { t }: Screen): Html {
  return html`<span>${t('Highlighted: {name}', { name: author ?? t('Former member') })}</span> · <span dir="auto">${why}</span>`
}

function aboutOf(item: ThreadItemView, screen: Screen): Html {
  const { t } = screen
  const name = item.openedBy?.name ?? t('Former member')
  const begins =
    screen.declared.kinds.get(item.aboutKind ?? '')?.about?.(t).inList ??
    (item.kind === 'question' ? t('{name} asks', { name }) : t('started by {name}', { name }))
  const parts: Piece[] = [
    begins,
    item.aboutKind
      ? t('{n, plural, one {# post} other {# posts}}', { n: item.replies })
      : item.replies > 0 && t('{n, plural, one {# reply} other {# replies}}', { n: item.replies }),
    item.replies > 0 &&
      item.lastBy &&
      item.lastBy.id !== item.openedBy?.id &&
      t('last by {name}', { name: item.lastBy.name }),
    item.state && stateBadge(item.state, screen),
    item.isLocked && badge(t('locked')),
    item.topics.length > 0 &&
      html`<span dir="auto">${item.topics
        .slice(0, 2)
        .map(({ name }) => name)
        .join(', ')}</span>`,
    audienceBadge(item.readers, screen),
  ].filter(Boolean)
  return html`<span class="dotted">${parts.map((part) => html`<span>${part}</span> `)}</span>`
}

function filters(view: ListOfThreads, screen: Screen): Html {
  const { t } = screen
  const { filter, topic, openQuestions, staleQuestions } = view
  const words: Record<ThreadFilter, string> = {
    all: t('All'),
    questions: t('Questions'),
    open: t('Open questions'),
    stale: t('Stale questions'),
    answered: t('Answered questions'),
    talk: t('Discussions'),
  }
  // The numbers are of the community, so they stand only where the list is.
  const counts: Partial<Record<ThreadFilter, number>> = topic ? {} : { open: openQuestions, stale: staleQuestions }
  const shown = threadFilters.filter((one) => one !== 'stale' || staleQuestions > 0 || filter === 'stale')
  return chips(
    screen,
    t('Show'),
    shown.map((one) => ({
      href: addressOf(view, { show: one === 'all' ? null : one }),
      label: words[one],
      ...(counts[one] ? { count: counts[one] } : {}),
      current: one === filter,
    })),
  )
}

/** More topics than these stand in a menu. */
const topicsInSight = 8

/** The topics at the top; where one is open, what it holds. */
function topicChips(view: ListOfThreads, screen: Screen): Html | null {
  const { t } = screen
  const { topics, topic } = view
  const top = topic && (topics.find(({ id }) => id === topic.parentId) ?? topic)
  const siblings = topics.filter(({ parentId }) => parentId === (top?.id ?? null))
  if (siblings.length === 0) return null
  const chip = (one: TalkTopic) => ({
    href: addressOf(view, { topic: one.slug }),
    label: html`<span dir="auto">${one.name}</span>`,
    current: one.id === topic?.id,
  })
  const first = top ? [{ ...chip(top), label: t('All of “{name}”', { name: top.name }) }] : []
  const more = siblings.slice(topicsInSight)
  return html`${chips(screen, t('Topics'), [...first, ...siblings.slice(0, topicsInSight).map(chip)])}${
    more.length > 0
      ? menu({
          label: t('More topics'),
          items: more.map(
            (one) => html`<a class="item" href="${addressOf(view, { topic: one.slug })}" dir="auto">${one.name}</a>`,
          ),
        })
      : null
  }`
}

/** Where this reader keeps the topics of discussions; null where they do not. */
function keptAt({ community, topicsFrom }: ListOfThreads): string | null {
  if (community.status === 'archived') return null
  if (topicsFrom === 'talk' && community.can.moderate) return `${discussionsAddress(community.slug)}/topics`
  return topicsFrom === 'toolkit' && community.can.editToolkit ? `/c/${community.slug}/toolkit/topics` : null
}

/** What leaders and moderators set for all discussions. */
function keptMenu(view: ListOfThreads, { t }: Screen): Html | null {
  const { community } = view
  const kept = keptAt(view)
  const items = [
    community.can.settings &&
      community.status !== 'archived' &&
      html`<a class="item" href="${discussionsAddress(community.slug)}/settings">${t('How discussions work here')}</a>`,
    kept && html`<a class="item" href="${kept}">${t('Manage topics')}</a>`,
    community.can.moderate &&
      html`<a class="item" href="${discussionsAddress(community.slug)}/waiting">${t('Changes that wait')}</a>`,
  ].filter(Boolean)
  return items.length > 0 ? dotsMenu(t('More about discussions'), items) : null
}

/** This list with something in it changed. */
function addressOf({ community, filter, topic }: ListOfThreads, more: Readonly<Record<string, string | null>>): string {
  const show = filter === 'all' ? null : filter
  return withQuery(discussionsAddress(community.slug), { show, topic: topic?.slug ?? null, ...more })
}

function nothingYet({ community }: ListOfThreads, screen: Screen, open: Html): Html {
  const { t } = screen
  return emptyState({
    title: t('No discussions yet'),
    says: community.can.discuss
      ? t('A good first one asks what everybody has an answer to: “What did you try last week, and how did it go?”')
      : t('Discussions appear here once somebody starts one.'),
    act: community.can.discuss ? open : null,
  })
}

function noneOf({ t }: Screen, { filter, topic }: ListOfThreads): string {
  if (filter === 'open') return t('No question is open.')
  if (filter === 'stale') return t('No question is stale.')
  if (filter === 'answered') return t('No question has an answer yet.')
  if (filter === 'questions') return t('Nobody has asked anything yet.')
  return topic ? t('No discussions in this topic yet') : t('That is all.')
}

/** What the form of a new discussion needs. */
interface NewThread {
  readonly community: CommunityHead
  /** Cohorts and circles it can be for. */
  readonly groups: readonly GroupChoice[]
  /** The featured people it can be written to. */
  readonly containers: readonly FeaturedContainer[]
  /** The topics it can be filed under. */
  readonly topics: ThreadToFile['topics']
}

/** The page where a member begins a discussion. */
export function newThreadPage({ community, groups, containers, topics }: NewThread, screen: Screen): Html {
  const { t } = screen
  const root = discussionsAddress(community.slug)
  const to = writtenTo(containers, screen)
  return communityPage(screen, community, {
    tab: 'discussions',
    title: t('Start a discussion'),
    main: html`${pageTitle({ title: to ? t('Write to {container}', { container: to.name }) : t('Start a discussion') })}${to ? notice(t('{names} and you read it, and nobody else: no other leader, nor who runs the site.', { names: namesOf(to, screen) })) : null}
${form(screen, { action: root, submit: t('Post'), cancel: root }, [
  choice({
    name: 'kind',
    label: t('Kind'),
    value: screen.query.kind === 'question' ? 'question' : 'talk',
    required: true,
    shape: 'cards',
    choices: [
      { value: 'talk', label: t('Discussion'), hint: t('Share something, or hear what others think.') },
      { value: 'question', label: t('Question'), hint: t('You need an answer, and mark it when you have it.') },
    ],
  }),
  textField({
    name: 'title',
    label: t('Title'),
    value: screen.query.title?.slice(0, 200),
    required: true,
    max: 200,
    voice: 'title',
    autofocus: true,
    drafted: true,
  }),
  composer({
    name: 'source',
    label: t('What do you want to say?'),
    value: greeting(screen.query.greet),
    required: true,
    rows: 8,
    max: longestPost,
    community: { id: community.id, slug: community.slug },
    draft: `new-thread/${community.id}`,
    bringsPicture: true,
  }),
  topicField(topics, screen),
  to ? html`<input type="hidden" name="container" value="${to.id}">` : audienceField(groups, screen),
])}`,
  })
}

/** The container of featured people it is for: as the link says, or as it was typed. */
function writtenTo(containers: NewThread['containers'], { returned, query }: Screen) {
  const id = idFrom(String(returned?.typed.container ?? query.container ?? ''))
  return containers.find((one) => one.id === id && one.people.length > 0)
}

function namesOf({ people }: NewThread['containers'][number], { t, actor }: Screen): string {
  const names = people.filter(({ personId }) => personId !== personIdOf(actor)).map(({ name }) => name)
  return namesText(names, t)
}

/** The text begins with a mention of the person the author came to greet. */
function greeting(handle: string | undefined): string {
  return handle && /^[a-z0-9-]{1,60}$/.test(handle) ? `@${handle} ` : ''
}

function withQuery(address: string, query: Readonly<Record<string, string | null>>): string {
  const pairs = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== null)
  return pairs.length ? `${address}?${new URLSearchParams(pairs)}` : address
}
