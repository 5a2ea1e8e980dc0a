/**
 * The inbox, mail settings, and the links that stop mails.
 */
import { z } from 'zod'
import { choicesOf, choosableMails } from '#server/notices/choosable.ts'
import { chooseByLink, chooseMails, stoppingLink } from '#server/notices/choose-mails.ts'
import { mailSettingsPage, stoppingPage } from '#server/notices/mail-pages.ts'
import { mailViews, readMailSettings, readStopping } from '#server/notices/mail-views.ts'
import { markRead } from '#server/notices/mark-read.ts'
import { inboxPage } from '#server/notices/pages.ts'
import { cursorFrom, inboxView, readInbox } from '#server/notices/views.ts'
import type { EntryKind } from '#server/platform/entry-kind.ts'
import { acts, type Endpoint, emptyPage, reads } from '#server/platform/http/endpoint.ts'
import { mailActChoice, mailActPage } from '#server/platform/mail/acts/mail-act.ts'
import type { MailKinds } from '#server/platform/mail/mail-kind.ts'

/** A place in the inbox; an invalid one is ignored. */
const place = z.string().max(60).optional().catch(undefined)
const unread = z.object({ unread: z.number().int() })

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
  const { settings, stopping } = mailViews(kinds)
  const link = stoppingLink(kinds)
  const choices = Object.fromEntries(
    choosableMails(kinds).map(({ kind, unsubscribe }) => [kind, z.enum(choicesOf(unsubscribe)).optional()]),
  )
  return [
    reads({
      path: '/inbox/settings',
      summary: 'Which mails I get from each of my communities.',
      who: 'signed_in',
      view: settings,
      read: (look, actor) => readMailSettings(look, actor),
      page: mailSettingsPage,
    }),
    acts({
      path: '/inbox/settings/:community',
      also: 'PUT',
      summary: 'Chooses which mails I get from one of my communities; a kind that is left out stays.',
      who: 'signed_in',
      form: '/inbox/settings',
      input: z.object({ community: z.string().max(100), ...choices }),
      view: settings,
      async act(work, actor, { community, ...choices }) {
        await chooseMails(work, actor, community, choices)
        return readMailSettings(work, actor)
      },
      respond: () => ({ location: '/inbox/settings', flash: 'Saved.' }),
    }),
    mailActPage(link, {
      summary: 'What the unsubscribe link of a mail stops. Looking changes nothing.',
      view: stopping,
      read: (look, _actor, stopped) => readStopping(look, stopped),
      page: stoppingPage,
    }),
    mailActChoice(link, {
      summary: 'Stops the mails an unsubscribe link stands for; a mail program’s one click (RFC 8058) comes here too.',
      foreignOrigin: 'RFC 8058: a mail program sends it from wherever it is; the token in the path is the proof.',
      // RFC 8058 allows either kind of form; it holds no file.
      files: {},
      sends: { 'List-Unsubscribe': z.string().max(100).optional() },
      view: stopping,
      async press(work, _actor, stopped) {
        await chooseByLink(work, stopped, { choice: 'off', of: 'this kind' })
        return readStopping(work, stopped)
      },
      // A mail program follows no redirect.
      respond: (view, sent) =>
        sent['List-Unsubscribe'] === 'One-Click'
          ? { page: (screen) => stoppingPage(view, screen) }
          : { location: `/u/${view.token}` },
    }),
    mailActChoice(link, {
      at: '/everything',
      summary: 'Stops every mail of the community whose mail the unsubscribe link stood in.',
      view: stopping,
      async press(work, _actor, stopped) {
        await chooseByLink(work, stopped, { choice: 'off', of: 'everything' })
        return readStopping(work, stopped)
      },
    }),
    mailActChoice(link, {
      at: '/return',
      summary: 'Lets the mails an unsubscribe link stands for come again.',
      view: stopping,
      async press(work, _actor, stopped) {
        const { isAllOff } = await readStopping(work, stopped)
        await chooseByLink(work, stopped, { choice: 'at_once', of: isAllOff ? 'everything' : 'this kind' })
        return readStopping(work, stopped)
      },
    }),
  ]
}
