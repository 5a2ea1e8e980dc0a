/**
 * The site itself, for those who run it.
 */
import { personIdOf } from '#server/platform/actor.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { mailWaits } from '#server/platform/mail/mail-mode.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import { goLive, isTheSite } from '#server/site/go-live.ts'
import { overviewView } from '#server/site/overview.ts'
import { overviewPage } from '#server/site/overview-page.ts'
import { readOverview } from '#server/site/reads-overview.ts'
import { changeSite } from '#server/site/settings/change-site.ts'
import { siteSettingsInput } from '#server/site/settings/input.ts'
import { siteSettingsPage } from '#server/site/settings/pages.ts'
import { readSite, siteView } from '#server/site/settings/views.ts'
import { sendTestMail } from '#server/site/test-mail.ts'

export const siteRoutes: readonly Endpoint[] = [
  reads({
    path: '/site',
    summary: 'The overview of the site for those who run it: the parts you may open.',
    who: 'site_overview',
    view: overviewView,
    read: (look, actor) => readOverview(look, actor),
    page: overviewPage,
  }),
  reads({
    path: '/site/settings',
    summary: 'The settings of the site: its name, language and zone, and whether mail leaves it.',
    who: 'site_settings',
    view: siteView,
    read: (look, actor) => readSite(look, actor),
    page: siteSettingsPage,
  }),
  acts({
    path: '/site/settings',
    also: 'PUT',
    summary:
      'Replaces the settings of the site: name, language, zone, words on the sign-in page, accent (an angle of oklch), addresses of the legal notice and about privacy (https), who may begin a community (`founders`: `staff` or `everybody`), and whom leaders find (`finding`: `everybody` or `own`).',
    who: 'site_settings',
    form: '/site/settings',
    input: siteSettingsInput,
    view: siteView.omit({ isNameSet: true, logo: true, mail: true }),
    async act(work, actor, asked) {
      await changeSite(work, actor, asked)
      return { ...asked, legalAddress: asked.legalAddress ?? '', privacyAddress: asked.privacyAddress ?? '' }
    },
    respond: () => ({ location: '/site/settings', flash: 'Saved.' }),
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
    respond: () => ({ location: '/site/settings#mail', flash: 'A test is on its way to you.' }),
  }),
]
