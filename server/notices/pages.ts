/**
 * The inbox: what happened that concerns the reader, by day.
 */

import { noticeSentence } from '#server/notices/notice.ts'
import type { InboxView, NoticeView } from '#server/notices/views.ts'
import { face } from '#server/platform/html/face.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { listRows, type Row } from '#server/platform/html/list.ts'
import { emptyState, pager, pageTitle, section } from '#server/platform/html/parts.ts'
import { timeTag, timeText } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/inbox` */
export function inboxPage(view: InboxView, screen: Screen): Html {
  const { t } = screen
  const [first] = view.notices
  return sitePage(screen, {
    title: t('Inbox'),
    main: html`${pageTitle({
      title: t('Inbox'),
      acts: html`${
        view.unread > 0 && first
          ? actButton(screen, {
              action: '/inbox/readings',
              label: t('Mark all as read'),
              fields: { until: first.place },
            })
          : null
      }<a class="quiet" href="/inbox/settings">${t('Mail settings')}</a>`,
    })}
${first ? byDay(view, screen) : empty(screen)}
${pager(screen, {
  next: view.next && `/inbox?before=${view.next}`,
  first: screen.query.before ? '/inbox' : null,
  nextLabel: t('Show earlier ones'),
})}`,
  })
}

function empty(screen: Screen): Html {
  const { t } = screen
  if (screen.query.before) return emptyState({ title: t('Nothing earlier') })
  return emptyState({
    title: t('Nothing here yet'),
    says: t('When somebody answers or mentions you, or a Ping is sent in one of your communities, you find it here.'),
    act: html`<a class="button" href="/">${t('My communities')}</a>`,
  })
}

function byDay(view: InboxView, screen: Screen): Html[] {
  const days = new Map<string, NoticeView[]>()
  for (const one of view.notices) {
    const day = timeText(one.at, screen, 'day')
    days.set(day, [...(days.get(day) ?? []), one])
  }
  return [...days].map(([day, notices], i) =>
    section({
      id: `day-${i + 1}`,
      title: dayName(day, screen),
      inside: html`<div class="inbox">${listRows(notices.map((one) => noticeRow(one, screen)))}</div>`,
    }),
  )
}

/** "Today" and "Yesterday" as the reader's zone counts them. */
function dayName(day: string, screen: Screen): string {
  const { t, actor } = screen
  if (day === timeText(actor.now, screen, 'day')) return t('Today')
  const dayBefore = new Date(actor.now.getTime() - 24 * 60 * 60 * 1000)
  return day === timeText(dayBefore, screen, 'day') ? t('Yesterday') : day
}

function noticeRow(one: NoticeView, screen: Screen): Row {
  const { t } = screen
  const facts = { ...one, by: one.who?.name ?? null, role: one.moderated?.role ?? '' }
  const said = noticeSentence(screen.declared, facts, one.title, t)
  return {
    id: `notice-${one.id}`,
    before: face(one.who ?? { name: t('Somebody'), photo: null }),
    href: one.address,
    title: said,
    about: html`${one.community.name} · ${timeTag(one.at, screen)}`,
    excerpt:
      [one.moderated?.why && t('Why: {why}', { why: one.moderated.why }), one.excerpt].filter(Boolean).join(' · ') ||
      null,
    fresh: one.isUnread,
    after: one.isUnread ? readButton(one, said, screen) : null,
  }
}

function readButton(one: NoticeView, said: string, screen: Screen): Piece {
  const { t, query } = screen
  return actButton(screen, {
    action: `/inbox/${one.id}/readings`,
    label: t('Mark as read'),
    longLabel: t('Mark as read: {what}', { what: said }),
    look: 'quiet',
    before: icon('check', 18),
    fields: query.before ? { before: query.before } : {},
  })
}
