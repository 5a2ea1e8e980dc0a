/**
 * The queue of requests to join.
 */
import { communityPage } from '#server/communities/frame.ts'
import { type JoinRequest, longestReason } from '#server/communities/joining/requests/request.ts'
import type { Requests } from '#server/communities/joining/requests/views.ts'
import { face } from '#server/platform/html/face.ts'
import { textArea } from '#server/platform/html/field.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { breadcrumbs, emptyState, fold, notice, pager, pageTitle } from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { addressPart, shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/members/requests`. */
export function requestsPage({ community, items, next }: Requests, screen: Screen): Html {
  const { t } = screen
  const root = `/c/${community.slug}/members`
  return communityPage(screen, community, {
    tab: 'requests',
    title: t('Requests to join'),
    main: html`${breadcrumbs(screen, [{ label: t('Members'), href: root }])}
${pageTitle({
  title: t('Requests to join'),
  lead: t('Whoever you approve is a member at once, and gets a mail.'),
})}
${
  items.length > 0
    ? html`<ul class="rows requests">${items.map((one) => requestRow(one, root, screen))}</ul>`
    : emptyState({
        title: t('Nobody is waiting'),
        says: t('Requests from people who would like to join appear here.'),
        act: html`<a class="button" href="/c/${community.slug}/settings/joining">${t('How people join')}</a>`,
      })
}
${pager(screen, { next: next ? `${root}/requests?after=${next}` : null, first: screen.query.after ? `${root}/requests` : null })}`,
  })
}

function requestRow(one: JoinRequest, root: string, screen: Screen): Html {
  const { t } = screen
  const address = `${root}/requests/${shortId(one.id)}`
  const about = [one.title, one.location].filter(Boolean).join(' · ')
  return html`<li class="request"><div class="person">${face(one, 'medium')}<a class="who" href="/people/${addressPart(one.name, one.personId)}">${one.name}</a><span>${about}${about ? ' · ' : null}${timeTag(one.askedAt, screen)}</span></div>
${one.question ? html`<p class="soft" dir="auto">${one.question}</p>` : null}
${one.answer ? html`<blockquote dir="auto">${one.answer}</blockquote>` : null}
<div class="acts">${actButton(screen, {
    action: `${address}/approval`,
    label: t('Approve'),
    longLabel: t('Approve: {name}', { name: one.name }),
    look: 'primary',
  })}</div>${fold(t('Decline'), declineForm(one, address, screen), {
    isOpen: screen.returned?.action === `${address}/refusal`,
  })}</li>`
}

function declineForm({ name }: JoinRequest, address: string, screen: Screen): Html {
  const { t } = screen
  return form(screen, { action: `${address}/refusal`, submit: t('Decline: {name}', { name }), shape: 'bare' }, [
    textArea({
      name: 'reason',
      label: t('A sentence to {name}', { name }),
      hint: t('It is in the mail that tells them.'),
      max: longestReason,
      rows: 2,
    }),
  ])
}

/** Above the members: how many wait. Nothing where nobody does. */
export function requestsNotice(waiting: number, slug: string, { t }: Screen): Html | null {
  if (waiting === 0) return null
  return notice(
    t('{n, plural, one {# person would like to join.} other {# people would like to join.}}', { n: waiting }),
    'plain',
    html`<a class="button" href="/c/${slug}/members/requests">${t('Answer the requests')}</a>`,
  )
}
