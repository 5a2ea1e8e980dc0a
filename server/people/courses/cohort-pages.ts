/**
 * A cohort: its dates, its people, who teaches it, and what its leaders can do next.
 */
import { communityPage } from '#server/communities/room.ts'
import type { WholeCohort } from '#server/people/courses/cohort-page-views.ts'
import { stateBadge } from '#server/people/courses/cohort-row.ts'
import { dayText, lastsText } from '#server/people/courses/cohort-words.ts'
import { startHour } from '#server/people/courses/course.ts'
import { teachersPart } from '#server/people/courses/teachers-part.ts'
import type { CohortPage } from '#server/people/courses/views.ts'
import { sendLettersButton } from '#server/people/courses/waiting-letters.ts'
import { cohortActs, wayTo } from '#server/people/courses/way-to-cohort.ts'
import { choosingNotice, leftPart, mayBeAskedPart } from '#server/people/hand-over/pages.ts'
import { peoplePart } from '#server/people/people-part.ts'
import { writtenPart } from '#server/people/written-part.ts'
import { todayIn } from '#server/platform/clock.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html, link, type Piece } from '#server/platform/html/html.ts'
import { menu } from '#server/platform/html/menu.ts'
import { breadcrumbs, facts, fold, notice, pager, pageTitle, prose } from '#server/platform/html/parts.ts'
import { zoneText } from '#server/platform/html/time.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/cohorts/:cohort`. */
export function cohortPage(view: WholeCohort, screen: Screen): Html {
  const { t } = screen
  const { community, course, cohort } = view
  return communityPage(screen, community, {
    tab: 'courses',
    title: cohort.name,
    main: html`${breadcrumbs(screen, wayTo(community, course, null, screen))}${pageTitle({
      kicker: stateBadge(cohort.state, t),
      title: cohort.name,
      lead: cohort.isMine && cohort.state === 'running' ? t('This is your cohort.') : null,
      acts: titleActs(view, screen),
    })}
${whatNext(view, screen)}
${keptLetters(view, screen)}
${factsOf(view, screen)}
${choosingNotice(view.handOver, cohort, screen)}
${letterPart(view, screen)}
${writtenPart(view, writtenWords(t), { slug: community.slug, id: cohort.id }, screen)}
${leftPart(view.handOver, cohort, screen)}
${people(view, screen)}
${teachersPart(view, screen)}
${mayBeAskedPart(view.handOver, cohortActs(community, cohort), screen)}`,
  })
}

function titleActs({ community, course, cohort, handOver }: WholeCohort, screen: Screen): Piece {
  const { t } = screen
  const acts = cohortActs(community, cohort)
  const { manage, letter } = cohort.can
  const items = [
    manage ? html`<a class="item" href="${cohort.address}/edit">${t('Name and dates')}</a>` : null,
    letter ? html`<a class="item" href="${cohort.address}/letter">${t('Letter')}</a>` : null,
    handOver.choosing ? html`<a class="item" href="${cohort.address}/hand-over">${t('Hand-over')}</a>` : null,
    manage && cohort.state === 'running'
      ? actButton(screen, { action: `${acts}/end`, label: t('End the cohort'), look: 'item' })
      : null,
  ].filter(Boolean)
  return html`${course.takenAt ? html`<a class="button" href="${link(course.takenAt)}">${t('Go to the course')}</a>` : null}${
    items.length > 0 ? menu({ label: t('Manage'), items, kind: 'end' }) : null
  }`
}

/** For those who look after it: where it stands, and the one thing to do. */
function whatNext(view: CohortPage, screen: Screen): Piece {
  const { t } = screen
  const { community, cohort, keepsAlumni } = view
  if (cohort.can.letter && cohort.hasLetter === false && !cohort.can.manage) return noLetter(view, screen)
  if (!cohort.can.manage) return null
  const acts = cohortActs(community, cohort)
  if (cohort.state === 'prepared')
    return html`${notice(
      html`${startsText(view, screen)} ${t('Until then its people are not told, and it does not make them members.')}`,
      'plain',
      cohort.can.start ? actButton(screen, { action: `${acts}/start`, label: t('Start it now') }) : null,
    )}${cohort.hasLetter ? null : noLetter(view, screen)}`
  if (cohort.state === 'running') {
    const isOver = cohort.endsOn !== null && cohort.endsOn < todayIn(community.zone, screen.actor.now)
    return html`${
      isOver
        ? notice(
            keepsAlumni
              ? t('Its last day is over. When you end it, its people stay members as alumni.')
              : t(
                  'Its last day is over. When you end it, those who are members only because of it leave the community.',
                ),
            'plain',
            actButton(screen, { action: `${acts}/end`, label: t('End the cohort') }),
          )
        : null
    }${cohort.hasLetter ? null : noLetter(view, screen)}`
  }
  return notice(
    keepsAlumni
      ? t('This cohort has ended. Its people stay members as alumni.')
      : t('This cohort has ended. Those who were members only because of it have left the community.'),
    'plain',
    actButton(screen, { action: `${acts}/start`, label: t('Let it run again') }),
  )
}

