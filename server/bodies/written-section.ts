/** The latest entries of a kind with a body, on their community's page: in its section, and among the news. */
import { z } from 'zod'
import { type WrittenItem, writtenItemView } from '#server/bodies/written.ts'
import { writtenRow } from '#server/bodies/written-parts.ts'
import { listWritten } from '#server/bodies/written-views.ts'
import { communitySection, newsLength } from '#server/communities/room.ts'
import type { NewsOfKind } from '#server/platform/entry-kind.ts'
import { html } from '#server/platform/html/html.ts'
import { section } from '#server/platform/html/parts.ts'
import type { Translate } from '#server/platform/i18n.ts'

/** How many entries of a kind its section shows. */
const inSight = 4

/** How the news show a kind. It reads as many more as its section shows, because the section leaves out entries in the news. */
export function writtenNews(kind: string): NewsOfKind {
  return {
    view: writtenItemView,
    async latest(look, actor, community) {
      const { items } = await listWritten(look, actor, community, { kind, limit: newsLength + inSight })
      return items.map((view) => ({ id: view.id, at: view.savedAt, byId: view.wroteLately[0]?.id ?? null, view }))
    },
    row: writtenRow,
  }
}

interface WrittenSection {
  readonly kind: string
  /** Where their list is in a community; its name is the section's key. */
  readonly path: `/${string}`
  readonly place: number
  readonly name: (t: Translate) => string
  /** The link to all of them. */
  readonly all: (t: Translate) => string
  /** The text for leaders while there are no entries. */
  readonly none: (t: Translate) => string
}

/** The entries that are not in the news. While there are no entries, leaders read what the kind is for. */
export function writtenSection({ kind, path, place, name, all, none }: WrittenSection) {
  const key = path.slice(1)
  return communitySection({
    key,
    place,
    name,
    fields: { [key]: z.array(writtenItemView) },
    async read(_look, _actor, _community, latest) {
      const { entries, news } = await latest
      const others = (entries.get(kind) ?? []).filter(({ id }) => !news.has(id))
      return { [key]: others.slice(0, inSight).map(({ view }) => view as WrittenItem) }
    },
    show({ community, news, isFounding, [key]: shown = [] }, screen) {
      const { t } = screen
      const isQuiet = news.some((one) => one.kind === kind) || isFounding || !community.can.settings
      if (shown.length === 0 && isQuiet) return null
      return section({
        id: key,
        title: name(t),
        more: html`<a href="/c/${community.slug}${path}">${all(t)}</a>`,
        inside:
          shown.length > 0
            ? html`<ul class="rows">${shown.map((one) => writtenRow(one, screen))}</ul>`
            : html`<p class="soft">${none(t)}</p>`,
      })
    },
  })
}
