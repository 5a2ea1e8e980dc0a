/** Rows: each has a face or a kind icon, a title, a line about it, and something at its end. */
import { face, type Portrayed } from '#server/platform/html/face.ts'
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import { addressPart } from '#server/platform/ids.ts'

export interface Row {
  /** A face or a kind icon. */
  readonly before?: Piece
  /** Null where there is nothing to open. */
  readonly href: string | null
  readonly title: Piece
  /** The line under the title: who, what, how much. */
  readonly about?: Piece
  /** A sentence or two of the thing itself. */
  readonly excerpt?: Piece
  /** A time, a count, a menu. */
  readonly after?: Piece
  /** For live lists: the item's id and its place. */
  readonly id?: string
  readonly order?: string
  /** Not seen yet by this reader. */
  readonly fresh?: boolean
}

/** One row. */
export function listRow(one: Row): Html {
  const title =
    one.href === null
      ? html`<span class="title" dir="auto">${one.title}</span>`
      : html`<a class="title" dir="auto" href="${one.href}">${one.title}</a>`
  return html`<li class="row ${one.fresh ? 'fresh' : ''}" ${attr('id', one.id)} ${attr('data-order', one.order)}>${one.before}<div class="said-of">${title}${
    one.about ? html`<p class="about">${one.about}</p>` : null
  }${one.excerpt ? html`<p class="excerpt" dir="auto">${one.excerpt}</p>` : null}</div>${one.after ? html`<div class="after">${one.after}</div>` : null}</li>`
}

/** Somebody as a row, which leads to their profile. */
export function personRow(
  person: Portrayed & { readonly personId: string },
  rest: Pick<Row, 'about' | 'after'> & { readonly href?: null } = {},
): Row {
  const href = `/people/${addressPart(person.name, person.personId)}`
  return { before: face(person), href, title: person.name, ...rest }
}

/** A list of rows between hairlines; `live` names it for pushes. */
export function listRows(items: readonly Row[], live?: string): Html {
  return html`<ul class="rows" ${attr('data-live', live)}>${items.map(listRow)}</ul>`
}

export interface Tile {
  readonly href: string
  /** From placeholder-cover.ts. */
  readonly cover: Html
  readonly title: Piece
  readonly about?: Piece
}

/** Tiles side by side; one row to swipe on a phone. */
export function strip(items: readonly Tile[]): Html {
  return html`<ul class="strip">${items.map((one) => html`<li><a class="tile" href="${one.href}">${one.cover}<b dir="auto">${one.title}</b>${one.about ? html`<small>${one.about}</small>` : null}</a></li>`)}</ul>`
}
