/**
 * Resources and topics as rows, tiles and chips: what the Toolkit and the community's home both show.
 */

import { hueOf } from '#server/platform/html/face.ts'
import { attr, type Html, html, link, type Piece } from '#server/platform/html/html.ts'
import { listRow, strip } from '#server/platform/html/list.ts'
import { badge, count } from '#server/platform/html/parts.ts'
import { thumb } from '#server/platform/html/placeholder-cover.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'
import { coverOf, iconOf } from '#server/toolkit/covers.ts'
import { fileLabel, kindName } from '#server/toolkit/labels.ts'
import { type ResourceItem, resourceAddress, toolkitAddress } from '#server/toolkit/resource.ts'
import { hostOf } from '#server/toolkit/title-of.ts'
import type { TopicCount } from '#server/topics/room.ts'

/** A resource as a row of a list; its host leads outside at once, its title to its page. */
export function resourceRow(item: ResourceItem, screen: Screen, slug: string): Html {
  return listRow({
    before: item.thumbnail ? thumb(item.thumbnail) : iconOf(item),
    href: resourceAddress(slug, item),
    title: item.title,
    about: aboutItem(item, screen, 'with its way out'),
    excerpt: item.summary || null,
    after: stateBadge(item, screen),
  })
}

/** A new resource in a list: who added it, and when. */
export function newResourceRow(
  item: ResourceItem,
  screen: Screen,
  { slug, isFresh }: { slug: string; isFresh: boolean },
): Html {
  const { t } = screen
  return listRow({
    before: item.thumbnail ? thumb(item.thumbnail) : iconOf(item),
    href: resourceAddress(slug, item),
    title: item.title,
    about: item.addedBy
      ? html`${kindName(t, item.kind)} · ${t('added by {name}', { name: item.addedBy.name })}`
      : aboutItem(item, screen, 'words only'),
    after: timeTag(item.createdAt, screen),
    fresh: isFresh,
  })
}

/** The featured strip: tiles with covers, a row to swipe on a phone. */
export function featuredStrip(items: readonly ResourceItem[], screen: Screen, slug: string): Html {
  return strip(
    items.map((item) => ({
      href: resourceAddress(slug, item),
      cover: coverOf(item, item.thumbnail),
      title: item.title,
      about: aboutItem(item, screen, 'words only'),
    })),
  )
}

/** The topics at the top as tiles, each with its count and its newest resource. Empty topics are not shown. */
export function topicTiles(topics: readonly TopicCount[], screen: Screen, slug: string): Html {
  const { t } = screen
  const shown = topics.filter((one) => one.parentId === null && one.count > 0)
  return html`<ul class="topic-tiles">${shown.map(
    (one) =>
      html`<li><a href="${toolkitAddress(slug)}?topic=${one.slug}" style="--h: ${hueOf(one.name)}"><b>${one.name}</b><span class="count">${count(screen, one.count)}<span class="unseen"> ${t('{n, plural, one {resource} other {resources}}', { n: one.count })}</span></span>${one.newest ? html`<small>${t('New: {title}', { title: one.newest })}</small>` : null}</a></li>`,
  )}</ul>`
}

/** "Video · Ada Lindqvist · youtube.com", "Document · PDF, 2.1 MB". */
export function aboutItem(item: ResourceItem, screen: Screen, detail: 'with its way out' | 'words only'): Html {
  const { t } = screen
  const host = item.address ? hostOf(item.address) : null
  const parts: Piece[] = [
    kindName(t, item.kind),
    item.file ? fileLabel(t, item.file) : null,
    item.authors || null,
    item.replies > 0 ? t('{n, plural, one {# reply} other {# replies}}', { n: item.replies }) : null,
    host && item.address && detail === 'with its way out' ? outside(item.address, host, screen, item.title) : host,
  ].filter(Boolean)
  return html`${parts.map((part, i) => html`${i > 0 ? ' · ' : null}${part}`)}`
}

function outside(address: string, host: string, screen: Screen, title: string): Html {
  return html`<a href="${link(address)}" rel="noopener noreferrer" aria-label="${screen.t('{title}, on {host}', { title, host })}">${host}</a>`
}

/** Why members do not see it. Shown to the people who do see it. */
export function stateBadge(item: Pick<ResourceItem, 'state'> & { publishFrom?: Date | null }, screen: Screen) {
  const { t } = screen
  if (item.state === 'open') return null
  if (item.state === 'draft') return badge(t('Draft'), 'warn')
  if (item.state === 'suggested') return badge(t('Suggested'), 'warn')
  if (item.state === 'thanked') return badge(t('Not accepted'))
  if (item.state === 'over') return badge(t('No longer shown'))
  return badge(
    item.publishFrom ? html`${t('Opens')} ${timeTag(item.publishFrom, screen, 'day')}` : t('Planned'),
    'warn',
  )
}

/** The topics beside the list, quiet: sub-topics only under the one that is open. `hrefFor` leads to a topic, or (null) to all. */
export function topicShelf(
  screen: Screen,
  shelf: { topics: readonly TopicCount[]; current: string | null; total: number; unsorted: number; mayEdit: boolean },
  hrefFor: (slug: string | null) => string,
): Html {
  const { t } = screen
  const { topics, current } = shelf
  const open = topics.find((one) => one.slug === current)
  const openTop = open?.parentId ?? open?.id ?? null
  const entry = (slug: string | null, name: string, n: number, hue: number | null) =>
    html`<a href="${hrefFor(slug)}" ${attr('aria-current', slug === current ? 'page' : null)} ${attr('style', hue === null ? null : `--h: ${hue}`)}>${name} <span class="count">${count(screen, n)}</span></a>`
  const shown = topics.filter((one) => one.parentId === null && (one.count > 0 || shelf.mayEdit || one.id === openTop))
  return html`<nav aria-label="${t('Topics')}"><ul><li>${entry(null, t('All topics'), shelf.total, null)}</li>${shown.map(
    (top) => {
      const subs = top.id === openTop ? topics.filter((one) => one.parentId === top.id) : []
      return html`<li>${entry(top.slug, top.name, top.count, hueOf(top.name))}${
        subs.length > 0
          ? html`<ul>${subs.map((sub) => html`<li>${entry(sub.slug, sub.name, sub.count, null)}</li>`)}</ul>`
          : null
      }</li>`
    },
  )}${shelf.unsorted > 0 && topics.length > 0 ? html`<li>${entry('none', t('Unsorted'), shelf.unsorted, null)}</li>` : null}</ul></nav>`
}
