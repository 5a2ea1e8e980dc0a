/** The form of an event. */
import { communityPage } from '#server/communities/room.ts'
import { audienceField } from '#server/entries/room.ts'
import { type Event, eventAddress, eventsAddress } from '#server/events/event.ts'
import { weekdayName } from '#server/events/event-parts.ts'
import type { EventForm } from '#server/events/list-views.ts'
import type { ProposalView } from '#server/events/proposals/views.ts'
import { zones } from '#server/identity/room.ts'
import { personIdOf } from '#server/platform/actor.ts'
import { type Repeat, weekdays } from '#server/platform/calendar/repeat.ts'
import { clockAt, momentAt } from '#server/platform/calendar/zoned.ts'
import { minute } from '#server/platform/clock.ts'
import { checkbox, choice, choices, field, select, textArea, textField } from '#server/platform/html/field.ts'
import { singleValue } from '#server/platform/html/field-value.ts'
import { type Field, type FormPart, fieldRow, form, group, more } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { breadcrumbs, pageTitle } from '#server/platform/html/parts.ts'
import { zoneText } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** An event as the form shows it, or the proposal from which a new one is begun. */
interface FormView extends EventForm {
  readonly proposal?: ProposalView
}

/** `/c/:community/events/new`, `…/:event/edit` and `…/proposals/:proposal/acceptance` */
export function eventFormPage(view: FormView, screen: Screen): Html {
  const { t } = screen
  const { community, event, proposal } = view
  const root = eventsAddress(community.slug)
  const title = event ? t('Change the event') : t('Plan an event')
  const address = event ? eventAddress(community.slug, event) : (proposal?.address ?? root)
  const action = proposal ? `${address}/acceptance` : address
  const said = event ?? proposal
  const lead =
    proposal && t('{name} proposed it. Change what does not fit: {name} gets a notice.', { name: proposal.by.name })
  return communityPage(screen, community, {
    tab: 'events',
    title,
    main: html`${breadcrumbs(screen, [{ label: t('Events'), href: root }])}${pageTitle({ title, lead })}
${form(screen, { action, submit: event ? t('Save') : t('Plan it'), cancel: address }, [
  textField({
    name: 'title',
    label: t('Name'),
    voice: 'title',
    required: true,
    max: 200,
    value: said?.title,
    autofocus: !said,
  }),
  spanFields(said ?? null, community, screen),
  repeatFields(event?.repeats ?? null, t),
  textField({ name: 'place', label: t('Place'), max: 300, value: said?.place }),
  textField({
    name: 'callAddress',
    label: t('Address of the call'),
    type: 'url',
    max: 500,
    value: said?.callAddress,
    hint: t('Only hosts, and those who say yes or maybe, see it.'),
  }),
  textArea({ name: 'description', label: t('What it is about'), rows: 5, max: 10_000, value: said?.description }),
  event
    ? null
    : checkbox({ name: 'invite', label: t('Mail an invitation to everybody whom it is for'), checked: true }),
  more(t('Hosts, places, agenda and who it is for'), moreFields(view, screen)),
])}`,
  })
}

/** Begin, end and zone: as they were said, else those of the reader, on the day for which it is begun. */
export function spanFields(
  said: Pick<Event, 'zone' | 'firstAt' | 'minutes'> | null,
  community: Pick<EventForm['community'], 'zone'>,
  { t, actor, query }: Screen,
): FormPart {
  const zone = said?.zone ?? actor.zone ?? community.zone
  const ends = said && clockAt(new Date(momentAt(said.firstAt, zone).getTime() + said.minutes * minute), zone)
  return [
    fieldRow([
      textField({
        name: 'startsAt',
        label: t('Begins'),
        type: 'datetime-local',
        required: true,
        value: said?.firstAt ?? (query.on && `${query.on}T10:00`),
      }),
      textField({
        name: 'endsAt',
        label: t('Ends'),
        type: 'datetime-local',
        required: true,
        value: ends ?? (query.on && `${query.on}T11:00`),
      }),
    ]),
    select({
      name: 'zone',
      label: t('Time zone'),
      required: true,
      hint: t('Everybody reads the hours on their own clock.'),
      value: zone,
      options: zones().map((one) => ({ value: one, label: zoneText(one) })),
    }),
  ]
}

function repeatFields(repeats: Repeat | null, t: Screen['t']): FormPart {
  const end = repeats?.end
  const names = weekdays.map((value, i) => ({ value, label: weekdayName(i, t.locale) }))
  return [
    choice({
      name: 'every',
      label: t('Repeats'),
      shape: 'line',
      required: true,
      value: repeats?.every ?? 'once',
      choices: [
        { value: 'once', label: t('Once') },
        { value: 'day', label: t('Daily') },
        { value: 'week', label: t('Weekly') },
        { value: 'month_date', label: t('Monthly by date') },
        { value: 'month_weekday', label: t('Monthly by weekday') },
      ],
    }),
    more(
      t('How it repeats'),
      [
        textField({
          name: 'interval',
          label: t('Every'),
          type: 'number',
          inputmode: 'numeric',
          min: 1,
          value: repeats && String(repeats.interval),
          hint: t('2 is every second day, week or month; empty is every one.'),
        }),
        choices({
          name: 'days',
          label: t('On these days'),
          hint: t('For one that repeats weekly. None means the day it begins.'),
          choices: names,
          values: repeats?.days ?? [],
        }),
        group(t('Until when'), [
          fieldRow([
            textField({
              name: 'until',
              label: t('Last day'),
              type: 'date',
              value: end && 'until' in end ? end.until : '',
            }),
            textField({
              name: 'times',
              label: t('Or how many times'),
              type: 'number',
              inputmode: 'numeric',
              min: 1,
              value: end && 'count' in end ? String(end.count) : '',
            }),
          ]),
        ]),
      ],
      (typed) => (typed?.every ?? repeats?.every ?? 'once') !== 'once',
    ),
  ]
}

function moreFields(view: EventForm, screen: Screen): FormPart[] {
  const { event, agenda, members, others, groups, group: chosen, hostIds } = view
  const { t, actor } = screen
  const hosts = hostIds.length > 0 ? hostIds : [personIdOf(actor) ?? '']
  return [
    textField({
      name: 'capacity',
      label: t('Places'),
      type: 'number',
      inputmode: 'numeric',
      min: 1,
      value: event?.capacity?.toString(),
      hint: t('Empty: as many as want to. Once they are taken, others wait for one.'),
    }),
    choices({
      name: 'hosts',
      label: t('Hosts'),
      hint: t('They change the event and see who comes.'),
      values: hosts,
      choices: members.map(({ personId, name }) => ({ value: personId, label: name })),
    }),
    otherHosts(t),
    html`<datalist id="members">${others.map(({ name, handle }) => html`<option value="@${handle}">${name}</option>`)}</datalist>`,
    textField({
      name: 'agenda',
      label: t('Agenda'),
      max: 600,
      value: agenda,
      hint: t('The address of a working page or a resource of this community.'),
    }),
    ...[audienceField(groups, screen, chosen)].filter((one) => one !== null),
  ]
}

/** Any member by name; browsers suggest them as one types. */
function otherHosts(t: Screen['t']): Field {
  const about = {
    name: 'who',
    label: t('Other hosts'),
    hint: t('Any member: a name or a handle, such as @ben-reyes. Write a comma between several.'),
  }
  return (context) =>
    field(
      context,
      about,
      (marks) =>
        html`<input ${marks} list="members" maxlength="300" autocomplete="off" value="${singleValue(context, 'who', '')}">`,
    )
}
