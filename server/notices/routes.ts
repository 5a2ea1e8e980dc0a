/**
 * The inbox and the mail settings.
 */
import { z } from 'zod'
import { siteZone } from '#server/identity/room.ts'
import { choicesInput } from '#server/notices/choosable.ts'
import { chooseMails, muteCommunity, unmuteCommunity } from '#server/notices/choose-mails.ts'
import { mailSettingsPage } from '#server/notices/mail-pages.ts'
import { mailViews, readMailSettings } from '#server/notices/mail-views.ts'
import { markRead } from '#server/notices/mark-read.ts'
import { inboxPage } from '#server/notices/pages.ts'
import { chooseRhythm, keepQuiet } from '#server/notices/rhythm/choose-rhythm.ts'
import { cursorFrom, inboxView, readInbox } from '#server/notices/views.ts'
import type { EntryKind } from '#server/platform/entry-kind.ts'
import { acts, type Endpoint, emptyPage, reads } from '#server/platform/http/endpoint.ts'
import { whole } from '#server/platform/http/input.ts'
import type { MailKinds } from '#server/platform/mail/mail-kind.ts'

/** A place in the inbox; an invalid one is ignored. */
const place = z.string().max(60).optional().catch(undefined)
const unread = z.object({ unread: z.number().int() })
/** A date, or nothing. */
const dayOrNone = z.preprocess((value) => (value === '' ? null : value), z.iso.date('This is not a date.').nullable())

/** The rows of the inbox, for these kinds of entries. */
export const inboxRoutes = (kinds: readonly EntryKind[]): readonly Endpoint[] => [
  reads({
    path: '/inbox',
    summary: 'What happened that is about me, newest first. `before` is `next` of an earlier page.',
    who: 'signed_in',
    input: z.object({ before: place }),
    view: inboxView,
    read: (look, actor, { before }) => readInbox(look, actor, { before: cursorFrom(before) }),
    page: inboxPage,
  }),
  acts({
    path: '/inbox/readings',
    summary: 'Marks everything as read, or everything up to the `place` of a notice.',
    who: 'signed_in',
    input: z.object({ until: place }),
    view: unread,
    keepsNothing: true,
    act: (work, actor, { until }) => markRead(work, actor, { until: cursorFrom(until) }),
    respond: () => ({ location: '/inbox' }),
  }),
  acts({
    path: '/inbox/:notice/readings',
    summary: 'Marks one notice as read.',
    who: 'signed_in',
    input: z.object({ before: place }),
    view: unread,
    keepsNothing: true,
    act: (work, actor, { notice }) => markRead(work, actor, { notice }),
    respond: (_view, { before }) => ({ location: cursorFrom(before) ? `/inbox?before=${before}` : '/inbox' }),
  }),
  ...kinds.flatMap(({ inboxPath }) => (inboxPath ? [readingsOf(inboxPath)] : [])),
]

function readingsOf(inboxPath: string): Endpoint {
  return acts({
    path: `/inbox/${inboxPath}/:entry/readings`,
    summary: 'Marks what is about one entry as read: its page says so once it was in sight.',
    who: 'signed_in',
    view: unread,
    keepsNothing: true,
    act: (work, actor, { entry }) => markRead(work, actor, { entry }),
    respond: () => emptyPage,
  })
}

/** The rows that choose mails; the settings and each link name their kinds. */
export function choiceRoutes(kinds: MailKinds): readonly Endpoint[] {
  const { settings } = mailViews(kinds)
  const choices = choicesInput(kinds)
  const form = '/inbox/settings'
  return [
    reads({
      path: '/inbox/settings',
      summary: 'Which mails I get from each of my communities, how, and when my digest comes.',
      who: 'signed_in',
      view: settings,
      read: (look, actor) => readMailSettings(look, actor),
      page: mailSettingsPage,
    }),
    acts({
      path: '/inbox/settings/:community',
      also: 'PUT',
      summary: 'Chooses which mails I get from one of my communities, and how; a kind that is left out stays.',
      who: 'signed_in',
      form,
      input: z.object({ community: z.string().max(100), ...choices }),
      view: settings,
      async act(work, actor, { community, ...choices }) {
        await chooseMails(work, actor, community, choices)
        return readMailSettings(work, actor)
      },
      respond: () => ({ location: form, flash: 'Saved.' }),
    }),
    acts({
      path: '/inbox/settings/:community/silence',
      summary: 'Turns off every mail of one of my communities.',
      who: 'signed_in',
      view: settings,
      async act(work, actor, { community }) {
        await muteCommunity(work, actor, community)
        return readMailSettings(work, actor)
      },
      respond: (_view, { community }) => ({
        location: form,
        flash: 'No mail comes from this community any more. You find everything in your inbox.',
        undo: { action: `${form}/${community}/return` },
      }),
    }),
    acts({
      path: '/inbox/settings/:community/return',
      summary: 'Lets the mails of one of my communities come again as they did before I turned them off last.',
      who: 'signed_in',
      view: settings,
      async act(work, actor, { community }) {
        await unmuteCommunity(work, actor, community)
        return readMailSettings(work, actor)
      },
      respond: () => ({ location: form, flash: 'Saved.' }),
    }),
    acts({
      path: '/inbox/rhythm',
      also: 'PUT',
      summary:
        'Chooses when my digest comes: hour (0 to 23), weekday (1, Monday, to 7) of what is weekly, and my time zone.',
      who: 'signed_in',
      form,
      input: z.object({ hour: whole(0, 23), weekday: whole(1, 7), timeZone: siteZone }),
      view: settings,
      async act(work, actor, rhythm) {
        await chooseRhythm(work, actor, rhythm)
        return readMailSettings(work, actor)
      },
      respond: () => ({ location: form, flash: 'Saved.' }),
    }),
    acts({
      path: '/inbox/quiet',
      also: 'PUT',
      summary: 'Sends me no mail before a day, but such as I wait for; an empty `until` lets mail come again.',
      who: 'signed_in',
      form,
      input: z.object({ until: dayOrNone }),
      view: settings,
      async act(work, actor, { until }) {
        await keepQuiet(work, actor, until)
        return readMailSettings(work, actor)
      },
      respond: () => ({ location: form, flash: 'Saved.' }),
    }),
  ]
}
