/** People feeds: all of them, and one. */
import { feedsAddress, mostMissing } from '#server/people/feeds/feed.ts'
import type { FeedItem, FeedPage, FeedRun, Feeds } from '#server/people/feeds/views.ts'
import { isMoving } from '#server/people/imports/import.ts'
import { stateBadge } from '#server/people/imports/import-words.ts'
import { targetText } from '#server/people/imports/imports-page.ts'
import { largestFile } from '#server/people/imports/read-table.ts'
import { checkbox, choice, fileField, select, textField } from '#server/platform/html/field.ts'
import { actButton, type FormPart, form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { listRows } from '#server/platform/html/list.ts'
import { breadcrumbs, emptyState, facts, fold, notice, section } from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import { shownAddress } from '#server/platform/mail-address.ts'
import type { Screen } from '#server/platform/screen.ts'
import { siteRunningPage } from '#server/site/room.ts'

/** `/site/people/feeds`. */
export function feedsPage({ items, targets }: Feeds, screen: Screen): Html {
  const { t } = screen
  const add = form(screen, { action: feedsAddress, submit: t('Set up the feed') }, settings(null, targets, screen))
  return siteRunningPage(screen, {
    part: 'people',
    way: breadcrumbs(screen, [{ label: t('People'), href: '/site/people' }]),
    title: t('People feeds'),
    lead: t(
      'A file that another system sends again and again, such as every night. New people come in by it, and who is no longer in it loses what it gave.',
    ),
    main: html`${
      items.length > 0
        ? listRows(items.map((one) => feedRow(one, screen)))
        : emptyState({
            title: t('No feeds yet'),
            says: t('Set one up below: it gets a folder and an address to which files are sent.'),
          })
    }
${section({ id: 'new', title: t('New feed'), inside: add })}`,
  })
}

function feedRow(one: FeedItem, screen: Screen) {
  const { t } = screen
  const { last } = one
  return {
    href: one.address,
    title: one.name,
    about: html`${whereTo(one, screen)}${last ? html` · ${whatItDid(last, screen)} · ${timeTag(last.doneAt ?? last.uploadedAt, screen, 'ago')}` : null}`,
    excerpt: nextStep(one, screen),
    after: last ? stateBadge(last.state, t) : null,
  }
}

function whereTo({ targetName, cohortName }: FeedItem, { t }: Screen): string {
  if (cohortName) return t('into the cohort {name}', { name: cohortName })
  return targetName ? t('into {name}', { name: targetName }) : t('where its lines say')
}

/** What a file did, or why it did nothing. */
function whatItDid({ state, counts, gone, closed, problem, fileName }: FeedRun, { t }: Screen): string {
  if (state === 'held') return t('{gone, plural, one {# person is} other {# people are}} missing', { gone })
  if (state !== 'done') return problem ?? fileName
  const did = t(
    '{added, number} added, {updated, number} updated, {unchanged, number} unchanged, {gone, number} taken out',
    { ...counts, gone },
  )
  const more = [
    ...(closed > 0
      ? [t('{n, plural, one {# account deactivated} other {# accounts deactivated}}', { n: closed })]
      : []),
    ...(counts.refused > 0
      ? [t('{n, plural, one {# line refused} other {# lines refused}}', { n: counts.refused })]
      : []),
  ]
  return [did, ...more].join(', ')
}

/** What happens next, and who has to do something for it. */
function nextStep({ last, folder }: FeedItem, { t }: Screen): string {
  if (!last) return t('It waits for its first file: put one into feeds/{folder}, or send it.', { folder })
  if (isMoving(last.state)) return t('A file is being worked on.')
  switch (last.state) {
    case 'held':
      return t('It waits for you: say whether the file goes on.')
    case 'asking':
      return t('It waits for you: say how the letters of its file are written.')
    case 'matching':
      return t('It waits for you: say what the columns of its file hold.')
    case 'done':
      return t('It waits for its next file.')
    default:
      return t('It waits for another file.')
  }
}

function settings(now: FeedPage | null, targets: Feeds['targets'], { t }: Screen): FormPart[] {
  return [
    textField({
      name: 'name',
      label: t('Name'),
      value: now?.name,
      required: true,
      max: 100,
      placeholder: t('All employees'),
    }),
    select({
      name: 'into',
      label: t('Its people come into'),
      emptyIsAChoice: true,
      required: true,
      value: now?.into ? shortId(now.into) : '',
      options: [
        { value: '', label: t('what its column “groups” says, or no community') },
        ...targets.map((one) => ({ value: shortId(one.id), label: targetText(one, t) })),
      ],
    }),
    choice({
      name: 'invite',
      label: t('When are those new to a community invited?'),
      value: now?.invite ?? 'now',
      required: true,
      choices: [
        {
          value: 'now',
          label: t('As soon as they come'),
          hint: t('The mails leave in waves, 500 every quarter of an hour.'),
        },
        {
          value: 'later',
          label: t('When I say so'),
          hint: t('By a button on the page of each file. Until then they get no mail at all, no Ping either.'),
        },
      ],
    }),
    checkbox({
      name: 'deactivates',
      label: t('Deactivate the account of somebody who is no longer in the file'),
      hint: t('Otherwise they only leave where the feed brought them. Nobody with a role on the site is deactivated.'),
      checked: now?.deactivates ?? false,
    }),
  ]
}

/** `/site/people/feeds/:feed`. */
export function feedPage(view: FeedPage, screen: Screen): Html {
  const { t } = screen
  const { last, address } = view
  return siteRunningPage(screen, {
    part: 'people',
    way: breadcrumbs(screen, [
      { label: t('People'), href: '/site/people' },
      { label: t('People feeds'), href: feedsAddress },
    ]),
    title: view.name,
    lead: nextStep(view, screen),
    main: html`${last ? attention(view, last, screen) : null}
${facts([
  [t('Brings people'), whereTo(view, screen)],
  [t('In it now'), t('{n, plural, =0 {nobody} one {# person} other {# people}}', { n: view.people })],
  [t('Runs in the name of'), view.by ?? t('nobody: save it once more')],
  [t('Folder'), html`<code>feeds/${view.folder}</code>`],
  [t('Address for programs'), html`<code>${screen.site.publicUrl}${feedsAddress}/${shortId(view.id)}/files</code>`],
])}
<p class="hint">${t('The newest file in the folder is taken once it has stood still for five minutes. A program sends one as “file” with the token of somebody who runs the site.')}</p>
${
  view.runs.length > 0
    ? section({ id: 'runs', title: t('Files so far'), inside: listRows(view.runs.map((one) => runRow(one, screen))) })
    : null
}
${section({ id: 'send', title: t('Send a file now'), inside: sendForm(address, screen) })}
${fold(t('What the feed brings, and how'), form(screen, { action: address, submit: t('Save') }, settings(view, view.targets, screen)), { isOpen: screen.returned?.action === address })}
${fold(t('Remove the feed'), html`<p>${t('Whom it brought stays as they are.')}</p>${actButton(screen, { action: `${address}/removal`, label: t('Remove the feed'), look: 'danger' })}`)}`,
  })
}

/** What waits for somebody, or went wrong with the newest file. */
function attention(view: FeedPage, last: FeedRun, screen: Screen): Piece {
  const { t } = screen
  const look = html`<a class="button" href="${last.address}">${t('Look at the file')}</a>`
  if (last.state === 'asking' || last.state === 'matching') return notice(nextStep(view, screen), 'warn', look)
  if (last.state === 'unreadable' || last.state === 'stopped') return notice(last.problem, 'bad', look)
  if (last.state !== 'held') return null
  const { gone, brought } = last
  const says = t(
    '{gone, plural, one {# person} other {# people}} of the {brought, number} whom this feed brought are not in its file any more. Up to {most, number} leave without a question, so nothing was changed.',
    { gone, brought, most: mostMissing(brought) },
  )
  const then = view.deactivates
    ? t('If it goes on, they lose what the feed gave them, and their accounts are deactivated.')
    : t('If it goes on, they lose what the feed gave them.')
  return html`${notice(
    `${says} ${then}`,
    'warn',
    html`${actButton(screen, { action: `${view.address}/approval`, label: t('Go on'), look: 'primary' })}${actButton(screen, { action: `${view.address}/refusal`, label: t('Drop the file') })}${look}`,
  )}
${fold(
  t('Who is missing'),
  html`<ul>${view.missing.map(({ personId, name, email }) => html`<li><a href="/site/people/${shortId(personId)}"><bdi>${name}</bdi></a> <small class="soft">${shownAddress(email)}</small></li>`)}</ul>${
    gone > view.missing.length
      ? html`<p class="hint">${t('and {n, number} more', { n: gone - view.missing.length })}</p>`
      : null
  }`,
)}`
}

function runRow(one: FeedRun, screen: Screen) {
  return {
    href: one.address,
    title: one.fileName,
    about: html`${timeTag(one.doneAt ?? one.uploadedAt, screen, 'ago')} · ${whatItDid(one, screen)}`,
    after: stateBadge(one.state, screen.t),
  }
}

function sendForm(address: string, screen: Screen): Html {
  const { t } = screen
  return form(screen, { action: `${address}/files`, submit: t('Send the file'), files: true }, [
    fileField({
      name: 'file',
      label: t('The file'),
      hint: t('CSV or .xlsx, with everybody who belongs in it. It runs at once.'),
      accept: '.csv,.tsv,.txt,.xlsx,text/csv',
      maxBytes: largestFile,
      required: true,
    }),
  ])
}
