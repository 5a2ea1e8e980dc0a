/**
 * Covers for content without a picture: drawn from its kind, tinted with its hue, in lines as fine as an engraving.
 * `cover` is for a few tiles side by side; `glyph` for a list of any length.
 */
import { hueOf } from '#server/platform/html/face.ts'
import { type Html, html, link, type Piece } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'

export type CoverKind = 'video' | 'article' | 'document' | 'tool' | 'link' | 'ping' | 'talk'

export interface CoverOptions {
  readonly kind: CoverKind
  readonly title: string
  /** 0 to 359, the topic's; the title's own if not given. */
  readonly hue?: number | null
  /** The address of a picture, which then takes the drawing's place. */
  readonly picture?: string | null
  /** In the corner: "4:12", "PDF". */
  readonly note?: Piece
}

/** A 16 by 9 cover. Decoration: the title always stands beside it. */
export function cover({ kind, title, hue, picture, note }: CoverOptions): Html {
  const seed = hueOf(title)
  const inside = picture
    ? html`<img src="${link(picture)}" alt="" loading="lazy" decoding="async">`
    : drawing(kind, title, seed)
  return html`<span class="cover ${kind} ${picture ? 'pictured' : ''}" style="--h: ${hue ?? seed}" aria-hidden="true">${inside}${
    kind === 'video'
      ? html`<span class="play"><svg viewBox="0 0 24 24" width="20" height="20"><path d="M8 5.5v13l11-6.5z" fill="currentColor"/></svg></span>`
      : null
  }${note ? html`<span class="note">${note}</span>` : null}</span>`
}

/** A small picture of the thing itself, for rows. Decoration, as the title stands beside it. */
export function thumb(picture: string): Html {
  return html`<img class="thumb" src="${link(picture)}" alt="" width="88" height="66" loading="lazy" decoding="async">`
}

/** A small tinted square with the kind's sign, for rows. */
export function glyph(kind: CoverKind, hue?: number | null): Html {
  const sign = kind === 'talk' ? 'reply' : kind
  return html`<span class="glyph" ${hue === undefined || hue === null ? null : html`style="--h: ${hue}"`} aria-hidden="true">${icon(sign, 20)}</span>`
}

function drawing(kind: CoverKind, title: string, seed: number): Html {
  const turn = Math.floor(seed / 24)
  switch (kind) {
    case 'video':
      return lines(
        Array.from({ length: 11 }, (_, i) => html`<circle cx="${80 + (turn % 5) * 40}" cy="90" r="${26 + i * 19}"/>`),
      )
    case 'article':
      return lines(
        html`<text x="${18 + (turn % 3) * 6}" y="168">${[...title.trim()][0] ?? ''}</text>${rules(212, 44, 5, turn, 90)}`,
      )
    case 'document':
      return lines(
        html`<g transform="translate(${100 + (turn % 3) * 14} 26) rotate(${(turn % 5) - 2})"><path class="sheet" d="M0 0h92l30 30v150H0z"/><path d="M92 0v30h30"/>${rules(20, 58, 6, turn, 82)}</g>`,
      )
    case 'tool':
      return lines(
        html`<g transform="translate(${78 + (turn % 4) * 8} 32)"><rect class="sheet" width="170" height="160" rx="8"/>${[
          0, 1, 2, 3,
        ].map(
          (row) =>
            html`<rect x="20" y="${22 + row * 28}" width="14" height="14" rx="3"/>${row < 1 + (turn % 3) ? html`<path d="m${23} ${29 + row * 28} 3.5 3.5 5-6"/>` : null}<path d="M46 ${29 + row * 28}h${104 - ((turn + row * 3) % 4) * 16}"/>`,
        )}</g>`,
      )
    case 'link':
      return lines(
        html`${Array.from({ length: 9 }, (_, i) => html`<ellipse cx="160" cy="90" rx="${12 + i * 22}" ry="132" transform="rotate(${-24 + turn} 160 90)"/>`)}<path class="strong" d="M146 104l28-28m-20 0h20v20"/>`,
      )
    default:
      return lines(
        Array.from(
          { length: 4 },
          (_, i) =>
            html`<rect x="40" y="${34 + i * 30}" width="${200 - ((turn + i * 5) % 7) * 24}" height="18" rx="4"/>`,
        ),
      )
  }
}

function lines(inside: Piece): Html {
  return html`<svg viewBox="0 0 320 180" preserveAspectRatio="xMidYMid slice">${inside}</svg>`
}

function rules(x: number, y: number, count: number, turn: number, width = 116): Html {
  const path = Array.from(
    { length: count },
    (_, i) => `M${x} ${y + i * 18}h${i === count - 1 ? width / 2 : width - ((turn + i * 3) % 4) * 8}`,
  )
  return html`<path d="${path.join('')}"/>`
}
