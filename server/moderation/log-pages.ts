/** The page of the log of moderation. */
import { communityPage } from '#server/communities/room.ts'
import { queueAddress } from '#server/moderation/case.ts'
import type { ModerationLog } from '#server/moderation/log-views.ts'
import { askedAddress, filterSelect } from '#server/platform/html/filter.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { breadcrumbs, emptyState, pager, pageTitle } from '#server/platform/html/parts.ts'
import { table } from '#server/platform/html/table.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'
import { auditKinds, nameOf, whatWasDone, whoDidIt } from '#server/site/room.ts'

const questions = ['q', 'kind', 'person', 'from', 'to'] as const

/** `/c/:community/moderation/log` */
export function logPage(view: ModerationLog, screen: Screen): Html {
  const { t, query } = screen
  const { community, items, next } = view
  const root = `${queueAddress(community.slug)}/log`
  const isAsking = questions.some((name) => query[name])
  return communityPage(screen, community, {
    tab: 'moderation',
    title: t('Log of moderation'),
    wide: true,
    main: html`${breadcrumbs(screen, [{ label: t('Moderation'), href: queueAddress(community.slug) }])}${pageTitle({
      title: t('Log of moderation'),
      lead: t('What was done by those who moderate, the latest first. All of you see all of it.'),
    })}
${filter(root, screen)}
${
  items.length > 0
    ? table(
        {
          label: t('Log of moderation'),
          columns: [
            ...[t('When'), t('Who'), t('What'), t('Whom')].map((label) => ({ label })),
            { label: t('Undo'), isOfActs: true },
          ],
        },
        items.map((line) => row(line, view, root, screen)),
      )
    : emptyState({
        title: isAsking ? t('No line matches') : t('Nothing yet'),
        says: isAsking ? t('Try fewer words, or a longer time.') : t('What you decide will stand here.'),
        act: isAsking ? html`<a class="button" href="${root}">${t('Show all lines')}</a>` : null,
      })
}
${pager(screen, {
  next: next ? askedAddress(screen, root, { questions, after: next }) : null,
  first: query.after ? askedAddress(screen, root, { questions }) : null,
  nextLabel: t('Show earlier lines'),
})}`,
  })
}

function row(line: ModerationLog['items'][number], { more }: ModerationLog, root: string, screen: Screen): Piece[] {
  const { t, declared } = screen
  const { title, why, answer } = more[line.id] ?? { title: null, why: '', answer: null }
  const known = line.people.filter(({ name }) => name !== null)
  return [
    timeTag(line.at, screen, 'dated'),
    line.by ? nameOf(line.by, t) : whoDidIt(line, t),
    html`${whatWasDone(declared, line, t)}${title ? html`<br><span dir="auto">${t('“{title}”', { title })}</span>` : null}${why ? html`<br><small class="soft" dir="auto">${why}</small>` : null}${answer ? html`<br><small dir="auto">${t('Answer: {words}', { words: answer })}</small>` : null}`,
    (known.length > 0 ? known : line.people).map((one) => nameOf(one, t)).join(', '),
    actsOf(line, root, screen),
  ]
}

/** Undo, or once that was done, again. */
function actsOf(line: ModerationLog['items'][number], root: string, screen: Screen): Html | null {
  const { t, declared } = screen
  const action = (what: string) => `${root}/${shortId(line.id)}/${what}`
  if (line.canTakeBack) return actButton(screen, { action: action('undoing'), label: t('Undo'), look: 'quiet' })
  if (line.takenBack > 0 && declared.takeBacks.get(line.verb)?.again)
    return actButton(screen, { action: action('again'), label: t('Do it again'), look: 'quiet' })
  return null
}

function filter(root: string, screen: Screen): Html {
  const { t, query, declared } = screen
  const kinds = auditKinds(declared, t).filter(({ verb }) => declared.activities.get(verb)?.audit?.moderates)
  const day = (name: string, label: string) =>
    html`<label class="day"><span>${label}</span><input type="date" name="${name}" value="${query[name] ?? ''}"></label>`
  return html`<form class="people-filter" method="get" action="${root}" role="search">
<input type="search" dir="auto" name="q" value="${query.q ?? ''}" maxlength="100" aria-label="${t('Search the log')}" placeholder="${t('Name of a person')}">
${filterSelect({
  name: 'kind',
  label: t('What was done'),
  options: [{ value: '', label: t('Everything done') }, ...kinds.map(({ verb, label }) => ({ value: verb, label }))],
  chosen: query.kind,
})}${day('from', t('From'))}${day('to', t('Until'))}<button class="plain">${t('Show')}</button>
</form>`
}
