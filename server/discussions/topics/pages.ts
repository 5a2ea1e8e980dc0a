/** The forms about discussions and their topics: what leaders choose, and where a discussion is filed. */
import { type CommunityHead, communityPage } from '#server/communities/room.ts'
import { discussionsAddress } from '#server/discussions/thread.ts'
import type { ThreadToFile } from '#server/discussions/topics/form-views.ts'
import { longestWait, type TalkSettings, type TalkTopic, topicPath } from '#server/discussions/topics/talk.ts'
import { choice, choices, select, textField } from '#server/platform/html/field.ts'
import { actButton, type Field, form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { menu } from '#server/platform/html/menu.ts'
import { breadcrumbs, emptyState, pageTitle } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/discussions/settings` */
export function talkSettingsPage(
  { community, settings }: { readonly community: CommunityHead; readonly settings: TalkSettings },
  screen: Screen,
): Html {
  const { t } = screen
  const root = discussionsAddress(community.slug)
  const toolkit = html`<a href="/c/${community.slug}/toolkit/topics">${t('Manage topics')}</a>`
  const own = html`<a href="${root}/topics">${t('Manage topics')}</a>`
  const days = (n: number) => t('{n, plural, one {After one day} other {After # days}}', { n })
  return communityPage(screen, community, {
    tab: 'discussions',
    title: `${t('Settings')} · ${t('Discussions')}`,
    main: html`${breadcrumbs(screen, [{ label: t('Discussions'), href: root }])}${pageTitle({ title: t('How discussions work here') })}
${form(screen, { action: `${root}/settings`, submit: t('Save'), cancel: root }, [
  choice({
    name: 'topics',
    label: t('Topics'),
    value: settings.topics,
    required: true,
    choices: [
      { value: 'none', label: t('No topics'), hint: t('Discussions stand in one list.') },
      {
        value: 'toolkit',
        label: t('The topics of the Toolkit'),
        hint: html`${t('A topic then holds resources, what is said about them, and discussions.')} ${toolkit}`,
      },
      {
        value: 'talk',
        label: t('Topics of their own'),
        hint: html`${t('Leaders and moderators keep a second list.')} ${own}`,
      },
    ],
  }),
  textField({
    name: 'staleAfter',
    label: t('Days until an open question is stale'),
    hint: t('Counted from its last post. Stale questions have a list of their own.'),
    type: 'number',
    inputmode: 'numeric',
    min: 1,
    value: String(settings.staleAfter),
    required: true,
  }),
  select({
    name: 'askAgainAfter',
    label: t('Ask again where nobody has replied'),
    hint: t('Once, of at most three people who said that one may ask them about such a thing.'),
    value: String(settings.askAgainAfter),
    required: true,
    options: [
      { value: '0', label: t('Never') },
      ...Array.from({ length: longestWait.askAgain }, (_, i) => ({ value: String(i + 1), label: days(i + 1) })),
    ],
  }),
])}`,
  })
}

/** The topic that a new discussion is filed under; left out where there are none. */
export function topicField(topics: ThreadToFile['topics'], { t, query }: Screen): Field | null {
  if (topics.length === 0) return null
  const begunIn = topics.find(({ slug }) => slug === query.topic)
  return select({
    name: 'topics',
    label: t('Topic'),
    value: begunIn?.id ?? '',
    emptyIsAChoice: true,
    hint: t('A #tag with the name of a topic in your text files it too.'),
    options: [
      { value: '', label: t('No topic') },
      ...topics.map((topic) => ({ value: topic.id, label: topicPath(topic, topics) })),
    ],
  })
}

/** `/c/:community/discussions/:thread/topics` */
export function filingPage({ community, thread, filed, topics }: ThreadToFile, screen: Screen): Html {
  const { t } = screen
  const title = pageTitle({ kicker: html`<a href="${thread.address}">${thread.title}</a>`, title: t('Topics') })
  return communityPage(screen, community, {
    tab: 'discussions',
    title: `${t('Topics')} · ${thread.title}`,
    main:
      topics.length === 0
        ? html`${title}${emptyState({ title: t('No topics yet'), act: html`<a class="button" href="${thread.address}">${t('Back to the discussion')}</a>` })}`
        : html`${title}
${form(screen, { action: `${thread.address}/topics`, submit: t('Save'), cancel: thread.address }, [
  choices({
    name: 'topics',
    label: t('What it is about'),
    hint: t('A #tag with the name of a topic, in any post, files it too.'),
    values: filed,
    choices: topics.map((topic) => ({ value: topic.id, label: topicPath(topic, topics) })),
  }),
])}`,
  })
}

/** The menu at a topic's head; its button says whether the reader follows it. */
export function topicMenu(
  topic: TalkTopic,
  { slug, keptAt }: { readonly slug: string; readonly keptAt: string | null },
  screen: Screen,
): Html {
  const { t } = screen
  const { following } = topic
  const act = (label: string, state: string) =>
    actButton(screen, {
      action: `${discussionsAddress(slug)}/topics/${shortId(topic.id)}/following`,
      label,
      look: 'item',
      fields: { state },
    })
  const words = following === 'following' ? t('Following') : following === 'muted' ? t('Muted') : t('Not following')
  const items: Piece[] = [
    following === 'following'
      ? act(t('Stop following'), 'none')
      : act(t('Follow: notify me of new discussions'), 'following'),
    following === 'muted' ? act(t('Unmute'), 'none') : act(t('Mute: no notices from here'), 'muted'),
    keptAt && html`<a class="item" href="${keptAt}">${t('Manage topics')}</a>`,
  ]
  return menu({ label: words, items: items.filter(Boolean), kind: 'end' })
}
