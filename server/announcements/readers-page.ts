/** Who was mailed an announcement, and who has confirmed it. */
import { announcementsAddress } from '#server/announcements/announcement.ts'
import type { AnnouncementReader, ReadersPage } from '#server/announcements/readers-views.ts'
import { communityPage } from '#server/communities/room.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { listRows, personRow } from '#server/platform/html/list.ts'
import { badge, breadcrumbs, count, emptyState, notice, pageTitle, section } from '#server/platform/html/parts.ts'
import { timeTag, timeText } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/announcements/:announcement/readers` */
export function readersPage(view: ReadersPage, screen: Screen): Html {
  const { t } = screen
  const { community, announcement: one, people, hasMore } = view
  const open = people.filter(({ confirmedAt }) => !confirmedAt)
  const done = people.filter(({ confirmedAt }) => confirmedAt)
  const list = (some: readonly AnnouncementReader[]) =>
    listRows(some.map((person) => personRow(person, { about: person.title, after: standing(person, screen) })))
  const title = one.asksConfirmation ? t('Who has confirmed') : t('Who was mailed')
  const titled = (words: string, some: readonly unknown[]) =>
    html`${words} <span class="count">${count(screen, some.length)}</span>`
  return communityPage(screen, community, {
    tab: 'announcements',
    title,
    wide: true,
    main: html`${breadcrumbs(screen, [
      { label: t('Announcements'), href: announcementsAddress(community.slug) },
      { label: one.title, href: one.address },
    ])}${pageTitle({ title, lead: t('Only those who lead here and who sent it see this list.') })}
${people.length === 0 ? emptyState({ title: t('There is nobody but you whom it is for') }) : null}
${one.asksConfirmation ? reminding(view, open.length, screen) : null}
${
  one.asksConfirmation
    ? [
        open.length > 0 ? section({ id: 'open', title: titled(t('Not confirmed'), open), inside: list(open) }) : null,
        done.length > 0 ? section({ id: 'done', title: titled(t('Confirmed'), done), inside: list(done) }) : null,
      ]
    : list(people)
}
${hasMore ? html`<p class="soft">${t('These are the first {n, number}.', { n: people.length })}</p>` : null}`,
  })
}

function reminding({ announcement: one, people }: ReadersPage, open: number, screen: Screen): Piece {
  const { t } = screen
  if (people.length > 0 && open === 0) return notice(t('Everybody has confirmed.'), 'good')
  if (one.remindedAt)
    return html`<p class="soft">${t('They were reminded {when}.', { when: timeText(one.remindedAt, screen, 'ago') })}</p>`
  return one.can.pin && open > 0
    ? notice(
        t('One reminder can go to those who have not confirmed.'),
        'plain',
        actButton(screen, {
          action: `${one.address}/reminder`,
          label: t('Remind {n, plural, one {# person} other {# people}}', { n: open }),
        }),
      )
    : null
}

function standing({ mail, isOff, confirmedAt }: AnnouncementReader, screen: Screen): Piece {
  const { t } = screen
  const words = {
    handed_over: null,
    kept: null,
    waiting: t('the mail waits'),
    in_digest: t('in their digest'),
    failed: t('not delivered'),
    not_mailed: isOff ? t('not mailed: turned off') : t('not mailed'),
  }[mail]
  return [words ? badge(words) : null, confirmedAt ? timeTag(confirmedAt, screen) : null]
}
