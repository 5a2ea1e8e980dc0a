/** Who is in a cohort or a circle, on its page. */
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { listRows, personRow } from '#server/platform/html/list.ts'
import { dotsMenu } from '#server/platform/html/menu.ts'
import { count, emptyState, section } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

interface Person {
  readonly personId: string
  readonly name: string
  readonly photo: string | null
  readonly title: string
}

interface PeoplePart<P extends Person> {
  /** All of them, also those who are not on this page of the list. */
  readonly total: number
  readonly people: readonly P[]
  /** Beside somebody's title: how they stand to the group. */
  readonly standing: (one: P) => string | null
  /** Those whose profile the reader can't open. */
  readonly isUnknown?: (one: P) => boolean
  /** For those who may take people out: where that is sent, and its words. */
  readonly takeOut: {
    readonly acts: string
    readonly label: string
    readonly longLabel: (name: string) => string
  } | null
  /** The way to bring in more people. */
  readonly add?: Piece
  readonly none: { readonly title: string; readonly says?: string | null }
  /** To the next page of the list. */
  readonly pager?: Piece
}

/** The list, with what those who may take people out can do to each. */
export function peoplePart<P extends Person>(part: PeoplePart<P>, screen: Screen): Html {
  const { t } = screen
  const { total, people, standing, isUnknown, takeOut, add, none, pager } = part
  const rows = people.map((one) =>
    personRow(one, {
      about: [one.title, standing(one)].filter(Boolean).join(' · '),
      after:
        takeOut &&
        dotsMenu(t('More about {name}', { name: one.name }), [
          actButton(screen, {
            action: `${takeOut.acts}/people/${shortId(one.personId)}/removal`,
            label: takeOut.label,
            longLabel: takeOut.longLabel(one.name),
            look: 'item',
          }),
        ]),
      ...(isUnknown?.(one) && { href: null }),
    }),
  )
  return section({
    id: 'people',
    title: html`${t('People')} <span class="count">${count(screen, total)}</span>`,
    more: total > 0 ? add : null,
    inside: rows.length > 0 ? html`${listRows(rows)}${pager}` : emptyState({ ...none, act: add }),
  })
}
