/**
 * The lines of the audit as a table, with the form that narrows it; for the site, and for one community.
 */
import { askedAddress, filterSelect } from '#server/platform/html/filter.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { emptyState, pager } from '#server/platform/html/parts.ts'
import { table } from '#server/platform/html/table.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { Audit, AuditLine, PersonInLine } from '#server/site/audit/audit.ts'
import { auditKinds, nameOf, wayInWords, whatWasDone, whoDidIt } from '#server/site/audit/audit-words.ts'

export interface AuditListOptions {
  /** Where it stands; the file is at the same address with `.csv`. */
  readonly root: string
  /** The communities to choose from; left out where it is the audit of one. */
  readonly communities?: readonly { readonly slug: string; readonly name: string }[]
}

/** What can be asked, as it stands in the address. */
const questions = ['q', 'kind', 'person', 'in', 'from', 'to'] as const

/** The filter, the lines, and the way to more of them. */
export function auditList(view: Audit, screen: Screen, { root, communities }: AuditListOptions): Html {
  const { t, query } = screen
  const isAsking = questions.some((name) => query[name])
  return html`${filter(view, screen, { root, communities })}
${
  view.items.length > 0
    ? table(
        {
          label: t('Audit'),
          columns: [t('When'), t('Who'), t('What'), t('Whom'), ...(communities ? [t('Community')] : []), t('Way')].map(
            (label) => ({ label }),
          ),
        },
        view.items.map((line) => row(line, screen, root, communities !== undefined)),
      )
    : emptyState({
        title: isAsking ? t('No line matches') : t('Nothing yet'),
        says: whyNothing(screen, isAsking),
        act: isAsking ? html`<a class="button" href="${root}">${t('Show all lines')}</a>` : null,
      })
}
${pager(screen, {
  next: view.next ? askedAddress(screen, root, { questions, after: view.next }) : null,
  first: query.after ? askedAddress(screen, root, { questions }) : null,
  nextLabel: t('Show earlier lines'),
})}
${view.items.length > 0 ? html`<p><a class="quiet" href="${askedAddress(screen, `${root}.csv`, { questions })}" download data-turbo="false">${t('Download these lines as CSV')}</a></p>` : null}`
}

function whyNothing({ t, query }: Screen, isAsking: boolean): string {
  if (!isAsking) return t('Everything that people do here by their roles will stand here.')
  const isBackwards = query.from && query.to && query.from > query.to
  return isBackwards ? t('The last day is before the first one.') : t('Try fewer words, or a longer time.')
}

function row(line: AuditLine, screen: Screen, root: string, isOfSite: boolean): Piece[] {
  const { t, declared } = screen
  const who = (one: PersonInLine) =>
    html`<a class="plain-link" href="${root}?person=${shortId(one.personId)}">${nameOf(one, t)}</a>`
  const more = line.peopleCount - line.people.length
  return [
    timeTag(line.at, screen, 'dated'),
    line.by ? who(line.by) : whoDidIt(line, t),
    html`${whatWasDone(declared, line, t)}${takingBack(line, screen, root)}`,
    html`${line.people.map((one, i) => html`${i > 0 ? ', ' : null}${who(one)}`)}${more > 0 ? html` ${t('and {n, plural, one {# more} other {# more}}', { n: more })}` : null}`,
    ...(isOfSite
      ? [
          line.community
            ? html`<a class="plain-link" href="/c/${line.community.slug}">${line.community.name}</a>`
            : null,
        ]
      : []),
    wayInWords(line.via, t),
  ]
}

/** That it was taken back, and the way to do so. */
function takingBack({ id, takenBack, peopleCount, canTakeBack }: AuditLine, { t }: Screen, root: string): Html | null {
  if (takenBack >= peopleCount && takenBack > 0) return html`<br><small class="soft">${t('Taken back')}</small>`
  const some =
    takenBack > 0
      ? html`<br><small class="soft">${t('Taken back for {n} of {all}', { n: takenBack, all: peopleCount })}</small>`
      : null
  return html`${some}${canTakeBack ? html`<br><small><a class="plain-link" href="${root}/${shortId(id)}/taking-back">${t('Take back')}</a></small>` : null}`
}

function filter({ person }: Audit, screen: Screen, { root, communities }: AuditListOptions): Html {
  const { t, query, declared } = screen
  const list = (name: string, label: string, all: string, options: readonly { value: string; label: string }[]) =>
    filterSelect({ name, label, options: [{ value: '', label: all }, ...options], chosen: query[name] })
  const day = (name: string, label: string) =>
    html`<label class="day"><span>${label}</span><input type="date" name="${name}" value="${query[name] ?? ''}"></label>`
  return html`<form class="people-filter" method="get" action="${root}" role="search">
<input type="search" dir="auto" name="q" value="${query.q ?? ''}" maxlength="100" aria-label="${t('Search the audit')}" placeholder="${communities ? t('Name of a person or a community') : t('Name of a person')}">
${list(
  'kind',
  t('What was done'),
  t('Everything done'),
  auditKinds(declared, t).map(({ verb, label }) => ({ value: verb, label })),
)}${
  communities
    ? list(
        'in',
        t('Community'),
        t('All communities'),
        communities.map(({ slug, name }) => ({ value: slug, label: name })),
      )
    : null
}${day('from', t('From'))}${day('to', t('Until'))}${person ? html`<input type="hidden" name="person" value="${shortId(person.personId)}">` : null}<button class="plain">${t('Show')}</button>
</form>
${person ? html`<p class="tally">${t('What {name} did, and what was done to them.', { name: nameOf(person, t) })} <a class="quiet" href="${root}">${t('Show all lines')}</a></p>` : null}`
}
