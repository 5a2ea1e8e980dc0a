/**
 * What narrows the directory of a community: words and choices, and whom one could learn from or teach.
 */
import { offeredRoles, roleTitle } from '#server/communities/members/role.ts'
import type { Directory } from '#server/communities/members/views.ts'
import { languageName } from '#server/identity/room.ts'
import { type FilterSelect, filterSelect } from '#server/platform/html/filter.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { chips, fold } from '#server/platform/html/parts.ts'
import { timeText, zoneText } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** What of the address narrows the list. */
export const questions = ['q', 'cohort', 'role', 'came', 'language', 'zone', 'having', 'match']

/** The form: the words and the most usual choices first, the others when they are asked for. */
export function directoryFilter(view: Directory, screen: Screen): Html {
  const { t, query } = screen
  const { cohorts, languages, zones, fields } = view
  /** A choice, where there is something to choose. */
  const list = (name: string, label: string, all: string, options: FilterSelect['options']) =>
    options.length > 0
      ? filterSelect({ name, label, options: [{ value: '', label: all }, ...options], chosen: query[name] })
      : null
  const roles = offeredRoles(view.roles)
    .toReversed()
    .map(({ name }) => ({ value: name, label: roleTitle(name, view.roles, t) }))
  const further = [
    list(
      'language',
      t('Language'),
      t('All languages'),
      languages
        .map((code) => ({ value: code, label: languageName(code, t.locale) }))
        .toSorted((one, other) => one.label.localeCompare(other.label, t.locale)),
    ),
    list(
      'zone',
      t('Time zone'),
      t('All time zones'),
      zones.length > 1
        ? zones.map((zone) => ({ value: zone, label: `${zoneText(zone)} (${hourIn(zone, screen)})` }))
        : [],
    ),
    list(
      'having',
      t('More about them'),
      t('More about them'),
      fields.map(({ id, label, values }) => ({
        group: label,
        options: values.map((value) => ({ value: `${shortId(id)}.${value}`, label: value })),
      })),
    ),
  ].filter(Boolean)
  return html`<form class="form bare" method="get" action="/c/${view.community.slug}/members" role="search" autocomplete="off">${query.match ? html`<input type="hidden" name="match" value="${query.match}">` : null}
<div class="people-filter"><input type="search" dir="auto" name="q" value="${query.q ?? ''}" maxlength="100" aria-label="${t('Search members')}" placeholder="${t('Name, place, what to ask about')}">
${list(
  'cohort',
  t('Cohort'),
  t('All cohorts'),
  cohorts.map(({ id, name }) => ({ value: shortId(id), label: name })),
)}${list('role', t('Role'), t('All roles'), [...roles, { value: 'member', label: t('Member') }])}<button class="plain">${t('Search')}</button></div>
${
  further.length > 0
    ? fold(t('More filters'), html`<div class="people-filter">${further}</div>`, {
        isOpen: Boolean(query.language || query.zone || query.having),
      })
    : null
}
</form>`
}

/** How many here could learn from the reader, and from how many the reader could. */
export function matches({ community, learners, guides }: Directory, screen: Screen): Html | null {
  const { t, query } = screen
  if (learners + guides === 0 && !query.match) return null
  const root = `/c/${community.slug}/members`
  const chip = (match: string, label: string) => ({
    href: query.match === match ? root : `${root}?match=${match}`,
    label,
    current: query.match === match,
  })
  return chips(screen, t('Learning from each other'), [
    ...(learners > 0
      ? [
          chip(
            'learn',
            t(
              '{n, plural, one {# person here wants to learn what you know} other {# people here want to learn what you know}}',
              { n: learners },
            ),
          ),
        ]
      : []),
    ...(guides > 0
      ? [
          chip(
            'know',
            t(
              '{n, plural, one {# person here knows what you want to learn} other {# people here know what you want to learn}}',
              { n: guides },
            ),
          ),
        ]
      : []),
  ])
}

/** What time it is now in a zone: "21:40". */
export function hourIn(zone: string, { t, actor }: Screen): string {
  return timeText(actor.now, { t, actor: { zone, now: actor.now } }, 'hour')
}
