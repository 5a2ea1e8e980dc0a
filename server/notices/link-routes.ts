/**
 * What the links in mails open: the page that stops a kind of mail, and that of the digest. Nobody signs in.
 */
import { z } from 'zod'
import { choicesInput } from '#server/notices/choosable.ts'
import { chooseByDigest, chooseByLink, returnByLink, stoppingLink } from '#server/notices/choose-mails.ts'
import { digestLink } from '#server/notices/digest/digest-link.ts'
import { digestPage } from '#server/notices/digest/digest-page.ts'
import { returnDigest, stopDigest } from '#server/notices/digest/stop-digest.ts'
import { stoppingPage } from '#server/notices/mail-pages.ts'
import { mailViews, readDigestStopping, readStopping } from '#server/notices/mail-views.ts'
import type { Endpoint } from '#server/platform/http/endpoint.ts'
import { mailActChoice, mailActPage } from '#server/platform/mail/acts/mail-act.ts'
import type { MailKinds } from '#server/platform/mail/mail-kind.ts'

/** RFC 8058: a mail program presses by itself, from wherever it is, in either kind of form, and follows no redirect. */
const oneClick = {
  foreignOrigin: 'RFC 8058: a mail program sends it from wherever it is; the token in the path is the proof.',
  files: {},
  sends: { 'List-Unsubscribe': z.string().max(100).optional() },
}
const isOneClick = (sent: { readonly 'List-Unsubscribe'?: string | undefined }) =>
  sent['List-Unsubscribe'] === 'One-Click'

/** The link of each kind of mail in a community. */
export function stoppingRoutes(kinds: MailKinds): readonly Endpoint[] {
  const { stopping } = mailViews(kinds)
  const link = stoppingLink(kinds)
  return [
    mailActPage(link, {
      summary: 'What the unsubscribe link of a mail stops. Looking changes nothing.',
      view: stopping,
      read: (look, _actor, stopped) => readStopping(look, stopped),
      page: stoppingPage,
    }),
    mailActChoice(link, {
      byMail: { from: 'every mail of a community', does: 'Stop mails of its kind, and let them come again' },
      summary: 'Stops the mails an unsubscribe link stands for; a mail program’s one click (RFC 8058) comes here too.',
      ...oneClick,
      view: stopping,
      async press(work, _actor, stopped) {
        await chooseByLink(work, stopped, { [stopped.kind]: 'off' })
        return readStopping(work, stopped)
      },
      respond: (view, sent) =>
        isOneClick(sent) ? { page: (screen) => stoppingPage(view, screen) } : { location: `/u/${view.token}` },
    }),
    mailActChoice(link, {
      at: '/everything',
      byMail: { from: 'every mail of a community', does: 'Stop all mails of the community, and let them come again' },
      summary: 'Stops every mail of the community whose mail the unsubscribe link stood in.',
      view: stopping,
      async press(work, _actor, stopped) {
        await chooseByLink(work, stopped, 'everything off')
        return readStopping(work, stopped)
      },
    }),
    mailActChoice(link, {
      at: '/return',
      byMail: 'part of another',
      summary:
        'Lets the mails an unsubscribe link stands for come again, with those that were turned off together with them.',
      view: stopping,
      async press(work, _actor, stopped) {
        const { community } = await readStopping(work, stopped)
        await returnByLink(work, stopped, { isAllOff: community?.isAllOff ?? false })
        return readStopping(work, stopped)
      },
    }),
    mailActChoice(link, {
      at: '/choices',
      byMail: {
        from: 'every mail of a community',
        does: 'Choose for each kind of mail of the community: at once, daily, weekly or off',
      },
      summary: 'Chooses how each mail of the link’s community comes; a kind that is left out stays.',
      sends: choicesInput(kinds),
      view: stopping,
      async press(work, _actor, stopped, { token: _token, ...choices }) {
        await chooseByLink(work, stopped, choices)
        return readStopping(work, stopped)
      },
    }),
  ]
}

/** The link of the digest. */
export function digestRoutes(kinds: MailKinds): readonly Endpoint[] {
  const { digest } = mailViews(kinds)
  return [
    mailActPage(digestLink, {
      summary: 'What the link in a digest stops, and what each community sends. Looking changes nothing.',
      view: digest,
      read: (look, _actor, { id }) => readDigestStopping(look, id),
      page: digestPage,
    }),
    mailActChoice(digestLink, {
      byMail: { from: 'the digest', does: 'Stop everything that comes daily or weekly, and let it come again' },
      summary: 'Turns off everything that comes daily or weekly; a mail program’s one click (RFC 8058) comes here too.',
      ...oneClick,
      view: digest,
      async press(work, _actor, { id }) {
        await stopDigest(work, id)
        return readDigestStopping(work, id)
      },
      respond: (view, sent) =>
        isOneClick(sent) ? { page: (screen) => digestPage(view, screen) } : { location: `/digest/${view.token}` },
    }),
    mailActChoice(digestLink, {
      at: '/return',
      byMail: 'part of another',
      summary: 'Lets come again what was turned off with the digest.',
      view: digest,
      async press(work, _actor, { id }) {
        await returnDigest(work, id)
        return readDigestStopping(work, id)
      },
    }),
    mailActChoice(digestLink, {
      at: '/choices/:community',
      byMail: {
        from: 'the digest',
        does: 'Choose for each kind of mail of each community: at once, daily, weekly or off',
      },
      summary: 'Chooses how each mail of one community comes; a kind that is left out stays.',
      sends: { community: z.string().max(100), ...choicesInput(kinds) },
      view: digest,
      async press(work, _actor, { id }, { token: _token, community, ...choices }) {
        await chooseByDigest(work, id, community, choices)
        return readDigestStopping(work, id)
      },
    }),
  ]
}
