/** One file of people: what it would do, how it gets on, and what it did. */
import { communityPage } from '#server/communities/room.ts'
import { columnsForm } from '#server/people/imports/columns-form.ts'
import { importsAddress, isMoving, isOpen } from '#server/people/imports/import.ts'
import { importChannel } from '#server/people/imports/import-channel.ts'
import { encodingText, resultText } from '#server/people/imports/import-words.ts'
import { lineResults } from '#server/people/imports/plan-line.ts'
import { progressPart, progressTarget, progressVersion } from '#server/people/imports/progress-part.ts'
import { runForm } from '#server/people/imports/run-form.ts'
import type { ImportPage } from '#server/people/imports/views.ts'
import { choice } from '#server/platform/html/field.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import {
  breadcrumbs,
  chips,
  count,
  emptyState,
  fold,
  notice,
  pager,
  pageTitle,
  section,
} from '#server/platform/html/parts.ts'
import { table } from '#server/platform/html/table.ts'
import { timeText } from '#server/platform/html/time.ts'
import { shownAddress } from '#server/platform/mail-address.ts'
import type { Screen } from '#server/platform/screen.ts'
import { siteRunningPage } from '#server/site/room.ts'

/** `/c/:community/members/import/:import` and `/site/people/import/:import`. */
export function importPage(view: ImportPage, screen: Screen): Html {
  const { t } = screen
  const { community } = view
  const root = importsAddress(community?.slug ?? null)
  const way = breadcrumbs(screen, [
    {
      label: community ? t('Members') : t('People'),
      href: community ? `/c/${community.slug}/members` : '/site/people',
    },
    view.feed ? { label: view.feed.name, href: view.feed.address } : { label: t('Files'), href: root },
  ])
  const main = inside(view, screen, root)
  // Without script the page comes again by itself as long as the file is worked on.
  const head = isMoving(view.state) ? html`<noscript><meta http-equiv="refresh" content="5"></noscript>` : undefined
  if (!community)
    return siteRunningPage(screen, {
      part: 'people',
      width: 'wide',
      way,
      title: view.fileName,
      lead: lead(view, screen),
      main,
      head,
    })
  return communityPage(screen, community, {
    tab: 'members',
    title: view.fileName,
    wide: true,
    main: html`${way}${pageTitle({ title: view.fileName, lead: lead(view, screen) })}${main}`,
    head,
  })
}

function lead(view: ImportPage, screen: Screen): Piece {
  const { t } = screen
  const facts = [
    t('{n, plural, =0 {no lines yet} one {# line} other {# lines}}', { n: view.lines }),
    ...(view.cohortName ? [t('into the cohort {name}', { name: view.cohortName })] : []),
    ...(view.targetName && !view.cohortName && !view.community ? [t('into {name}', { name: view.targetName })] : []),
    view.by
      ? t('uploaded by {name} on {day}', { name: view.by, day: timeText(view.uploadedAt, screen, 'day') })
      : t('uploaded on {day}', { day: timeText(view.uploadedAt, screen, 'day') }),
  ]
  return facts.join(' · ')
}

function inside(view: ImportPage, screen: Screen, root: string): Piece {
  const { t } = screen
  const another = view.feed
    ? html`<a class="button" href="${view.feed.address}">${t('Open the feed')}</a>`
    : html`<a class="button" href="${root}">${t('Upload another file')}</a>`
  if (isMoving(view.state)) return progress(view, screen)
  if (view.state === 'unreadable') return html`${notice(view.problem, 'bad', another)}${putAway(view, screen)}`
  if (view.state === 'asking') return html`${encodingForm(view, screen)}${putAway(view, screen)}`
  const columns = isOpen(view.state)
    ? section({ id: 'columns', title: t('What the columns hold'), inside: columnsForm(view, screen) })
    : null
  if (view.state === 'matching')
    return html`${notice(whyMatching(view, screen), 'warn')}${columns}${putAway(view, screen)}`
  return html`${view.state === 'stopped' ? notice(view.problem, 'bad', another) : null}
${view.state === 'held' ? notice(whyHeld(view, screen), 'warn', another) : null}
${view.state === 'ready' ? runForm(view, screen) : view.state === 'held' ? null : done(view, screen)}
${section({ id: 'lines', title: view.state === 'ready' || view.state === 'held' ? t('What each line does') : t('What each line did'), inside: lines(view, screen) })}
${columns ? fold(t('What the columns hold'), columnsForm(view, screen)) : null}
${isOpen(view.state) ? putAway(view, screen) : null}`
}

function progress(view: ImportPage, { t }: Screen): Html {
  return html`<div class="card pad" data-live="${progressTarget}" data-live-topic="${importChannel(view.id)}" data-live-version="${progressVersion(view)}">${progressPart(view, t)}</div>
<p class="hint">${t('You can leave this page; the work goes on.')}</p>`
}

