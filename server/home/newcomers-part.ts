/**
 * Beside the newest faces, for people who look after members: how many are new, and who still waits for a greeting.
 */
import type { CommunityHome } from '#server/home/views.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { fold, section } from '#server/platform/html/parts.ts'
import { addressPart, shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** How many are named; the others wait their turn. */
const mostNamed = 3

/** "3 new. Nobody has greeted Dov yet", with the way to do it; below, who came this week; nothing where nobody is new. */
export function newcomersPart({ newcomers, community }: CommunityHome, screen: Screen): Html | null {
  if (!newcomers || newcomers.ungreeted.length + newcomers.thisWeek.length === 0) return null
  const { t } = screen
  const root = `/c/${community.slug}`
  const rowOf = ({ personId, name, handle, threadId }: (typeof newcomers.ungreeted)[number]): Piece => {
    const first = name.split(' ')[0] ?? name
    const href = threadId ? `${root}/discussions/${shortId(threadId)}` : `${root}/discussions/new?greet=${handle}`
    return html`<li><p>${t('Nobody has greeted {name} yet', { name: first })}</p><div class="acts"><a href="${href}">${t('Greet {name}', { name: first })}</a>${actButton(
      screen,
      {
        action: `${root}/members/${shortId(personId)}/greeting`,
        label: t('Greeted'),
        longLabel: t('Greeted: {name}', { name }),
        look: 'quiet',
      },
    )}</div></li>`
  }
  return section({
    id: 'newcomers',
    kind: 'side',
    title: t('{n, plural, one {# new} other {# new}}', { n: newcomers.count }),
    inside: html`<ul class="flow">${newcomers.ungreeted.slice(0, mostNamed).map(rowOf)}</ul>${thisWeek(newcomers, screen)}`,
  })
}

/** Who came this week, and whether somebody greeted them. */
function thisWeek({ thisWeek: people }: NonNullable<CommunityHome['newcomers']>, { t }: Screen): Html | null {
  if (people.length === 0) return null
  return fold(
    t('{n, plural, one {# came this week} other {# came this week}}', { n: people.length }),
    html`<ul>${people.map(
      ({ personId, name, isGreeted }) =>
        html`<li><a href="/people/${addressPart(name, personId)}">${name}</a> <small class="soft">${isGreeted ? t('greeted') : t('not greeted yet')}</small></li>`,
    )}</ul>`,
  )
}
