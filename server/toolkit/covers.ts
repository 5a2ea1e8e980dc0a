/**
 * How each kind of resource is drawn where there is no picture of it. Pure.
 */

import { type Html, html } from '#server/platform/html/html.ts'
import { type Drawn, kindIcon, placeholderCover } from '#server/platform/html/placeholder-cover.ts'
import { hueOfItem } from '#server/toolkit/labels.ts'
import type { ResourceItem, ResourceKind } from '#server/toolkit/resource.ts'

const rings: Drawn = {
  icon: 'video',
  plays: true,
  draw: (_title, turn) =>
    Array.from({ length: 11 }, (_, i) => html`<circle cx="${80 + (turn % 5) * 40}" cy="90" r="${26 + i * 19}"/>`),
}

const initial: Drawn = {
  icon: 'article',
  draw: (title, turn) =>
    html`<text x="${18 + (turn % 3) * 6}" y="168">${[...title.trim()][0] ?? ''}</text>${rules(212, 44, 5, turn, 90)}`,
}

const sheet: Drawn = {
  icon: 'document',
  draw: (_title, turn) =>
    html`<g transform="translate(${100 + (turn % 3) * 14} 26) rotate(${(turn % 5) - 2})"><path class="sheet" d="M0 0h92l30 30v150H0z"/><path d="M92 0v30h30"/>${rules(20, 58, 6, turn, 82)}</g>`,
}

const checklist: Drawn = {
  icon: 'tool',
  draw: (_title, turn) =>
    html`<g transform="translate(${78 + (turn % 4) * 8} 32)"><rect class="sheet" width="170" height="160" rx="8"/>${[
      0, 1, 2, 3,
    ].map(
      (row) =>
        html`<rect x="20" y="${22 + row * 28}" width="14" height="14" rx="3"/>${row < 1 + (turn % 3) ? html`<path d="m${23} ${29 + row * 28} 3.5 3.5 5-6"/>` : null}<path d="M46 ${29 + row * 28}h${104 - ((turn + row * 3) % 4) * 16}"/>`,
    )}</g>`,
}

const wayOut: Drawn = {
  icon: 'link',
  draw: (_title, turn) =>
    html`${Array.from({ length: 9 }, (_, i) => html`<ellipse cx="160" cy="90" rx="${12 + i * 22}" ry="132" transform="rotate(${-24 + turn} 160 90)"/>`)}<path class="strong" d="M146 104l28-28m-20 0h20v20"/>`,
}

const drawn: Record<ResourceKind, Drawn> = {
  video: rings,
  article: initial,
  document: sheet,
  template: checklist,
  link: wayOut,
}

/** The cover of a resource, in the hue of its topic. */
export function coverOf(item: Pick<ResourceItem, 'kind' | 'title' | 'topics'>, picture?: string | null): Html {
  return placeholderCover({ drawn: drawn[item.kind], title: item.title, hue: hueOfItem(item), picture })
}

/** The icon of its kind, in the same hue. */
export function iconOf(item: Pick<ResourceItem, 'kind' | 'topics'>): Html {
  return kindIcon(drawn[item.kind].icon, hueOfItem(item))
}

function rules(x: number, y: number, count: number, turn: number, width = 116): Html {
  const path = Array.from(
    { length: count },
    (_, i) => `M${x} ${y + i * 18}h${i === count - 1 ? width / 2 : width - ((turn + i * 3) % 4) * 8}`,
  )
  return html`<path d="${path.join('')}"/>`
}