function whyHeld({ gone }: ImportPage, { t }: Screen): string {
  return t(
    '{gone, plural, one {# person is} other {# people are}} missing from this file, so it waits until somebody says on the page of the feed whether it goes on.',
    { gone },
  )
}

function whyMatching({ doubled }: ImportPage, { t }: Screen): string {
  return doubled.includes('email')
    ? t('Two columns could hold the mail addresses. Say which one does; nothing happened yet.')
    : t('No column is called like one with mail addresses. Say which one it is; nothing happened yet.')
}

function encodingForm(view: ImportPage, screen: Screen): Html {
  const { t } = screen
  return html`${notice(t('This file is not in UTF-8, and says nothing about the letters it is written in. Choose the line in which the names are right.'), 'warn')}
${form(screen, { action: `${view.address}/encoding`, submit: t('Read the file so') }, [
  choice({
    name: 'encoding',
    label: t('How are these names written?'),
    required: true,
    choices: view.samples.map(({ encoding, words }) => ({
      value: encoding,
      label: words.join(' · '),
      hint: encodingText(encoding, t),
    })),
  }),
])}`
}

function putAway(view: ImportPage, screen: Screen): Html {
  const { t } = screen
  return html`<p>${actButton(screen, { action: `${view.address}/removal`, label: t('Put this file away'), look: 'quiet' })}</p>`
}

function done(view: ImportPage, screen: Screen): Piece {
  const { t } = screen
  const { counts, waiting } = view
  const says = t(
    '{added, plural, =0 {Nobody was added} one {# person was added} other {# people were added}}, {updated, number} updated, {unchanged, number} unchanged.',
    { ...counts },
  )
  const out =
    view.gone > 0
      ? t('{n, plural, one {# person was} other {# people were}} no longer in it and lost what the feed gave.', {
          n: view.gone,
        })
      : ''
  const shut =
    view.closed > 0
      ? t('{n, plural, one {# account was} other {# accounts were}} deactivated.', { n: view.closed })
      : ''
  const later =
    view.invite === 'date' && view.inviteAt && view.inviteAt > screen.actor.now
      ? t('{n, plural, one {# person is} other {# people are}} invited from {day} on. Until then they get no mail.', {
          n: waiting,
          day: timeText(view.inviteAt, screen, 'moment'),
        })
      : t(
          '{n, plural, one {# person waits for an invitation.} other {# people wait for their invitation.}} Until then they get no mail.',
          {
            n: waiting,
          },
        )
  return html`${view.state === 'done' ? notice([says, out, shut].filter(Boolean).join(' '), 'good') : null}
${
  counts.refused > 0
    ? notice(
        t(
          '{n, plural, one {# line was refused.} other {# lines were refused.}} The report has them as they came, with the reason. Correct it and upload it: only they run.',
          {
            n: counts.refused,
          },
        ),
        'warn',
        html`<a class="button" href="${view.address}/report.csv" download data-turbo="false">${t('Download the report')}</a>`,
      )
    : null
}
${
  waiting > 0
    ? notice(later, 'plain', actButton(screen, { action: `${view.address}/invitations`, label: t('Invite them now') }))
    : null
}`
}

function lines(view: ImportPage, screen: Screen): Html {
  const { t, query } = screen
  const all = Object.values(view.counts).reduce((sum, n) => sum + n, 0)
  const shown = query.show ?? ''
  const filters = [
    { href: `${view.address}#lines`, label: t('All'), count: all, current: shown === '' },
    ...lineResults
      .filter((result) => view.counts[result] > 0)
      .map((result) => ({
        href: `${view.address}?show=${result}#lines`,
        label: resultText(result, t),
        count: view.counts[result],
        current: shown === result,
      })),
  ]
  const more = (after: number | null) =>
    `${view.address}?${new URLSearchParams({ ...(shown ? { show: shown } : {}), ...(after ? { after: String(after) } : {}) })}#lines`
  return html`${chips(screen, t('Result'), filters)}
${
  view.items.length > 0
    ? table(
        {
          label: t('Lines'),
          columns: [
            { label: t('Person') },
            { label: t('Line'), isAmount: true },
            { label: t('Result') },
            { label: t('Why') },
          ],
        },
        view.items.map((one) => [
          html`<bdi>${one.name || shownAddress(one.email) || '–'}</bdi>${one.name && one.email ? html`<br><small class="soft">${shownAddress(one.email)}</small>` : null}`,
          count(screen, one.line),
          one.result ? resultText(one.result, t) : '',
          one.why,
        ]),
      )
    : emptyState({ title: t('No line has this result') })
}
${pager(screen, { next: view.next ? more(view.next) : null, first: query.after ? more(null) : null })}`
}
