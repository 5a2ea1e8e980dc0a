/**
 * A Ping before it goes out: the mail as it will look, whom it reaches, and when it goes out and closes.
 */
import { communityPage } from '#server/communities/room.ts'
import type { DraftView, PingPageView } from '#server/pings/page-views.ts'
import { pingsAddress } from '#server/pings/ping.ts'
import { endWarningText } from '#server/pings/sentences.ts'
import { clockAt } from '#server/platform/calendar/zoned.ts'
import { textField } from '#server/platform/html/field.ts'
import { actButton, begunAt, form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { breadcrumbs, facts, fold, notice, pageTitle } from '#server/platform/html/parts.ts'
import { timeText } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/pings/:ping` while it is a draft: the mail as it will look, its recipients, its end. */
export function draftPage(view: PingPageView & { readonly draft: DraftView }, screen: Screen): Html {
  const { t } = screen
  const { community, ping, draft } = view
  const root = pingsAddress(community.slug)
  const until = timeText(draft.closesAt, screen, 'zoned')
  return communityPage(screen, community, {
    tab: 'pings',
    title: ping.question,
    main: html`${breadcrumbs(screen, [{ label: t('Pings'), href: root }])}${pageTitle({
      title: draft.sendsAt ? t('Scheduled') : t('Check before sending'),
      lead: draft.sendsAt
        ? t('This is the mail. It goes out by itself {time}; until then nobody has it.', {
            time: timeText(draft.sendsAt, screen, 'zoned'),
          })
        : t('This is the mail. Nobody has it yet.'),
      acts: draft.sendsAt ? null : html`<a class="button" href="${ping.address}/draft">${t('Edit')}</a>`,
    })}
<div class="letter"><header><span>${t('From')} <b>${ping.askedBy?.name ?? t('Somebody')}, ${community.name}</b></span><span>${t('Subject')} <b>${ping.question}</b></span></header><iframe src="${ping.address}/mail" title="${t('The mail as it will look')}" style="--height: ${heightOf(view, { question: 34, answer: 48 })}rem; --narrow: ${5 + heightOf(view, { question: 20, answer: 26 })}rem" sandbox></iframe></div>`,
    aside: html`<div class="ping-tools">${facts([
      ...(draft.sendsAt ? [[t('Goes out'), timeText(draft.sendsAt, screen, 'zoned')] as const] : []),
      [t('Goes to'), goesTo(draft, screen)],
      ...(ping.readers ? [[t('For'), ping.readers.join(', ')] as const] : []),
      [t('Closes'), draft.picked || draft.sendsAt ? until : t('{time}, if you send it now', { time: until })],
      ...(draft.voice ? [[t('Asked by'), draft.voice.name] as const] : []),
      ...(draft.remindsAt
        ? [
            [
              t('Reminder'),
              t('to all who have not answered by then, {time}', { time: timeText(draft.remindsAt, screen, 'zoned') }),
            ] as const,
          ]
        : []),
      ...askedBefore(view, screen),
    ])}
${draft.notSent ? notice(t('It could not be sent at its hour. Look at it again; then send it, or choose another time.'), 'warn') : null}${warnings(draft, screen)}
${voiceNotice(view, screen)}
${sendingNotice(draft, screen)}
${draft.blocked ? null : mailNotice(screen)}
<div class="acts">${
      draft.blocked
        ? null
        : actButton(screen, {
            action: `${ping.address}/sending`,
            label: draft.sendsAt
              ? t('Send it now')
              : screen.mail === 'waits'
                ? t('Send; it waits on the site, nobody is mailed')
                : t('Send to {n, plural, one {# person} other {# people}}', { n: draft.mails }),
            look: draft.sendsAt ? 'plain' : 'primary',
          })
    }${draft.sendsAt ? actButton(screen, { action: `${ping.address}/unscheduling`, label: t('Take it back') }) : null}${draft.blocked === 'community_draft' || screen.mail === 'waits' ? null : actButton(screen, { action: `${ping.address}/test`, label: t('Send me a test') })}${draft.sendsAt ? null : actButton(screen, { action: `${ping.address}/removal`, label: t('Delete this draft'), look: 'quiet' })}</div>${schedulePart(view, screen)}</div>`,
  })
}

/** The hour at which it goes out by itself, to choose or to move. */
function schedulePart({ ping, draft }: PingPageView & { readonly draft: DraftView }, screen: Screen): Piece {
  const { t } = screen
  if (draft.blocked) return null
  const action = `${ping.address}/scheduling`
  const label = draft.sendsAt ? t('Move it to another time') : t('Send it later')
  const field = textField({
    name: 'sendsAt',
    label: t('Goes out'),
    hint: t('In your time zone, {zone}.', { zone: screen.actor.zone }),
    type: 'datetime-local',
    required: true,
    value: draft.sendsAt ? clockAt(draft.sendsAt, screen.actor.zone) : begunAt(screen),
  })
  const submit = draft.sendsAt ? t('Move it') : t('Schedule it')
  return fold(label, form(screen, { action, submit, label }, [field]), {
    isOpen: screen.returned?.action === action || begunAt(screen) !== '',
  })
}

/** A link to the last time it was asked. */
function askedBefore({ earlier: [last] }: PingPageView, screen: Screen): [string, Html][] {
  if (!last?.closedAt || !last.address) return []
  return [[screen.t('Asked before'), html`<a href="${last.address}">${timeText(last.closedAt, screen, 'day')}</a>`]]
}

/** The approximate height of the mail in rem, for lines of so many letters: its frame can't measure it. */
function heightOf({ ping }: PingPageView, fits: { question: number; answer: number }): number {
  const lines =
    Math.ceil(ping.question.length / fits.question) +
    ping.options.reduce((sum, { label }) => sum + Math.ceil(label.length / fits.answer), 0)
  return 23 + 2 * ping.options.length + 1.9 * lines
}

function warnings({ warning, lately, zone, members, mails, blocked }: DraftView, { t }: Screen): Piece {
  const said = endWarningText(t, warning, zone)
  return [
    // Members added to a draft community are invited when it opens, and get mail from then on.
    members > mails && blocked !== 'community_draft'
      ? notice(
          t(
            '{n, plural, one {# member gets} other {# members get}} no Ping by mail: not invited yet, turned off, or no mail reaches them. They can answer on the page.',
            { n: members - mails },
          ),
        )
      : null,
    said ? notice(said, 'warn') : null,
    lately >= 2
      ? notice(
          t(
            'This would be the {n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} Ping within a week. People answer less when they are asked often.',
            { n: lately + 1 },
          ),
          'warn',
        )
      : null,
  ]
}

function voiceNotice({ ping, draft }: PingPageView & { readonly draft: DraftView }, screen: Screen): Piece {
  const { t } = screen
  const name = draft.voice?.name ?? ''
  if (draft.blocked === 'voice_not_in_front')
    return notice(
      t('{name} is no longer featured in this community. Edit the Ping and choose who asks.', { name }),
      'warn',
    )
  if (draft.consent === 'refused')
    return notice(
      t('{name} has said no to this one. Ask it in your own name, or change its words and ask again.', { name }),
      'warn',
    )
  if (draft.consent === 'given') return notice(t('{name} has allowed this.', { name }), 'good')
  if (draft.consent === 'asked')
    return notice(t('{name} was asked and has not answered yet. It can be sent once they say yes.', { name }))
  if (draft.consent === 'not_asked' && draft.blocked !== 'community_draft') {
    const ask = actButton(screen, {
      action: `${ping.address}/consent`,
      label: t('Ask {name}', { name }),
      look: 'primary',
    })
    return notice(t('This would go out in the name of {name}, who has to allow it first.', { name }), 'plain', ask)
  }
  return null
}

/** The people it reaches, and how: by mail only where mail leaves. */
function goesTo({ mails, members, blocked }: DraftView, { t, mail }: Screen): string {
  if (blocked === 'community_draft')
    return t('{n, plural, one {# member} other {# members}}, once the community is open', { n: members })
  return mail === 'waits'
    ? t('{n, plural, one {# member} other {# members}}, on this site only', { n: members })
    : t('{n, plural, one {# person} other {# people}} by mail', { n: mails })
}

function mailNotice({ t, mail }: Screen): Piece {
  switch (mail) {
    case 'leaves':
      return null
    case 'waits':
      return notice(
        t(
          'No mail can leave this site yet. Members find the Ping on the site; its mails wait, and can be sent while it is open once there is a mail server.',
        ),
        'warn',
      )
    case 'stays':
      return notice(t('No mail leaves the demo: once sent, its mails lie under “Outbox”.'))
  }
}

function sendingNotice({ blocked }: DraftView, { t }: Screen): Piece {
  if (blocked === 'community_draft')
    return notice(
      t('This community is still a draft, and a draft sends nothing to anybody. Open it first; the Ping waits here.'),
    )
  return blocked === 'community_archived'
    ? notice(t('This community is archived. You can read it, but nothing can be changed.'))
    : null
}
