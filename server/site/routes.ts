/**
 * The site itself, for its owners.
 */
import { z } from 'zod'
import { siteLocale, siteZone } from '#server/identity/room.ts'
import { personIdOf } from '#server/platform/actor.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { naming } from '#server/platform/http/input.ts'
import { mailWaits } from '#server/platform/mail/mail-mode.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import { changeSite } from '#server/site/change-site.ts'
import { goLive, isTheSite } from '#server/site/go-live.ts'
import { siteSettingsPage } from '#server/site/pages.ts'
import { sendTestMail } from '#server/site/test-mail.ts'
import { readSite, siteView } from '#server/site/views.ts'

export const siteRoutes: readonly Endpoint[] = [
  reads({
    path: '/site',
    summary: 'The site itself: its name, language and zone, and whether mail leaves it.',
    who: 'site_settings',
    view: siteView,
    read: (look, actor) => readSite(look, actor),
    page: siteSettingsPage,
  }),
  acts({
    path: '/site',
    also: 'PUT',
    summary: 'Gives the site another name, language or zone.',
    who: 'site_settings',
    form: '/site',
    input: z.object({ name: naming(120, 'A site needs a name.'), locale: siteLocale, zone: siteZone }),
    view: z.object({ name: z.string(), locale: z.string(), zone: z.string() }),
    async act(work, actor, asked) {
      await changeSite(work, actor, asked)
      return asked
    },
    respond: () => ({ location: '/site', flash: 'Saved.' }),
  }),
  acts({
    path: '/site/going-live',
    summary: 'Says that this site, which was restored from a backup, is the site now: from here on its mails leave.',
    who: 'site_settings',
    refusals: [isTheSite],
    async act(work, actor) {
      if (!may(actor, 'site_settings', null)) refuse(forbidden)
      await goLive(work, personIdOf(actor))
    },
    respond: () => ({ location: '/site', flash: 'This is the site now. Its mails leave from here on.' }),
  }),
  acts({
    path: '/site/mail-test',
    summary: 'Mails you a test.',
    who: 'site_settings',
    refusals: [mailWaits],
    limit: { times: 10, seconds: 600 },
    async act(work, actor) {
      if (!may(actor, 'site_settings', null)) refuse(forbidden)
      await sendTestMail(work, actor)
    },
    respond: () => ({ location: '/site#mail', flash: 'A test is on its way to you.' }),
  }),
]
