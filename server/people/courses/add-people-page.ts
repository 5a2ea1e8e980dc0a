/** Three ways to bring people into a cohort: members by name, a pasted text, the people of another cohort. */
import { communityPage, lookedOver, type PasteWords, pasteForm, wasRead } from '#server/communities/room.ts'
import type { AddPeople } from '#server/people/courses/people-views.ts'
import { cohortActs, wayTo } from '#server/people/courses/way-to-cohort.ts'
import { select } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { breadcrumbs, pageTitle, section } from '#server/platform/html/parts.ts'
import { peoplePicker } from '#server/platform/html/people-picker.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/cohorts/:cohort/people/add`. */
export function addPeoplePage(view: AddPeople, screen: Screen): Html {
  const { t } = screen
  const { community, course, cohort, paste } = view
  const words = pasteWords(view, screen)
  const found = wasRead(paste, screen)
  const main = found
    ? lookedOver(found, words, screen)
    : html`${pageTitle({ title: t('Add people to {cohort}', { cohort: cohort.name }), lead: whatComes(view, screen) })}
${section({ id: 'members', title: t('Members of the community'), inside: byName(view, screen) })}
${section({ id: 'paste', title: t('By mail address'), inside: html`<p>${t('Paste text with mail addresses from anywhere. You see who was found before anybody is added.')}</p>${pasteForm(words, screen, t('Check the list'))}` })}
${view.others.length > 0 ? section({ id: 'copy', title: t('From another cohort'), inside: copyForm(view, screen) }) : null}`
  return communityPage(screen, community, {
    tab: 'courses',
    title: t('Add people'),
    main: html`${breadcrumbs(screen, wayTo(community, course, cohort, screen))}${main}`,
  })
}

/** What happens to those who are added now. */
function whatComes({ cohort }: AddPeople, { t }: Screen): string {
  if (cohort.state === 'prepared') return t('They are not told until the cohort starts. Then they become members.')
  return cohort.hasLetter
    ? t('The cohort is running: they become members at once and get its letter.')
    : t('The cohort is running: they become members at once. Who is new here gets an invitation.')
}

function pasteWords(view: AddPeople, screen: Screen): PasteWords {
  const { t } = screen
  return {
    action: `${cohortActs(view.community, view.cohort)}/people/pasted`,
    cancel: view.cohort.address,
    lead: `${whatComes(view, screen)} ${t('Check the names; you can correct them here.')}`,
    submit: (n) => t('{n, plural, one {Add # person} other {Add # people}}', { n }),
    here: (n) => t('{n, plural, one {# is in the cohort already} other {# are in the cohort already}}', { n }),
  }
}

function byName({ community, cohort, items, isMore }: AddPeople, screen: Screen): Html {
  const { t, query } = screen
  const nobody = query.q
    ? t('No other member is called that. A whole mail address works too.')
    : t('Every member is in this cohort already.')
  return peoplePicker(
    {
      root: `${cohort.address}/people/add`,
      action: `${cohortActs(community, cohort)}/people`,
      label: t('Search members'),
      placeholder: t('Name or whole mail address'),
      found: items,
      listed: t('Who joins the cohort'),
      submit: t('Add the people ticked'),
      says:
        items.length === 0
          ? html`<p class="soft">${nobody}</p>`
          : isMore && html`<p class="soft">${t('There are more. Search for a name to see the others.')}</p>`,
    },
    screen,
  )
}

function copyForm({ community, cohort, others }: AddPeople, screen: Screen): Html {
  const { t } = screen
  const fields = [
    select({
      name: 'from',
      label: t('Everybody in this cohort'),
      required: true,
      options: others.map(({ id, name, course, people }) => ({
        value: shortId(id),
        label: `${course}: ${name} (${t('{n, plural, =0 {nobody yet} one {# person} other {# people}}', { n: people })})`,
      })),
    }),
    html`<p class="hint">${t('They stay in that cohort as well.')}</p>`,
  ]
  return form(
    screen,
    { action: `${cohortActs(community, cohort)}/people/copies`, submit: t('Copy them into this cohort') },
    fields,
  )
}
