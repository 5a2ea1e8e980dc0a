/** Pages where moderators put discussions in order. */
import { type CommunityHead, communityPage } from '#server/communities/room.ts'
import type { MergingView, MovingView, OrderView, SplittingView } from '#server/discussions/order/order-views.ts'
import { threadPicker } from '#server/discussions/order/thread-picker.ts'
import { backIn } from '#server/discussions/post-buttons.ts'
import { choice, choices, textField } from '#server/platform/html/field.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { listRows } from '#server/platform/html/list.ts'
import { namesText } from '#server/platform/html/names.ts'
import { emptyState, notice, pageTitle, section } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { idFrom, shortId } from '#server/platform/ids.ts'
import { excerpt } from '#server/platform/markdown/markdown.ts'
import type { Screen } from '#server/platform/screen.ts'

/** A page about a discussion as a whole. */
function aboutThread(
  { community, thread }: Pick<OrderView, 'community' | 'thread'>,
  screen: Screen,
  { title, lead, inside }: { title: string; lead: string; inside: Html },
): Html {
  const kicker = html`<a href="${thread.address}">${thread.title}</a>`
  return communityPage(screen, community, {
    tab: 'discussions',
    title,
    main: html`${pageTitle({ kicker, title, lead })}
${inside}`,
  })
}

/** `/c/:community/discussions/:thread/order` */
export function orderPage(view: OrderView, screen: Screen): Html {
  const { t } = screen
  const { thread, isLocked, isBelow, acts } = view
  const ways: readonly (readonly [path: string, label: string, says: string])[] = [
    [
      'lock',
      isLocked ? t('Change why it is locked') : t('Lock'),
      t('Everybody goes on reading it, and nobody adds to it.'),
    ],
    ...(isBelow
      ? []
      : [['merging', t('Merge'), t('Its posts go into another discussion about the same thing.')] as const]),
    ['splitting', t('Split off'), t('Some posts become a discussion of their own.')],
    ...(isBelow ? [] : [['moving', t('Move'), t('It goes to another community where you moderate.')] as const]),
  ]
  return aboutThread(view, screen, {
    title: t('Put in order'),
    lead: t('Each can be undone. Those who wrote there are told.'),
    inside: html`${listRows(ways.map(([path, label, says]) => ({ href: `${thread.address}/${path}`, title: label, about: says })))}
${
  acts.length > 0
    ? section({
        id: 'done',
        title: t('What was done'),
        inside: html`<ul class="plain-list">${acts.map((act) => html`<li>${doneLine(act, screen)}</li>`)}</ul>`,
      })
    : null
}`,
  })
}

/** "Ada Lindqvist merged “A” into “B”", when, and the way back. */
function doneLine(act: OrderView['acts'][number], screen: Screen): Html {
  const { t } = screen
  const link = ({ title, address }: OrderView['thread']) => html`<a href="${address}">${title}</a>`
  const words: Record<typeof act.kind, string> = {
    merge: t('{who} merged {from} into {to}', holes('who', 'from', 'to')),
    split: t('{who} split {n, plural, one {# post} other {# posts}} off {from}: {to}', {
      n: act.posts,
      ...holes('who', 'from', 'to'),
    }),
    move: t('{who} moved {from} to another community: {to}', holes('who', 'from', 'to')),
  }
  const who: Piece = act.by ?? t('Former member')
  const undo = act.canUndo
    ? html`<br>${actButton(screen, { action: `${act.to.address}/order/${shortId(act.id)}/undoing`, label: t('Undo'), look: 'quiet' })}`
    : act.isUndone
      ? html`<br><small class="soft">${t('Undone')}</small>`
      : null
  return html`${sentence(words[act.kind], { who: html`<b>${who}</b>`, from: link(act.from), to: link(act.to) })}, ${timeTag(act.at, screen)}${undo}`
}

/** `/c/:community/discussions/:thread/merging` */
export function mergingPage(view: MergingView, screen: Screen): Html {
  const { t } = screen
  return aboutThread(view, screen, {
    title: t('Merge this discussion'),
    lead: t(
      'All its posts go into the discussion you choose, in the order in which they were written. Its address leads there.',
    ),
    inside: threadPicker(view, screen),
  })
}

