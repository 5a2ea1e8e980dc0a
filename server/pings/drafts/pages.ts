/**
 * The form of a Ping, and its preview before it goes out.
 */

import { communityPage } from '#server/communities/room.ts'
import { audienceField } from '#server/entries/room.ts'
import {
  fewestOptions,
  longestOption,
  longestQuestion,
  mostOptions,
  usualHours,
  usualWish,
} from '#server/pings/drafts/draft.ts'
import type { DraftView, PingForm, PingPageView } from '#server/pings/page-views.ts'
import { pingsAddress } from '#server/pings/ping.ts'
import { endWarningText } from '#server/pings/sentences.ts'
import { questionAdvice } from '#server/pings/sidebar.ts'
import { hour } from '#server/platform/clock.ts'
import { checkbox, choice, field, select, textField } from '#server/platform/html/field.ts'
import { fieldValue } from '#server/platform/html/field-value.ts'
import { actButton, type Field, form, group, growing } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { breadcrumbs, facts, fold, notice, pageTitle } from '#server/platform/html/parts.ts'
import { timeText } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/pings/new` and `…/:ping/draft` */
export function pingFormPage({ community, voices, cohorts, draft }: PingForm, screen: Screen): Html {
  const { t } = screen
  const root = pingsAddress(community.slug)
  const title = draft ? t('Change your draft') : t('New Ping')
  return communityPage(screen, community, {
    tab: 'pings',
    title,
    main: html`${breadcrumbs(screen, [{ label: t('Pings'), href: root }])}${pageTitle({
      title,
      lead: t('One question, two to nine answers. You see the mail before it goes to anybody.'),
    })}
${form(
  screen,
  {
    action: draft ? `${draft.address}/draft` : root,
    submit: t('See the mail'),
    cancel: draft?.address ?? root,
  },
  [
    textField({
      name: 'question',
      label: t('Question'),
      voice: 'title',
      required: true,
      max: longestQuestion,
      value: draft?.question,
      autofocus: !draft,
    }),
    group(
      t('Answers'),
      [growing(Array.from({ length: mostOptions }, (_, i) => optionField(i, draft?.options[i] ?? '', screen)))],
      t('All different. Each person chooses one.'),
    ),
    choice({
      name: 'hours',
      label: t('Open for'),
      value: draft ? (draft.picked ? 'until' : String(draft.hours)) : String(usualWish),
      required: true,
      choices: [
        ...usualHours.map((hours) => ({
          value: String(hours),
          label: t('{n, number} hours', { n: hours }),
          hint: t('sent now, it closes {time}', {
            time: timeText(new Date(screen.actor.now.getTime() + hours * hour), screen, 'zoned'),
          }),
        })),
        {
          value: 'until',
          label: t('Until a time I choose'),
          hint: t('within {days, number} days', { days: community.longestPing / 24 }),
        },
      ],
    }),
    textField({
      name: 'closesAt',
      label: t('Closing time'),
      hint: t('In your time zone, {zone}.', { zone: screen.actor.zone }),
      type: 'datetime-local',
      value: draft?.picked ? localText(draft.picked, screen.actor.zone) : '',
    }),
    checkbox({
      name: 'reminds',
      label: t('Remind those who have not answered'),
      hint: t('Once, a day before it closes; six hours before, if it is open for a day. Nobody sees who was reminded.'),
      checked: draft?.reminds ?? false,
    }),
    voices.length > 0 ? askedAsField(voices, draft?.voiceId ?? null, t) : null,
    audienceField(cohorts, screen, draft?.group),
  ],
)}`,
    aside: questionAdvice({ community, cohorts }, screen),
  })
}

/** One answer of the form. All share the name `options`; a row's problem is `options.3`. */
function optionField(i: number, stored: string, { t }: Screen): Field {
  const name = `options.${i + 1}`
  const label = t('Answer {n, number}', { n: i + 1 })
  return (context) => {
    const typed = context.typed ? ([context.typed.options ?? []].flat()[i] ?? '') : undefined
    const shown = fieldValue(context, name, { stored, typed })
    return field(
      context,
      { name, sentAs: 'options', label, required: i < fewestOptions, unlabelled: true },
      (marks) =>
        html`<input ${marks} dir="auto" value="${shown}" maxlength="${longestOption}" placeholder="${label}" autocomplete="off">`,
    )
  }
}

function askedAsField(voices: PingForm['voices'], chosen: string | null, t: Screen['t']): Field {
  return select({
    name: 'voiceId',
    label: t('Asked by'),
    hint: t('A featured person is asked first. Nothing is sent in their name without their yes.'),
    required: true,
    emptyIsAChoice: true,
    value: chosen ?? '',
    options: [
      { value: '', label: t('Myself') },
      ...voices.map(({ personId, name, title }) => ({ value: personId, label: title ? `${name}, ${title}` : name })),
    ],
  })
}

/** A moment as a `datetime-local` field holds it. */
function localText(date: Date, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    .format(date)
    .replace(' ', 'T')
}

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
    value: draft.sendsAt ? localText(draft.sendsAt, screen.actor.zone) : '',
  })
  const submit = draft.sendsAt ? t('Move it') : t('Schedule it')
  return fold(label, form(screen, { action, submit, label }, [field]), { isOpen: screen.returned?.action === action })
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
