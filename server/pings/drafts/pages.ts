/** The form of a Ping. */

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
import type { PingForm } from '#server/pings/page-views.ts'
import { pingsAddress } from '#server/pings/ping.ts'
import { questionAdvice } from '#server/pings/sidebar.ts'
import { clockAt } from '#server/platform/calendar/zoned.ts'
import { hour } from '#server/platform/clock.ts'
import { checkbox, choice, field, select, textField } from '#server/platform/html/field.ts'
import { fieldValue } from '#server/platform/html/field-value.ts'
import { begunOn, type Field, form, group, growing } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { breadcrumbs, pageTitle } from '#server/platform/html/parts.ts'
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
      value: draft?.picked ? clockAt(draft.picked, screen.actor.zone) : '',
    }),
    checkbox({
      name: 'reminds',
      label: t('Remind those who have not answered'),
      hint: t('Once, a day before it closes; six hours before, if it is open for a day. Nobody sees who was reminded.'),
      checked: draft?.reminds ?? false,
    }),
    voices.length > 0 ? askedAsField(voices, draft?.voiceId ?? null, t) : null,
    audienceField(cohorts, screen, draft?.group),
    draft ? null : begunOn(screen),
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
