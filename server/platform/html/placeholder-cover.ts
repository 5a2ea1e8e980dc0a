/**
 * Covers for content without a picture: its room draws them, in its hue, in lines as fine as an engraving.
 * `placeholderCover` is for a few tiles side by side; `kindIcon` for a list of any length.
 */
import { hueOf } from '#server/platform/html/face.ts'
import { type Html, html, link, type Piece } from '#server/platform/html/html.ts'
import { type IconName, icon } from '#server/platform/html/icon.ts'

/** How one kind of thing looks where there is no picture of it. */
export interface Drawn {
  readonly icon: IconName
  /** The content of an SVG of 320 by 180; `turn`, of 0 to 14, makes neighbours differ. */
  draw(title: string, turn: number): Piece
  /** Does one press play it? */
  readonly plays?: true
}

export interface PlaceholderCover {
  readonly drawn: Drawn
  readonly title: string
  /** 0 to 359, the topic's; the title's own if not given. */
  readonly hue?: number | null
  /** The address of a picture, which then takes the drawing's place. */
  readonly picture?: string | null
}

/** A 16 by 9 cover. Decoration: the title always stands beside it. */
export function placeholderCover({ drawn, title, hue, picture }: PlaceholderCover): Html {
  const seed = hueOf(title)
  const inside = picture
    ? html`<img src="${link(picture)}" alt="" loading="lazy" decoding="async">`
    : html`<svg viewBox="0 0 320 180" preserveAspectRatio="xMidYMid slice">${drawn.draw(title, Math.floor(seed / 24))}</svg>`
  return html`<span class="cover ${picture ? 'pictured' : ''}" style="--h: ${hue ?? seed}" aria-hidden="true">${inside}${
    drawn.plays
      ? html`<span class="play"><svg viewBox="0 0 24 24" width="20" height="20"><path d="M8 5.5v13l11-6.5z" fill="currentColor"/></svg></span>`
      : null
  }</span>`
}

/** A small picture of the thing itself, for rows. Decoration, as the title stands beside it. */
export function thumb(picture: string): Html {
  return html`<img class="thumb" src="${link(picture)}" alt="" width="88" height="66" loading="lazy" decoding="async">`
}

/** A small tinted square with the kind's sign, for rows. */
export function kindIcon(sign: IconName, hue?: number | null): Html {
  return html`<span class="kind-icon" ${hue === undefined || hue === null ? null : html`style="--h: ${hue}"`} aria-hidden="true">${icon(sign, 20)}</span>`
}
