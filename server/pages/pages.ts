/** Working pages: their list, one of them, and where one is begun and written. */
import {
  type Written,
  type WrittenItem,
  writersAside,
  writersFields,
  writingFields,
  writtenForm,
  writtenRow,
  writtenText,
} from '#server/bodies/room.ts'
import { type CommunityHead, communityPage } from '#server/communities/room.ts'
import { discussionSection, type QuotableThread, type ThreadView } from '#server/discussions/room.ts'
import { audienceBadge, audienceField, type GroupChoice, hiddenLine, reportItem } from '#server/entries/room.ts'
import { pagesAddress, pageWriters, type Template, templates } from '#server/pages/page.ts'
import { templateName } from '#server/pages/templates.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { menu } from '#server/platform/html/menu.ts'
import { breadcrumbs, emptyState, pager, pageTitle, tabs } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

interface Here {
  readonly community: CommunityHead
}

/** `/c/:community/pages` */
export function pagesPage(
  { community, pages, next }: Here & { pages: readonly WrittenItem[]; next: string | null },
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
    : html`<ul class="rows">${pages.map((page) => writtenRow(page, screen))}</ul>`
}
${pager(screen, { next: next && `${root}?after=${shortId(next)}`, first: isFirst ? null : root, nextLabel: t('Older pages') })}`,
  })
}

/** `/c/:community/pages/:page` */
export function onePage(
  { community, page, discussion }: Here & { page: Written; discussion: ThreadView | null },
  screen: Screen,
): Html {
  const { t } = screen
  const { address, can } = page
  const more = [
    html`<a class="item" href="${address}/versions">${t('Versions')}</a>`,
    // A person who may arrange a page but not write it finds the form here.
    can.arrange && !can.write && html`<a class="item" href="${address}/edit">${t('Who may write it')}</a>`,
    community.can.editToolkit &&
      !page.hidden &&
      html`<a class="item" href="/c/${community.slug}/toolkit/pages/${shortId(page.id)}">${t('Put into the Toolkit')}</a>`,
    can.arrange && actButton(screen, { action: `${address}/removal`, label: t('Remove this page'), look: 'item' }),
    !can.arrange && !page.hidden && reportItem(screen, community.slug, page.id),
  ]
  return framed(screen, community, page.title, {
    head: pageTitle({
      title: page.title,
      lang: page.language === t.locale ? null : page.language,
      acts: html`${can.write ? html`<a class="button" href="${address}/edit">${t('Write')}</a>` : null}${menu({ label: t('More'), kind: 'end', items: more.filter(Boolean) })}`,
    }),
    inside: html`${hiddenLine(page.hidden, community, screen)}${page.readers && html`<p>${audienceBadge(page.readers, screen)}</p>`}<article class="work">${writtenText(page, screen)}</article>
${discussion ? discussionSection(discussion, screen, { invitation: t('What do you think of it?') }) : null}`,
    aside: writersAside(page, screen),
  })
}

/** The values in the form of a new page. */
export interface NewPage extends Here {
  readonly template: Template
  /** Those it can be for. */
  readonly groups: readonly GroupChoice[]
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
${form(screen, { action: root, submit: t('Start the page'), cancel: root }, [
  ...writingFields({ ...view, draft }, screen),
  writersFields(null, pageWriters, screen),
  audienceField(view.groups, screen),
])}`,
  })
}

/** `/c/:community/pages/:page/edit` */
export function writePagePage({ community, page }: Here & { page: Written }, screen: Screen): Html {
  const action = `${pagesAddress(community.slug)}/${shortId(page.id)}`
  return framed(screen, community, screen.t('Write'), {
    above: [{ label: page.title, href: page.address }],
    inside: writtenForm(page, { community, action, kinds: page.can.arrange ? pageWriters : null }, screen),
  })
}

interface Framed {
  /** The way here, from the list of pages on. */
  readonly above?: readonly { label: string; href: string }[]
  readonly head?: Html
  readonly inside: Html
  readonly aside?: Piece
}

function framed(screen: Screen, community: CommunityHead, title: string, page: Framed): Html {
  const { above = [], head = pageTitle({ title }), inside, aside } = page
  const way = [{ label: screen.t('Working pages'), href: pagesAddress(community.slug) }, ...above]
  const main = html`${breadcrumbs(screen, way)}${head}\n${inside}`
  return communityPage(screen, community, { tab: 'pages', title, main, aside })
}
