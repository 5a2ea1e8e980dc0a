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
import { toolkitAddress } from '#server/toolkit/resource.ts'
import { longestTopic, type TopicCount } from '#server/toolkit/topics/topic.ts'

export interface TopicsShown {
  readonly community: CommunityHead
  readonly topics: readonly TopicCount[]
  readonly unsorted: number
}

/** `/c/:community/toolkit/topics` */
export function topicsPage(view: TopicsShown, screen: Screen): Html {
  const { t } = screen
  const { community, topics } = view
  const root = toolkitAddress(community.slug)
  const tops = topics.filter((one) => one.parentId === null)
  return communityPage(screen, community, {
    tab: 'toolkit',
    title: t('Topics'),
    main: html`${breadcrumbs(screen, [{ label: t('Toolkit'), href: root }])}
${pageTitle({ title: t('Topics'), lead: t('Topics have two levels. Removing a topic never removes what is filed under it.') })}
${
  tops.length === 0
    ? emptyState({ title: t('No topics yet'), says: t('Add the first one below. A handful is enough to start with.') })
    : section({ id: 'all', title: t('All topics'), inside: kept(tops, view, screen) })
}
${view.unsorted > 0 ? html`<p class="soft">${t('{n, plural, one {# resource is filed under no topic.} other {# resources are filed under no topic.}}', { n: view.unsorted })} <a href="${root}?topic=none">${t('Show them')}</a></p>` : null}
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
function kept(siblings: readonly TopicCount[], view: TopicsShown, screen: Screen): Html {
  return arrangeList(screen, {
    action: `${toolkitAddress(view.community.slug)}/topics/order`,
    look: 'topics-kept',
    items: siblings.map((one, i) => {
      const subs = view.topics.filter((sub) => sub.parentId === one.id)
      return {
        key: one.id,
        inside: html`${line(one, { at: i, of: siblings.length }, view, screen)}${subs.length > 0 ? kept(subs, view, screen) : null}`,
      }
    }),
  })
}

function line(topic: TopicCount, place: { at: number; of: number }, { community }: TopicsShown, screen: Screen): Html {
  const { t } = screen
  const here = `${toolkitAddress(community.slug)}/topics/${topic.id}`
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
  return html`<div class="kept"><a href="${toolkitAddress(community.slug)}?topic=${topic.slug}">${name}</a><span class="count" aria-hidden="true">${count(screen, topic.count)}</span><span class="unseen">${t('{n, plural, one {# resource} other {# resources}}', { n: topic.count })}</span>${dotsMenu(t('More about “{name}”', { name }), items)}</div>`
}

export interface TopicShown {
  readonly community: CommunityHead
  readonly topic: TopicCount
  readonly topics: readonly TopicCount[]
}

/** `/c/:community/toolkit/topics/:topic`: its name and its place. */
export function topicPage({ community, topic, topics }: TopicShown, screen: Screen): Html {
  const { t } = screen
  const root = toolkitAddress(community.slug)
  const hasSubs = topics.some((one) => one.parentId === topic.id)
  const parents = topics.filter((one) => one.parentId === null && one.id !== topic.id)
  return communityPage(screen, community, {
    tab: 'toolkit',
    title: topic.name,
    main: html`${breadcrumbs(screen, [
      { label: t('Toolkit'), href: root },
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