/** `/c/:community/discussions/:thread/splitting` */
export function splittingPage(view: SplittingView, screen: Screen): Html {
  const { t } = screen
  const { thread, posts } = view
  const back = backIn(screen)
  return aboutThread(view, screen, {
    title: t('Split posts off'),
    lead: t(
      'The chosen posts, with their replies, become a discussion of their own. Where they were it says where they are now.',
    ),
    inside: html`${
      posts.length === 0
        ? emptyState({ title: t('There is nothing here to split off yet.') })
        : form(
            screen,
            { action: `${thread.address}/splitting`, submit: t('Split off'), cancel: back ?? thread.address },
            [
              textField({
                name: 'title',
                label: t('Title of the new discussion'),
                required: true,
                max: 200,
                voice: 'title',
              }),
              choice({
                name: 'kind',
                label: t('Kind'),
                value: 'talk',
                choices: [
                  { value: 'talk', label: t('Discussion') },
                  { value: 'question', label: t('Question') },
                ],
              }),
              postsToTick(posts, screen),
            ],
          )
    }`,
  })
}

/** `/c/:community/discussions/:thread/moving` */
export function movingPage(view: MovingView, screen: Screen): Html {
  const { t } = screen
  const { thread, communities } = view
  const isAnywhere = communities.some(({ isArchived }) => !isArchived)
  return aboutThread(view, screen, {
    title: t('Move this discussion'),
    lead: t(
      'It goes there with all its posts and pictures. Its address leads there for those who may read it; others read that it was moved.',
    ),
    inside: html`${
      isAnywhere
        ? form(screen, { action: `${thread.address}/moving`, submit: t('Move'), cancel: `${thread.address}/order` }, [
            choice({
              name: 'to',
              label: t('To which community?'),
              shape: 'cards',
              required: true,
              choices: communities.map(({ id, name, isArchived, lostTopics }) => ({
                value: shortId(id),
                label: name,
                disabled: isArchived,
                hint: isArchived ? t('Archived: nothing comes into it any more.') : lostWords(lostTopics, screen),
              })),
            }),
          ])
        : emptyState({
            title: t('There is no other community where you moderate.'),
            says: t('Ask somebody who moderates both to move it.'),
          })
    }`,
  })
}

/** Which of its topics a discussion loses there; null where it keeps them all. */
function lostWords(topics: readonly string[], { t }: Screen): string | null {
  if (topics.length === 0) return null
  return t(
    '{n, plural, one {It loses a topic that is not there: {names}} other {It loses topics that are not there: {names}}}',
    {
      n: topics.length,
      names: namesText(topics, t),
    },
  )
}

/** Posts to tick, replies below what they answer. */
function postsToTick(posts: SplittingView['posts'], { t, query }: Screen) {
  return choices({
    name: 'posts',
    label: t('Posts'),
    shape: 'cards',
    required: true,
    values: query.post ? [query.post] : [],
    choices: posts.map(({ id, rootId, author, words }) => ({
      value: shortId(id),
      label: `${rootId ? '↳ ' : ''}${author ?? t('Former member')}`,
      hint: excerpt(words, 200),
    })),
  })
}

/** `/c/:community/discussions/:thread/moved` */
export function movedPage(
  {
    community,
    title,
    name,
  }: { community: CommunityHead; title: string; address: string | null; name: { slug: string; name: string } | null },
  screen: Screen,
): Html {
  const { t } = screen
  return communityPage(screen, community, {
    tab: 'discussions',
    title,
    main: html`${pageTitle({ title })}${notice(
      name
        ? sentence(
            t('This discussion was moved to {community}, and is read there by its members.', holes('community')),
            {
              community: html`<a href="/c/${name.slug}">${name.name}</a>`,
            },
          )
        : t('This discussion was moved to another community, which is not open to you.'),
    )}<p><a class="go" href="/c/${community.slug}/discussions">${t('all discussions')}</a></p>`,
  })
}

/** Right after an act: that it is done, and the way back. The address says which act. */
export function undoActNotice(screen: Screen, threadAddress: string): Html | null {
  const { t, query } = screen
  const act = idFrom(query.done ?? '')
  if (!act) return null
  const action = `${threadAddress}/order/${shortId(act)}/undoing`
  return html`<div id="undo">${notice(t('Done. Those who wrote there are told.'), 'plain', actButton(screen, { action, label: t('Undo') }))}</div>`
}
