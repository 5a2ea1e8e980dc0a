/** Working pages: their list, one of them, and where one is begun and written. */
import { savedMeanwhileLine, writersAside, writersFields, writingFields, writtenText } from '#server/bodies/room.ts'
import { type CommunityHead, communityPage } from '#server/communities/room.ts'
import { discussionSection, type QuotableThread, type ThreadView } from '#server/discussions/room.ts'
import {
  type PageItem,
  type PageView,
  pagesAddress,
  pageWriters,
  type Template,
  templates,
} from '#server/pages/page.ts'
import { templateName } from '#server/pages/templates.ts'
import { face } from '#server/platform/html/face.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { row } from '#server/platform/html/list.ts'
import { menu } from '#server/platform/html/menu.ts'
import { breadcrumbs, emptyState, pager, pageTitle, tabs } from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import { excerpt } from '#server/platform/markdown/markdown.ts'
import type { Screen } from '#server/platform/screen.ts'

interface Here {
  readonly community: CommunityHead
}

/** `/c/:community/pages` */
export function pagesPage(
  { community, pages, next }: Here & { pages: readonly PageItem[]; next: string | null },
  screen: Screen,
): Html {
  const { t } = screen
  const root = pagesAddress(community.slug)
  const isFirst = !screen.query.after
  const isEmpty = pages.length === 0 && isFirst
  const start =
    community.can.discuss &&
    html`<a class="button primary" href="${root}/new">${icon('plus', 18)}${t('Start a page')}</a>`
  return communityPage(screen, community, {
    tab: 'pages',
    title: t('Working pages'),
    wide: true,
    main: html`${pageTitle({
      title: t('Working pages'),
      lead: isEmpty ? null : t('Texts we write together. What was written last comes first.'),
      acts: isEmpty ? null : start,
    })}
${
  isEmpty
    ? emptyState({
        title: t('No working pages yet'),
        says: t('A page is for what several know together: a case, what you learned, how you do it here.'),
        act: start,
      })
    : html`<ul class="rows">${pages.map((page) => pageRow(page, screen))}</ul>`
}
${pager(screen, { next: next && `${root}?after=${shortId(next)}`, first: isFirst ? null : root, nextLabel: t('Older pages') })}`,
  })
}

/** One page in a list. */
export function pageRow({ address, title, wroteLately, savedAt }: PageItem, screen: Screen): Html {
  const { t } = screen
  const names = wroteLately.map(({ name }) => name).join(', ') || t('Former member')
  return row({
    before: face(wroteLately[0] ?? { name: '?', photo: null }),
    href: address,
    title,
    about: t('Written lately by {names}', { names }),
    after: timeTag(savedAt, screen),
  })
}

/** `/c/:community/pages/:page` */
export function onePage(
  { community, page, discussion }: Here & { page: PageView; discussion: ThreadView | null },
  screen: Screen,
): Html {
  const { t } = screen
  const { address, can } = page
  const more = [
    html`<a class="item" href="${address}/versions">${t('Versions')}</a>`,
    community.can.editToolkit &&
      html`<a class="item" href="/c/${community.slug}/toolkit/pages/${shortId(page.id)}">${t('Put into the Toolkit')}</a>`,
    can.arrange && actButton(screen, { action: `${address}/removal`, label: t('Remove this page'), look: 'item' }),
  ]
  return framed(screen, community, page.title, {
    above: [],
    head: pageTitle({
      title: page.title,
      lang: page.language === t.locale ? null : page.language,
      acts: html`${can.write ? html`<a class="button" href="${address}/edit">${t('Write')}</a>` : null}${menu({ label: t('More'), kind: 'end', items: more.filter(Boolean) })}`,
    }),
    inside: html`<article class="work">${writtenText(page, screen)}</article>
${discussion ? discussionSection(discussion, screen, { invitation: t('What do you think of it?') }) : null}`,
    aside: writersAside(page, screen),
  })
}

/** What stands in the form of a page that is begun. */
export interface NewPage extends Here {
  readonly template: Template
  /** The discussion it is made of. */
  readonly thread: QuotableThread['thread'] | null
  readonly title: string
  readonly source: string
}

/** `/c/:community/pages/new` */
export function newPagePage(view: NewPage, screen: Screen): Html {
  const { t } = screen
  const { community, template, thread } = view
  const root = pagesAddress(community.slug)
  const ways = templates.map((one) => ({
    href: one === 'blank' ? `${root}/new` : `${root}/new?template=${one}`,
    label: templateName(one, t),
    current: one === template,
  }))
  const draft = `page/new/${community.id}/${thread?.id ?? template}`
  return framed(screen, community, t('Start a page'), {
    above: thread ? [{ label: thread.title, href: thread.address }] : [],
    inside: html`${thread ? null : tabs(t('Begin with'), ways)}
${form(screen, { action: root, submit: t('Start the page'), beside: cancel(root, screen) }, [
  ...writingFields({ ...view, draft }, screen),
  writersFields(null, pageWriters, screen),
])}`,
  })
}

/** `/c/:community/pages/:page/edit` */
export function writePagePage({ community, page }: Here & { page: PageView }, screen: Screen): Html {
  const { t } = screen
  const action = `${pagesAddress(community.slug)}/${shortId(page.id)}`
  return framed(screen, community, t('Write'), {
    above: [{ label: page.title, href: page.address }],
    inside: html`${savedMeanwhileLine(page, screen)}
${form(screen, { action, submit: t('Save'), beside: cancel(page.address, screen) }, [
  ...writingFields({ ...page, community, draft: `page/${page.id}` }, screen),
  page.can.arrange ? writersFields(page, pageWriters, screen) : null,
])}`,
  })
}

/** `/c/:community/pages/new/:thread` */
export function choosePostsPage({ community, thread, posts }: Here & QuotableThread, screen: Screen): Html {
  const { t } = screen
  const one = ({ id, author, words }: QuotableThread['posts'][number]) =>
    html`<label class="choice"><input type="checkbox" name="post" value="${shortId(id)}" checked><span>${author ?? t('Former member')}<small dir="auto">${excerpt(words, 200)}</small></span></label>`
  return framed(screen, community, t('Make a page of this discussion'), {
    above: [{ label: thread.title, href: thread.address }],
    lead: t('Choose what goes into it. Each is quoted, with its writer’s name and the way back to it.'),
    inside: html`<form class="form" method="get" action="${pagesAddress(community.slug)}/new"><input type="hidden" name="thread" value="${shortId(thread.id)}"><fieldset class="field"><legend>${t('Posts')}</legend><div class="choices cards">${posts.map(one)}</div></fieldset><div class="acts"><button class="primary">${t('Go on')}</button>${cancel(thread.address, screen)}</div></form>`,
  })
}

function cancel(href: string, { t }: Screen): Html {
  return html`<a class="quiet" href="${href}">${t('Cancel')}</a>`
}

interface Framed {
  /** The way here, from the list of pages on. */
  readonly above: readonly { label: string; href: string }[]
  readonly head?: Html
  readonly lead?: string
  readonly inside: Html
  readonly aside?: Piece
}

function framed(screen: Screen, community: CommunityHead, title: string, page: Framed): Html {
  const way = [{ label: screen.t('Working pages'), href: pagesAddress(community.slug) }, ...page.above]
  return communityPage(screen, community, {
    tab: 'pages',
    title,
    main: html`${breadcrumbs(screen, way)}${page.head ?? pageTitle({ title, lead: page.lead })}
${page.inside}`,
    aside: page.aside,
  })
}
