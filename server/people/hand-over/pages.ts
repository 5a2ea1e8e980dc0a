/** The page on which a leader chooses, and the part of a cohort's page that shows what was chosen. */
import { communityPage } from '#server/communities/room.ts'
import { cohortActs, wayTo } from '#server/people/courses/way-to-cohort.ts'
import type { CohortHandOver, HandOver, Left } from '#server/people/hand-over/views.ts'
import type { HandOverPart } from '#server/platform/declared.ts'
import type { HandOverItem } from '#server/platform/hand-over.ts'
import { choices } from '#server/platform/html/field.ts'
import { actButton, type FormPart, form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { listRows, personRow, type Row } from '#server/platform/html/list.ts'
import { namesText } from '#server/platform/html/names.ts'
import { breadcrumbs, emptyState, notice, pageTitle, section } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/cohorts/:cohort/hand-over` */
export function handOverPage(view: HandOver, screen: Screen): Html {
  const { t } = screen
  const { community, course, cohort } = view
  return communityPage(screen, community, {
    tab: 'courses',
    title: t('Hand-over'),
    main: html`${breadcrumbs(screen, wayTo(community, course, cohort, screen))}${pageTitle({
      title: t('What earlier cohorts leave'),
      lead: leadText(view, t),
    })}
${cohort.state === 'ended' ? afterTheEnd(view, screen) : choosing(view, screen)}`,
  })
}

function leadText({ cohort, earlier, next }: HandOver, t: Screen['t']): string | null {
  if (earlier.length === 0 || next) return null
  const cohorts = namesText(
    earlier.map(({ name }) => name),
    t,
  )
  return cohort.state === 'ended'
    ? t('From {cohorts}.', { cohorts })
    : t('From {cohorts}. Tick what {cohort} sees; you can change it at any time.', { cohorts, cohort: cohort.name })
}

function choosing(view: HandOver, screen: Screen): Html {
  if (isEmpty(view)) return nothingLeft(view, screen)
  const { community, cohort } = view
  const action = `${cohortActs(community, cohort)}/hand-over`
  const submit = screen.t('Save what the cohort sees')
  return form(screen, { action, submit, cancel: cohort.address }, fieldsOf(view, screen))
}

/** A cohort that has ended is handed nothing any more: one chooses at the one after it. */
function afterTheEnd(view: HandOver, screen: Screen): Piece {
  const { t } = screen
  const { next, course, community } = view
  if (next)
    return notice(
      t('{cohort} comes next. Choose there what it sees.', { cohort: next.name }),
      'plain',
      html`<a class="button" href="${next.address}/hand-over">${t('Hand over to {cohort}', { cohort: next.name })}</a>`,
    )
  const add = notice(
    t('No cohort comes after this one yet. Add the next one, and choose there what it sees.'),
    'plain',
    community.can.members ? html`<a class="button" href="${course.address}">${t('To the course')}</a>` : null,
  )
  return html`${add}${isEmpty(view) ? nothingLeft(view, screen) : leftLists(view, t('People who may be asked'), screen)}`
}

function isEmpty({ parts, alumni }: Left): boolean {
  return alumni.length === 0 && parts.every(({ items }) => items.length === 0)
}

function nothingLeft({ earlier }: HandOver, { t }: Screen): Html {
  return emptyState({
    title: earlier.length > 0 ? t('Earlier cohorts left nothing yet') : t('This is the first cohort of its course'),
    says: t(
      'Pings with their results, questions, resources that were talked about, and people who may be asked stand here.',
    ),
  })
}

function fieldsOf(view: HandOver, screen: Screen): FormPart[] {
  const { t, declared } = screen
  const parts = declared.handOverParts.flatMap((part) => {
    const items = view.parts.find(({ key }) => key === part.key)?.items ?? []
    return items.length > 0 ? [entriesField(part, items, view, screen)] : []
  })
  const people = choices({
    name: 'people',
    shape: 'cards',
    label: t('People who may be asked'),
    hint: t('They said that the next cohort may ask them.'),
    values: view.people.map(shortId),
    choices: view.alumni.map(({ personId, name, title, cohort }) => ({
      value: shortId(personId),
      label: name,
      hint: [title, cohort].filter(Boolean).join(' · '),
    })),
  })
  return view.alumni.length > 0 ? [...parts, people] : parts
}

function entriesField(
  part: HandOverPart,
  items: readonly HandOverItem[],
  { entries }: HandOver,
  { t }: Screen,
): FormPart {
  return choices({
    name: `entries.${part.key}`,
    sentAs: 'entries',
    shape: 'cards',
    label: part.title(t),
    hint: part.says(t),
    values: items.filter(({ id }) => entries.includes(id)).map(({ id }) => shortId(id)),
    choices: items.map((item) => ({
      value: shortId(item.id),
      label: item.title,
      hint: [forWhom(item, t), part.about(item, t).line].filter(Boolean).join(' · '),
      disabled: !item.mayBeHanded,
    })),
  })
}

function forWhom({ readers, mayBeHanded }: HandOverItem, t: Screen['t']): string | null {
  if (!readers) return null
  const cohorts = readers.join(', ')
  return mayBeHanded ? t('For {cohorts}', { cohorts }) : t('For {cohorts} alone, and stays there', { cohorts })
}

/** On a cohort's page: that something is prepared. */
export function choosingNotice(
  { choosing }: CohortHandOver,
  cohort: { address: string; name: string },
  { t }: Screen,
): Piece {
  if (choosing !== 'open') return null
  return notice(
    t('A hand-over is prepared: what earlier cohorts asked, found and talked about.'),
    'plain',
    html`<a class="button" href="${cohort.address}/hand-over">${t('Choose what this cohort sees')}</a>`,
  )
}

/** On a cohort's page: what was handed over to it. */
export function leftPart(
  { left, choosing }: CohortHandOver,
  { isMine, address }: { readonly isMine: boolean; readonly address: string },
  screen: Screen,
): Html | null {
  if (isEmpty(left)) return null
  const { t } = screen
  return section({
    id: 'left',
    title: isMine ? t('What earlier cohorts leave you') : t('What earlier cohorts leave'),
    more: choosing ? html`<a href="${address}/hand-over">${t('Choose')}</a>` : null,
    inside: leftLists(left, isMine ? t('You may ask them') : t('People who may be asked'), screen),
  })
}

function leftLists({ parts, alumni }: Left, peopleTitle: string, screen: Screen): Html {
  const { t, declared } = screen
  const lists = declared.handOverParts.flatMap((part) => {
    const items = parts.find(({ key }) => key === part.key)?.items ?? []
    return items.length > 0
      ? [html`<h3 class="list-name">${part.title(t)}</h3>${listRows(items.map((item) => leftRow(part, item, screen)))}`]
      : []
  })
  const people = alumni.map((one) => personRow(one, { about: [one.title, one.cohort].filter(Boolean).join(' · ') }))
  return html`${lists}${people.length > 0 ? html`<h3 class="list-name">${peopleTitle}</h3>${listRows(people)}` : null}`
}

function leftRow(part: HandOverPart, item: HandOverItem, { t }: Screen): Row {
  const { line, more } = part.about(item, t)
  const about = [forWhom(item, t), line].filter(Boolean).join(' · ')
  return { href: item.address, title: item.title, about, excerpt: more }
}

/** On the page of one's own cohort. */
export function mayBeAskedPart({ mayBeAsked }: CohortHandOver, acts: string, screen: Screen): Html | null {
  if (mayBeAsked === null) return null
  const { t } = screen
  return section({
    id: 'asking',
    title: t('May the next cohort ask you?'),
    inside: html`<p>${mayBeAsked ? t('You said yes. A leader may show your name to a later cohort, which may then ask you.') : t('People who come after you often have the questions you had. If you say yes, a leader may show them your name.')}</p>${mayBeAskedButton(mayBeAsked, acts, screen)}`,
  })
}

/** The button that turns it round. */
export function mayBeAskedButton(mayBeAsked: boolean, acts: string, screen: Screen, from?: 'own'): Html {
  const { t } = screen
  return actButton(screen, {
    action: `${acts}/asking`,
    label: mayBeAsked ? t('Don’t ask me any more') : t('The next cohort may ask me'),
    fields: { may: mayBeAsked ? 'no' : 'yes', ...(from && { from }) },
    ...(mayBeAsked && { look: 'quiet' as const }),
  })
}