function startsText({ community, cohort }: CohortPage, { t, actor }: Screen): string {
  if (community.status !== 'active') return t('It can start once the community is open.')
  if (!cohort.startsOn) return t('It has no first day yet. It starts when you press the button.')
  const today = todayIn(community.zone, actor.now)
  if (cohort.endsOn && cohort.endsOn < today) return t('Its last day is over, so it does not start automatically.')
  if (cohort.startsOn < today) return t('Its first day has come. It starts automatically within a quarter of an hour.')
  return t('It starts automatically on {day} at {hour}:00 ({zone}).', {
    day: dayText(cohort.startsOn, t),
    hour: String(startHour),
    zone: zoneText(community.zone),
  })
}

function noLetter({ cohort }: CohortPage, { t }: Screen): Html {
  return notice(
    t('When the cohort starts, its people get one letter from you with the first thing to do. It is not written yet.'),
    'warn',
    html`<a class="button" href="${cohort.address}/letter">${t('Write the letter')}</a>`,
  )
}

function factsOf({ cohort }: CohortPage, { t }: Screen): Html | null {
  const known: (readonly [string, Piece])[] = []
  const lasts = lastsText(cohort, t)
  if (lasts) known.push([t('When'), lasts])
  if (cohort.courseVersion !== '1') known.push([t('Version of the course'), cohort.courseVersion])
  if (cohort.can.letter) {
    known.push([
      t('Letter'),
      cohort.hasLetter
        ? html`<a href="${cohort.address}/letter">${letterText(cohort, t)}</a>`
        : html`<a href="${cohort.address}/letter">${t('Not written yet')}</a>`,
    ])
  }
  return known.length > 0 ? facts(known) : null
}

/** How far a letter that is written has come. */
function letterText({ state, withoutLetter, keptLetters }: CohortPage['cohort'], t: Translate): string {
  if (state !== 'running') return t('Written; it goes out when the cohort starts')
  const missing = withoutLetter + keptLetters
  if (missing === 0) return t('Everybody has it')
  return t('{n, plural, one {# person has not got it yet} other {# people have not got it yet}}', { n: missing })
}

/** Letters that waited for a mail server: a person sends them; they never leave by themselves. */
function keptLetters({ community, cohort }: CohortPage, screen: Screen): Html | null {
  const { t } = screen
  if (cohort.state !== 'running' || cohort.keptLetters === 0) return null
  const n = cohort.keptLetters
  return screen.mail === 'leaves'
    ? notice(
        t('{n, plural, one {# letter was} other {# letters were}} not sent, as the site had no mail server.', { n }),
        'plain',
        sendLettersButton(cohortActs(community, cohort), n, screen),
      )
    : notice(t('{n, plural, one {# letter waits} other {# letters wait}} for a mail server.', { n }), 'warn')
}

/** For its people: what their leaders wrote to them, as the mail may have got lost. */
function letterPart({ community, cohort, letter }: WholeCohort, { t }: Screen): Html | null {
  if (!letter) return null
  const todo = letter.todo
    ? html`<p><a class="button" href="${link(letter.todoPath || `/c/${community.slug}`)}">${letter.todo}</a></p>`
    : null
  return fold(t('The letter to {cohort}', { cohort: cohort.name }), html`${prose(letter.html)}${todo}`)
}

function writtenWords(t: Translate) {
  return {
    title: t('For this cohort'),
    none: t('Nothing is written for this cohort yet'),
    says: t(
      'A discussion, a page or a Ping can be for one cohort: its people and those who lead read it, nobody else.',
    ),
  }
}

function people({ community, cohort }: CohortPage, screen: Screen): Html {
  const { t } = screen
  const { people: isOpen } = cohort.can
  return peoplePart(
    {
      total: cohort.people,
      people: cohort.members,
      standing({ isMember }) {
        if (isMember) return null
        return cohort.state === 'prepared' ? t('not a member yet') : t('no longer a member')
      },
      isUnknown: ({ isMember }) => !isMember,
      takeOut: isOpen
        ? {
            acts: cohortActs(community, cohort),
            label: t('Take out of the cohort'),
            longLabel: (name) => t('Take out of the cohort: {name}', { name }),
          }
        : null,
      add: isOpen ? html`<a class="button" href="${cohort.address}/people/add">${t('Add people')}</a>` : null,
      none: {
        title: t('Nobody is in it yet'),
        says: isOpen
          ? t('Choose members of the community, paste mail addresses, or copy the people of another cohort.')
          : null,
      },
      pager: pager(screen, {
        next: cohort.next ? `${cohortActs(community, cohort)}?after=${shortId(cohort.next)}` : null,
        first: screen.query.after ? cohort.address : null,
      }),
    },
    screen,
  )
}
