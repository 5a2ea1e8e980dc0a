/**
 * The pages of the outbox.
 */
import {
  type MailView,
  type OutboxFilterName,
  type OutboxLineView,
  type OutboxView,
  outboxFilters,
} from '#server/notices/outbox/views.ts'
import { textField } from '#server/platform/html/field.ts'
import { actButton, formContextFor, hidden, write } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { listRows } from '#server/platform/html/list.ts'
import {
  badge,
  breadcrumbs,
  chips,
  emptyState,
  facts,
  notice,
  pager,
  pageTitle,
  section,
} from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { shownAddress } from '#server/platform/mail-address.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/outbox` */
export function outboxPage(view: OutboxView, screen: Screen): Html {
  const { t } = screen
  const address = (filter: OutboxFilterName, before?: string) => {
    const query = new URLSearchParams({
      ...(filter === 'all' ? {} : { filter }),
      ...(view.words ? { words: view.words } : {}),
      ...(before ? { before } : {}),
    })
    return query.size > 0 ? `/outbox?${query}` : '/outbox'
  }
  return sitePage(screen, {
    title: t('Outbox'),
    main: html`${pageTitle({ title: t('Outbox'), lead: why(view, screen) })}
${view.said.map((one) => serverWords(one, screen))}
${waiting(view, screen)}
${chips(
  screen,
  t('Which mails'),
  outboxFilters.map((one) => ({ href: address(one), label: filterName(one, screen), current: one === view.filter })),
)}
${search(view, screen)}
${view.mails.length > 0 ? html`<div class="outbox">${listRows(view.mails.map((one) => line(one, screen)))}</div>` : empty(view, screen)}
${pager(screen, {
  next: view.next && address(view.filter, view.next),
  first: screen.query.before ? address(view.filter) : null,
  nextLabel: t('Show earlier ones'),
})}`,
  })
}

function why({ sends }: OutboxView, { t, demo }: Screen): string {
  if (sends)
    return t(
      'Mails leave through your mail server. Here are those that wait for it, that it refused, or that go to people of the demo.',
    )
  if (demo === 'open')
    return t('In the demo no mail leaves. Here you read what each person would have got, and its links work.')
  return t(
    'No mail server is set, so every mail stays here. Set SMTP_URL and start again: new mails leave, and what waited is offered to you here.',
  )
}

/** The owner reads here first that something is wrong with the site's mail: a DNS record, a block list, a password. */
function serverWords({ words, waiting, failed, since }: OutboxView['said'][number], screen: Screen): Html {
  const { t } = screen
  return notice(
    html`${t('The mail server said:')} <code>${words}</code><br>${t(
      '{waiting, plural, =0 {} one {# mail waits and is tried again.} other {# mails wait and are tried again.}} {failed, plural, =0 {} one {# mail failed.} other {# mails failed.}}',
      { waiting, failed },
    )} ${t('First')} ${timeTag(since, screen)}.`,
    'warn',
  )
}

/** Mails that waited for a mail server, each with the button that sends it. None leaves by itself. */
function waiting({ waits }: OutboxView, screen: Screen): Piece {
  const { t, declared } = screen
  const lines = declared.waitingMails.flatMap(({ key, row }) => waits[key]?.map((one) => row(one, screen)) ?? [])
  if (lines.length === 0) return null
  return section({
    id: 'waits',
    title: t('These waited for a mail server'),
    inside: html`<p class="hint">${t('None of it is sent by itself. People who have left, or want no such mail, get none.')}</p>${listRows(lines)}`,
  })
}

function filterName(filter: OutboxFilterName, { t }: Screen): string {
  return {
    all: t('All'),
    mine: t('To me'),
    waiting: t('Waiting'),
    failed: t('Not delivered'),
  }[filter]
}

function search(view: OutboxView, screen: Screen): Html {
  const { t } = screen
  const context = formContextFor(screen, '/outbox')
  return html`<form class="form line" method="get" action="/outbox" role="search">${write(context, [
    view.filter === 'all' ? null : hidden('filter', view.filter),
    textField({
      name: 'words',
      label: t('Name or address'),
      type: 'search',
      value: view.words,
      max: 100,
      unlabelled: true,
      placeholder: t('Name or address'),
    }),
  ])}<div class="acts"><button class="plain">${t('Search')}</button></div></form>`
}

