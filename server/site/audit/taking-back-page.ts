/**
 * The page that asks before an act is taken back: what happens to whom, and who stays as they are.
 */
import { choices } from '#server/platform/html/field.ts'
import { actButton, form, hidden } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { breadcrumbs, notice, pageTitle, section } from '#server/platform/html/parts.ts'
import { timeText } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'
import { whatWasDone, whoDidIt } from '#server/site/audit/audit-words.ts'
import type { TakingBack } from '#server/site/audit/taking-back.ts'

/** The page below its frame, which is that of the site or of a community. @param root the address of that audit */
export function takingBackPart(view: TakingBack, screen: Screen, root: string): Html {
  const { t, declared } = screen
  const { line, changes } = view
  const at = `${root}/${shortId(line.id)}/taking-back`
  return html`${breadcrumbs(screen, [{ label: t('Audit'), href: root }])}
${pageTitle({
  title: t('Take this back?'),
  lead: t('{what}. By {who}, {when}.', {
    what: whatWasDone(declared, line, t),
    who: whoDidIt(line, t),
    when: timeText(line.at, screen, 'dated'),
  }),
})}
${
  changes.count > 0
    ? whom(view, screen, { at, root })
    : html`${notice(t('Nothing of this is left to be taken back.'))}<p class="acts"><a class="button" href="${root}">${t('Back to the audit')}</a></p>`
}
${staying(view, screen)}`
}

/** Those for whom it is taken back: one person, a list to untick, or where they are many all of them, or some who are searched for. */
function whom({ changes }: TakingBack, screen: Screen, { at, root }: { at: string; root: string }): Html {
  const { t, query } = screen
  const { count, people } = changes
  const [first] = people
  if (count === 1 && first)
    return form(screen, { action: at, submit: t('Take back'), cancel: root }, [
      hidden('persons', shortId(first.personId)),
      html`<p><b>${first.name}</b><br>${first.says}</p>`,
    ])
  const isMany = count > people.length || query.q
  const ticked = form(
    screen,
    { action: at, submit: isMany ? t('Take back for those ticked') : t('Take back'), cancel: root },
    [pickers(people, screen, isMany ? 'none' : 'all')],
  )
  if (!isMany) return ticked
  return html`${actButton(screen, {
    action: at,
    label: t('Take back for all {n, number} people', { n: count }),
    look: 'primary',
    fields: { which: 'all' },
  })}
${section({
  id: 'some',
  title: t('Only for some of them'),
  inside: html`<form class="people-filter" method="get" action="${at}" role="search"><input type="search" dir="auto" name="q" value="${query.q ?? ''}" maxlength="100" aria-label="${t('Search by name')}" placeholder="${t('Name of a person')}"><button class="plain">${t('Search')}</button></form>
${people.length > 0 ? ticked : html`<p class="hint">${t('Nobody found')}</p>`}`,
})}`
}

/** People to tick. Where the same happens to all of them, it is said once. */
function pickers(people: TakingBack['changes']['people'], { t }: Screen, which: 'all' | 'none') {
  const sentences = new Set(people.map(({ says }) => says))
  const same = sentences.size === 1 ? people[0]?.says : undefined
  const ids = people.map(({ personId }) => shortId(personId))
  return choices({
    name: 'persons',
    label: t('For whom'),
    hint: same,
    shape: same ? 'line' : 'cards',
    values: which === 'all' ? ids : [],
    choices: people.map(({ personId, name, says }) => ({
      value: shortId(personId),
      label: name,
      hint: same ? null : says,
    })),
  })
}

function staying({ stays }: TakingBack, { t }: Screen): Html | null {
  if (stays.count === 0) return null
  const more = stays.count - stays.people.length
  return section({
    id: 'stays',
    title: t('Stays as it is'),
    inside: html`<ul class="plain-list">${stays.people.map(
      ({ name, says }) => html`<li><b>${name}</b><br>${says}</li>`,
    )}</ul>${more > 0 ? html`<p class="hint">${t('and {n, plural, one {# more} other {# more}}', { n: more })}</p>` : null}`,
  })
}
