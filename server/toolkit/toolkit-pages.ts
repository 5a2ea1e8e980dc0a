/**
 * The Toolkit's own page: its topics, its filter, its list. Pleasant with a thousand things in it.
 */
import { communityPage } from '#server/communities/room.ts'
import { actButton } from '#server/platform/html/form.ts'
import { attr, type Html, html } from '#server/platform/html/html.ts'
import { menu } from '#server/platform/html/menu.ts'
import { chips, emptyState, notice, pager, pageTitle } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'
import { correctedNotice } from '#server/platform/search/corrected-notice.ts'
import { kindsName } from '#server/toolkit/labels.ts'
import { resourceRow, topicShelf } from '#server/toolkit/list-parts.ts'
import { resourceKinds, toolkitAddress } from '#server/toolkit/resource.ts'
import type { Toolkit } from '#server/toolkit/toolkit-views.ts'
import { toolkitSorts } from '#server/toolkit/views.ts'

/** `/c/:community/toolkit` */
export function toolkitPage(view: Toolkit, screen: Screen): Html {
  const { t } = screen
  const { community, holdings: counts, filter } = view
  const isEmpty = counts.total === 0
  const topic = counts.topics.find((one) => one.slug === filter.topic)
  const title = topic ? topic.name : filter.topic === 'none' ? t('Unsorted') : t('Toolkit')
  return communityPage(screen, community, {
    tab: 'toolkit',
    title: topic ? `${topic.name} · ${t('Toolkit')}` : t('Toolkit'),
    counts: { toolkit: counts.total },
    wide: true,
    main: html`${pageTitle({ title, acts: actsFor(view, screen) })}
${undo(view, screen)}
${suggestionsWait(view, screen)}
${
  isEmpty
    ? nothingYet(view, screen)
    : html`<div class="shelf">${topicShelf(
        screen,
        { ...counts, current: filter.topic, mayEdit: community.can.editToolkit },
        (slug) => addressOf(view, { topic: slug }),
      )}<div class="flow">${filterForm(view, screen)}${list(view, screen)}</div></div>`
}`,
  })
}

/** Editors of the Toolkit add resources; other members may suggest one. */
function actsFor(view: Toolkit, screen: Screen): Html | null {
  const { can, slug } = view.community
  if (can.editToolkit) return acts(view, screen)
  return can.suggestResource ? suggestAct(slug, screen) : null
}

function suggestAct(slug: string, { t }: Screen): Html {
  return html`<a class="button" href="${toolkitAddress(slug)}/suggest">${t('Suggest something')}</a>`
}

function acts(view: Toolkit, screen: Screen): Html {
  const { t } = screen
  const root = toolkitAddress(view.community.slug)
  return html`<a class="button primary" href="${root}/new">${t('Add to the Toolkit')}</a>${menu({
    label: t('More'),
    kind: 'end',
    items: [
      html`<a class="item" href="${root}/topics">${t('Manage topics')}</a>`,
      html`<a class="item" href="${root}/featured">${t('Featured strip')}</a>`,
      html`<a class="item" href="${root}/import">${t('Import a list')}</a>`,
      html`<a class="item" href="${root}/suggestions">${t('Suggestions')}</a>`,
    ],
  })}`
}

/** What members suggest, for editors of the Toolkit. */
function suggestionsWait({ community, holdings: { suggested: n } }: Toolkit, { t }: Screen): Html | null {
  if (n === 0) return null
  return notice(
    t('{n, plural, one {# suggestion waits} other {# suggestions wait}} for an answer.', { n }),
    'plain',
    html`<a class="button" href="${toolkitAddress(community.slug)}/suggestions">${t('See what members suggest')}</a>`,
  )
}

/** Brings back a resource that was removed a moment ago. */
function undo({ community, removed }: Toolkit, screen: Screen): Html | null {
  const { t } = screen
  if (!removed) return null
  return notice(
    t('“{title}” is removed from the Toolkit.', { title: removed.title }),
    'plain',
    actButton(screen, { action: `${toolkitAddress(community.slug)}/${removed.id}/return`, label: t('Undo') }),
  )
}

