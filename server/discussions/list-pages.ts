/** The list of a community's discussions, and the page where a member begins one. */
import { type CommunityHead, communityPage, type FeaturedContainer } from '#server/communities/room.ts'
import { type ThreadFilter, type ThreadItemView, threadFilters } from '#server/discussions/list-views.ts'
import { undoNotice } from '#server/discussions/post-pages.ts'
import { discussionsAddress, longestPost } from '#server/discussions/thread.ts'
import { audienceBadge, audienceField, type GroupChoice } from '#server/entries/room.ts'
import { personIdOf } from '#server/platform/actor.ts'
import { composer } from '#server/platform/html/composer.ts'
import { face } from '#server/platform/html/face.ts'
import { choice, textField } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { listRow, listRows, type Row } from '#server/platform/html/list.ts'
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
  readonly next: string | null
}

/** All discussions of a community, the one with the latest post first. */
export function threadsPage(view: ListOfThreads, screen: Screen): Html {
  const { t } = screen
  const { community, filter, items, next } = view
  const root = discussionsAddress(community.slug)
  const isFirstPage = !screen.query.before
  const isEmpty = !items.length && filter === 'all' && isFirstPage
  const open = html`<a class="button primary" href="${root}/new">${icon('plus', 18)}${t('Start a discussion')}</a>`
  return communityPage(screen, community, {
    tab: 'discussions',
    title: t('Discussions'),
    wide: true,
    main: html`${undoNotice(screen, community.slug)}
${pageTitle({
  title: t('Discussions'),
  lead: isEmpty ? null : t('Ask, share, disagree. The latest comes first.'),
  acts: community.can.discuss && !isEmpty ? open : null,
})}
${isEmpty ? nothingYet(view, screen, open) : html`${filters(view, screen)}${items.length ? listRows(items.map((item) => rowOf(item, screen))) : emptyState({ title: noneOf(screen, filter) })}`}
${pager(screen, {
  next: next ? withQuery(root, { show: filter === 'all' ? null : filter, before: next }) : null,
  first: isFirstPage ? null : withQuery(root, { show: filter === 'all' ? null : filter }),
  nextLabel: t('Earlier discussions'),
})}`,
  })
}

/** One discussion in a list. */
export function threadRow(item: ThreadItemView, screen: Screen): Html {
  return listRow(rowOf(item, screen))
}

function rowOf(item: ThreadItemView, screen: Screen): Row {
  const speaker = item.aboutKind ? (item.lastBy ?? item.openedBy) : item.openedBy
  return {
    before: face(speaker ?? { name: '?', photo: null }),
    href: item.address,
    title: html`${item.title}${item.isLocked ? html` ${icon('lock', 16)}<span class="unseen">${screen.t('Locked')}</span>` : null}`,
    about: aboutOf(item, screen),
    after: html`${item.isFresh ? html`<span class="unseen">${screen.t('New')}</span>` : null}${timeTag(item.lastPostAt, screen)}`,
    fresh: item.isFresh,
  }
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
    item.kind === 'question' && !item.aboutKind && (item.isAnswered ? badge(t('answered'), 'good') : badge(t('open'))),
    audienceBadge(item.readers, screen),
  ].filter(Boolean)
  return html`<span class="dotted">${parts.map((part) => html`<span>${part}</span> `)}</span>`
}

function filters({ community, filter, openQuestions }: ListOfThreads, screen: Screen): Html {
  const { t } = screen
  const words: Record<ThreadFilter, string> = {
    all: t('All'),
    questions: t('Questions'),
    unanswered: t('Open questions'),
    talk: t('Discussions'),
  }
  const root = discussionsAddress(community.slug)
  return chips(
    screen,
    t('Show'),
    threadFilters.map((one) => ({
      href: withQuery(root, { show: one === 'all' ? null : one }),
      label: words[one],
      ...(one === 'unanswered' && openQuestions > 0 ? { count: openQuestions } : {}),
      current: one === filter,
    })),
  )
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

function noneOf({ t }: Screen, filter: ThreadFilter): string {
  if (filter === 'unanswered') return t('Every question is answered.')
  return filter === 'questions' ? t('Nobody has asked anything yet.') : t('That is all.')
}

/** What the form of a new discussion needs. */
interface NewThread {
  readonly community: CommunityHead
  /** Cohorts and circles it can be for. */
  readonly groups: readonly GroupChoice[]
  /** The featured people it can be written to. */
  readonly containers: readonly FeaturedContainer[]
}

/** The page where a member begins a discussion. */
export function newThreadPage({ community, groups, containers }: NewThread, screen: Screen): Html {
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
