/**
 * Keeping the topics: each with its name, its place and its end, in one list.
 */
import { type CommunityHead, communityPage } from '#server/communities/room.ts'
import { arrangeList } from '#server/platform/html/arrange-list.ts'
import { select, textField } from '#server/platform/html/field.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { dotsMenu } from '#server/platform/html/menu.ts'
import { breadcrumbs, count, emptyState, pageTitle, section } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { KeptList } from '#server/topics/kept-list.ts'
import { longestTopic, type TopicCount } from '#server/topics/topic.ts'

export interface TopicsShown {
  readonly community: CommunityHead
  readonly topics: readonly TopicCount[]
  readonly unsorted: number | null
}

/** The topics of a list, one step below what is filed there. */
export function topicsPage(list: KeptList, view: TopicsShown, screen: Screen): Html {
  const { t } = screen
  const { community, topics, unsorted } = view
  const root = list.home(community.slug)
  const tops = topics.filter((one) => one.parentId === null)
  return communityPage(screen, community, {
    tab: list.tab,
    title: t('Topics'),
    main: html`${breadcrumbs(screen, [{ label: list.name(t), href: root }])}
${pageTitle({ title: t('Topics'), lead: t('Topics have two levels. Removing a topic never removes what is filed under it.') })}
${
  tops.length === 0
    ? emptyState({ title: t('No topics yet'), says: t('Add the first one below. A handful is enough to start with.') })
    : section({ id: 'all', title: t('All topics'), inside: kept(list, tops, view, screen) })
}
${unsorted ? html`<p class="soft">${list.unsorted(t, unsorted)} <a href="${root}?topic=none">${t('Show them')}</a></p>` : null}
${section({
  id: 'add',
  title: t('Add a topic'),
  inside: form(screen, { action: `${root}/topics`, submit: t('Add') }, [
    textField({ name: 'name', label: t('Name'), required: true, max: longestTopic }),
    select({
      name: 'parent',
      label: t('Part of'),
      options: [{ value: '', label: t('No other topic') }, ...tops.map(({ id, name }) => ({ value: id, label: name }))],
    }),
  ]),
})}`,
  })
}

/** Topics under the same parent, each with its sub-topics. */
function kept(list: KeptList, siblings: readonly TopicCount[], view: TopicsShown, screen: Screen): Html {
  return arrangeList(screen, {
    action: `${list.home(view.community.slug)}/topics/order`,
    look: 'topics-kept',
    items: siblings.map((one, i) => {
      const subs = view.topics.filter((sub) => sub.parentId === one.id)
      return {
        key: one.id,
        inside: html`${line(list, one, { at: i, of: siblings.length, view }, screen)}${subs.length > 0 ? kept(list, subs, view, screen) : null}`,
      }
    }),
  })
}

function line(
  list: KeptList,
  topic: TopicCount,
  place: { readonly at: number; readonly of: number; readonly view: TopicsShown },
  screen: Screen,
): Html {
  const { t } = screen
  const home = list.home(place.view.community.slug)
  const here = `${home}/topics/${topic.id}`
  const { name } = topic
  const items = [
    html`<a class="item" href="${here}">${t('Rename or move')}</a>`,
    place.at > 0
      ? actButton(screen, {
          action: `${here}/place`,
          fields: { to: 'up' },
          label: t('Move up'),
          longLabel: t('Move “{name}” up', { name }),
          look: 'item',
        })
      : null,
    place.at < place.of - 1
      ? actButton(screen, {
          action: `${here}/place`,
          fields: { to: 'down' },
          label: t('Move down'),
          longLabel: t('Move “{name}” down', { name }),
          look: 'item',
        })
      : null,
    actButton(screen, {
      action: `${here}/removal`,
      label: t('Remove'),
      longLabel: t('Remove “{name}”', { name }),
      look: 'item',
    }),
  ].filter((item) => item !== null)
  return html`<div class="kept"><a href="${home}?topic=${topic.slug}">${name}</a><span class="count" aria-hidden="true">${count(screen, topic.count)}</span><span class="unseen">${list.counted(t, topic.count)}</span>${dotsMenu(t('More about “{name}”', { name }), items)}</div>`
}

export interface TopicShown {
  readonly community: CommunityHead
  readonly topic: TopicCount
  readonly topics: readonly TopicCount[]
}

/** The name and the place of one topic. */
export function topicPage(list: KeptList, { community, topic, topics }: TopicShown, screen: Screen): Html {
  const { t } = screen
  const root = list.home(community.slug)
  const hasSubs = topics.some((one) => one.parentId === topic.id)
  const parents = topics.filter((one) => one.parentId === null && one.id !== topic.id)
  return communityPage(screen, community, {
    tab: list.tab,
    title: topic.name,
    main: html`${breadcrumbs(screen, [
      { label: list.name(t), href: root },
      { label: t('Topics'), href: `${root}/topics` },
    ])}${pageTitle({ title: topic.name })}
${form(screen, { action: `${root}/topics/${topic.id}`, submit: t('Save'), cancel: `${root}/topics` }, [
  textField({ name: 'name', label: t('Name'), value: topic.name, required: true, max: longestTopic }),
  hasSubs
    ? html`<p class="soft">${t('It holds sub-topics, so it stays at the top.')}</p>`
    : select({
        name: 'parent',
        label: t('Part of'),
        value: topic.parentId,
        options: [
          { value: '', label: t('No other topic') },
          ...parents.map(({ id, name }) => ({ value: id, label: name })),
        ],
      }),
])}`,
  })
}