function filterForm(view: Toolkit, screen: Screen): Html {
  const { t } = screen
  const { filter, holdings: counts } = view
  const root = toolkitAddress(view.community.slug)
  const kinds = resourceKinds.filter((kind) => (counts.kinds[kind] ?? 0) > 0 || kind === filter.kind)
  const kept = {
    topic: filter.topic,
    kind: filter.kind,
    show: filter.show === 'all' ? null : filter.show,
    sort: filter.sort === 'new' ? null : filter.sort,
  }
  const choices = [
    ...(kinds.length > 1
      ? [
          { href: addressOf(view, { kind: null }), label: t('All kinds'), current: filter.kind === null },
          ...kinds.map((kind) => ({
            href: addressOf(view, { kind }),
            label: kindsName(t, kind),
            current: filter.kind === kind,
          })),
        ]
      : []),
    ...(counts.closed > 0
      ? [
          {
            href: addressOf(view, { show: filter.show === 'closed' ? null : 'closed' }),
            label: t('Hidden from members'),
            count: counts.closed,
            current: filter.show === 'closed',
          },
        ]
      : []),
  ]
  return html`<form class="filter" method="get" action="${root}" role="search">${Object.entries(kept).map(
    ([name, value]) => (value ? html`<input type="hidden" name="${name}" value="${value}">` : null),
  )}<input type="search" dir="auto" name="words" value="${filter.words}" aria-label="${t('Find in the Toolkit')}" placeholder="${t('Title, author, words inside')}" maxlength="200" autocomplete="off" ${attr('enterkeyhint', 'search')}><button class="plain">${t('Search')}</button></form>
${choices.length > 0 ? chips(screen, t('Kinds'), choices) : null}`
}

function list(view: Toolkit, screen: Screen): Html {
  const { t } = screen
  const { resources, total, filter, corrected, community } = view
  const isNarrowed = filter.words !== '' || filter.kind !== null || filter.show !== 'all'
  if (resources.length === 0 && screen.query.after === undefined) {
    return emptyState({
      title: isNarrowed ? t('Nothing found') : t('Nothing under this topic yet'),
      says: filter.words === '' ? null : t('Nothing in the Toolkit has “{words}”.', { words: filter.words }),
      act: isNarrowed
        ? html`<a class="button" href="${addressOf(view, { words: '', kind: null, show: null })}">${t('Show all')}</a>`
        : html`<a class="button" href="${toolkitAddress(community.slug)}">${t('All topics')}</a>`,
    })
  }
  return html`${correctedNotice(filter.words, corrected, screen)}<div class="over-list"><p class="tally" role="status">${
    filter.words === ''
      ? t('{n, plural, one {# resource} other {# resources}}', { n: total })
      : t('{n, plural, one {# resource with} other {# resources with}} “{words}”', {
          n: total,
          words: corrected ?? filter.words,
        })
  }</p>${total > 1 ? orderLinks(view, screen) : null}</div>
<ul class="rows tight pictured">${resources.map((item) => resourceRow(item, screen, community.slug))}</ul>
${pager(screen, {
  next: view.next ? addressOf(view, { after: view.next }) : null,
  first: screen.query.after === undefined ? null : addressOf(view, {}),
})}`
}

/** The orders, as plain links: the one that is chosen stays in the address. */
function orderLinks(view: Toolkit, { t }: Screen): Html {
  const names = { new: t('New'), title: t('A–Z'), talk: t('Most talked about') }
  return html`<nav class="orders" aria-label="${t('Order')}">${toolkitSorts.map(
    (sort) =>
      html`<a href="${addressOf(view, { sort: sort === 'new' ? null : sort })}" ${attr('aria-current', sort === view.filter.sort ? 'true' : null)}>${names[sort]}</a>`,
  )}</nav>`
}

function nothingYet({ community }: Toolkit, screen: Screen): Html {
  const { t } = screen
  const root = toolkitAddress(community.slug)
  if (!community.can.editToolkit) {
    return emptyState({
      title: t('The Toolkit is empty'),
      says: t('What your leaders add will appear here.'),
      act: community.can.suggestResource ? suggestAct(community.slug, screen) : undefined,
    })
  }
  return emptyState({
    title: t('What helped you last week?'),
    says: t(
      'Add one thing people can use on Monday: a link, a file, or a few lines of your own. You can also import a whole list.',
    ),
    act: html`<a class="button primary" href="${root}/new">${t('Add the first')}</a><a class="button" href="${root}/import">${t('Import a list')}</a>`,
  })
}

interface Change {
  readonly words?: string
  readonly kind?: string | null
  readonly topic?: string | null
  readonly show?: string | null
  readonly sort?: string | null
  readonly after?: string
}

/** The list's address with its filter, changed in one thing; every change begins at the newest. */
function addressOf({ community, filter }: Pick<Toolkit, 'community' | 'filter'>, change: Change): string {
  const all = {
    ...filter,
    show: filter.show === 'all' ? null : filter.show,
    sort: filter.sort === 'new' ? null : filter.sort,
    ...change,
  }
  const query = new URLSearchParams()
  for (const name of ['topic', 'kind', 'words', 'show', 'sort', 'after'] as const) {
    const value = all[name as keyof typeof all]
    if (value) query.set(name, value)
  }
  const text = query.toString()
  return `${toolkitAddress(community.slug)}${text ? `?${text}` : ''}`
}