function empty(view: OutboxView, { t, query }: Screen): Html {
  if (view.words || view.filter !== 'all' || query.before) return emptyState({ title: t('No mails found') })
  return view.sends
    ? emptyState({ title: t('All mails are sent'), says: t('Nothing waits, and nothing failed.') })
    : emptyState({ title: t('No mails yet'), says: t('Send a Ping or invite somebody: the mails are kept here.') })
}

function line(one: OutboxLineView, screen: Screen) {
  const { to, subject, community } = one
  return {
    href: `/outbox/${one.id}`,
    title: subject ?? kindName(one.kind, screen),
    about: html`${to.name ? html`${to.name} · ` : null}${shownAddress(to.address)} · ${kindName(one.kind, screen)}${community ? html` · ${community}` : null} · ${timeTag(one.queuedAt, screen)}`,
    after: stateBadge(one, screen),
  }
}

function kindName(kind: string, { t, declared }: Screen): string {
  return declared.mails.get(kind)?.name?.(t) ?? t('Mail')
}

function stateBadge({ state }: OutboxLineView, { t }: Screen): Html {
  return {
    waiting: badge(t('Waiting'), 'live'),
    held: badge(t('Waits for the digest')),
    in_digest: badge(t('In the digest'), 'good'),
    failed: badge(t('Not delivered'), 'warn'),
    handed_over: badge(t('Sent'), 'good'),
    dropped: badge(t('Not sent')),
    kept: badge(t('Waits here')),
  }[state]
}

/** `/outbox/…`: one mail as its reader would see it. */
export function shownMailPage(view: MailView, screen: Screen): Html {
  const { t } = screen
  const title = view.subject ?? kindName(view.kind, screen)
  const to = view.to.name ? `${view.to.name} <${shownAddress(view.to.address)}>` : shownAddress(view.to.address)
  return sitePage(screen, {
    title,
    main: html`${breadcrumbs(screen, [{ label: t('Outbox'), href: '/outbox' }])}
${pageTitle({
  title,
  acts: view.can.retry ? actButton(screen, { action: `/outbox/${view.id}/attempts`, label: t('Try again') }) : null,
})}
<div class="mail-facts">${facts([
      [t('To'), to],
      ...(view.from ? [[t('From'), view.from] as const] : []),
      ...(view.replyTo ? [[t('Answers go to'), view.replyTo] as const] : []),
      [t('When'), timeTag(view.queuedAt, screen, 'moment')],
      [t('State'), stateBadge(view, screen)],
    ])}</div>
${view.lastError ? notice(html`${t('The mail server said:')} <code>${view.lastError}</code>`, 'bad') : null}
${view.text === null ? notice(droppedWords(view.dropped, screen)) : letter(view, screen)}`,
  })
}

function letter(view: MailView, screen: Screen): Piece {
  const { t } = screen
  return html`${
    view.isDotted
      ? notice(t('This mail is to somebody else: what is secret in its links is hidden, so they lead nowhere.'))
      : null
  }<iframe class="letter-frame" src="/outbox/${view.id}/letter" title="${t('The mail')}" sandbox="allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox"></iframe>
<details class="more"><summary>${icon('chevron', 18)}${t('As text')}</summary><div class="inside"><pre class="letter-text" tabindex="0">${view.text}</pre></div></details>`
}

function droppedWords(dropped: string | null, { t }: Screen): string {
  const words: Record<string, string> = {
    left: t('This mail would not be sent any more: the person is no longer in the community.'),
    opted_out: t('This mail would not be sent any more: the person turned such mails off.'),
    bounced: t('This mail would not be sent any more: the person’s mail server refused an earlier one.'),
    not_invited: t('This mail would not be sent: the person was not invited to the community yet.'),
    for_others: t('This mail is about something that only some people may read, and you are not among them.'),
    over: t('This mail would not be sent any more: what it asks is over.'),
  }
  return words[dropped ?? ''] ?? t('This mail would not be sent any more: what it is about is done or gone.')
}
