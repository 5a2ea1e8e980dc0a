/** Where a file of people is uploaded, and the files that were. */
import { communityPage, waysToAdd } from '#server/communities/room.ts'
import { importsAddress } from '#server/people/imports/import.ts'
import { stateBadge } from '#server/people/imports/import-words.ts'
import { largestFile } from '#server/people/imports/read-table.ts'
import type { ImportItem, Imports } from '#server/people/imports/views.ts'
import { fileField, select } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { listRows } from '#server/platform/html/list.ts'
import { breadcrumbs, fold, pageTitle, section } from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Translate } from '#server/platform/i18n.ts'
import type { Screen } from '#server/platform/screen.ts'
import { siteRunningPage } from '#server/site/room.ts'

/** `/c/:community/members/import` and `/site/people/import`. */
export function importsPage(view: Imports, screen: Screen): Html {
  const { t } = screen
  const { community } = view
  const title = t('Bring in people from a file')
  const main = html`${uploadForm(view, screen)}
${fold(t('What the file looks like'), help(community !== null, t))}
<p><a class="quiet" href="${community ? `/c/${community.slug}/members.csv` : '/site/people.csv'}" download data-turbo="false">${community ? t('Download the members as CSV') : t('Download all accounts as CSV')}</a></p>
${view.items.length > 0 ? section({ id: 'files', title: t('Files so far'), inside: files(view, screen) }) : null}`
  if (!community) {
    return siteRunningPage(screen, {
      part: 'people',
      way: breadcrumbs(screen, [{ label: t('People'), href: '/site/people' }]),
      title,
      lead: t(
        'Make accounts and change them, and bring people into communities and cohorts, from a table. You see what each line does before anything happens.',
      ),
      main,
    })
  }
  return communityPage(screen, community, {
    tab: 'members',
    title,
    main: html`${pageTitle({
      title,
      lead: t('Add people from a table. You see what each line does before anybody is added.'),
    })}
${waysToAdd(community.slug, 'import', screen)}
${main}`,
  })
}

function uploadForm({ community, targets }: Imports, screen: Screen): Html {
  const { t } = screen
  return form(screen, { action: importsAddress(community?.slug ?? null), submit: t('Check the file'), files: true }, [
    fileField({
      name: 'file',
      label: t('The file'),
      hint: t('CSV or .xlsx.'),
      accept: '.csv,.tsv,.txt,.xlsx,text/csv',
      maxBytes: largestFile,
      required: true,
    }),
    targets.length > 0
      ? select({
          name: 'into',
          label: t('They come into'),
          emptyIsAChoice: true,
          required: true,
          options: [
            { value: '', label: community ? t('this community') : t('what the file says, or no community') },
            ...targets.map((one) => ({ value: one.id, label: targetText(one, t) })),
          ],
        })
      : null,
  ])
}

/** A place that all people of a file can come into, as a list of them says it. */
export function targetText({ name, course }: Imports['targets'][number], t: Translate): string {
  return course === null ? name : t('Cohort {name} ({course})', { name, course })
}

function help(isOfCommunity: boolean, t: Translate): Piece {
  const example = isOfCommunity
    ? 'email;first_name;last_name\nnia@example.org;Nia;Brook\ntom@example.org;Tom;Okafor'
    : 'email;first_name;last_name;external_id;groups\nnia@example.org;Nia;Brook;007;community:first-line-leaders\ntom@example.org;Tom;Okafor;008;cohort:first-line-leaders/Spring'
  return html`<p>${t('The first line names the columns; each line below is one person. Columns are separated by commas, semicolons or tabs.')}</p>
<pre>${example}</pre>
<p>${
    isOfCommunity
      ? t(
          'Only the address is needed. The profile of somebody who has an account already is left alone. A column “role” gives a role.',
        )
      : t(
          'With the address alone, people who have an account are found. More columns make accounts and change them; what is left blank stays as it is. A line is matched by its external id, then by its address. “groups” names communities and cohorts, with | between several.',
        )
  }</p>
<p>${t('Nothing is ever taken away by a file, and bringing the same one in twice changes nothing.')}</p>`
}

function files({ items, community }: Imports, screen: Screen): Html {
  const { t } = screen
  return listRows(items.map((one) => fileRow(one, community === null, screen, t)))
}

function fileRow(one: ImportItem, isOnSite: boolean, screen: Screen, t: Translate) {
  const about = [
    one.by ?? t('a command'),
    t('{n, plural, one {# line} other {# lines}}', { n: one.lines }),
    ...(isOnSite && one.community ? [one.community] : []),
  ]
  return {
    href: one.address,
    title: one.fileName,
    about: html`${about.join(' · ')} · ${timeTag(one.uploadedAt, screen, 'ago')}`,
    after: stateBadge(one.state, t),
  }
}
