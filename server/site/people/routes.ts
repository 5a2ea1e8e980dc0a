/**
 * Endpoints of the site's people.
 */
import { customOf, ownLocale, ownZone, withCustom } from '#server/identity/room.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { naming, optionalLine } from '#server/platform/http/input.ts'
import { shortId } from '#server/platform/ids.ts'
import { mailWaits } from '#server/platform/mail/mail-mode.ts'
import { newAddress } from '#server/platform/mail-address.ts'
import { notFound } from '#server/platform/refuse.ts'
import {
  accountPageView,
  accountsInput,
  accountsView,
  beyondSiteRole,
  isActive,
  isDeactivated,
  ownAccount,
} from '#server/site/people/account.ts'
import {
  changeAccount,
  deactivateAccount,
  mailSignInTo,
  reactivateAccount,
} from '#server/site/people/change-account.ts'
import { accountPage, accountsPage } from '#server/site/people/pages.ts'
import { readAccount, readAccounts } from '#server/site/people/reads-accounts.ts'
import { ownsAlone } from '#server/site/people/site-role/site-role.ts'

const addressOf = (person: string) => `/site/people/${shortId(person)}`
const refusals = [beyondSiteRole]

export const peopleRoutes: readonly Endpoint[] = [
  reads({
    path: '/site/people',
    summary:
      'The accounts of the site, 50 at a time: `q` searches names and addresses; `show` is `never` (signed in), `guests`, `alone` (without a community), `staff` (who run the site) or `deactivated`; `sort` is `name`, `seen` or `newest`.',
    who: 'manage_people',
    refusals: [notFound],
    input: accountsInput,
    view: accountsView,
    read: readAccounts,
    page: accountsPage,
  }),
  reads({
    path: '/site/people/:person',
    summary: 'One account, with its memberships and through what they hold.',
    who: 'manage_people',
    view: accountPageView,
    read: (look, actor, { person }) => readAccount(look, actor, person),
    page: accountPage,
  }),
  acts({
    path: '/site/people/:person',
    also: 'PUT',
    summary:
      'Replaces what an account says; `manager` is the mail address of the person to whom they report. Fields of the site, as `custom_<key>`, stay where they are not sent.',
    who: 'manage_people',
    refusals,
    limit: { times: 60, seconds: 600 },
    form: '/site/people/:person',
    input: withCustom({
      name: naming(200),
      title: optionalLine(120),
      email: newAddress,
      location: optionalLine(120),
      locale: ownLocale,
      timeZone: ownZone,
      externalId: optionalLine(200),
      manager: optionalLine(320),
    }),
    act: (work, actor, { person, name, title, email, location, locale, timeZone, externalId, manager, ...more }) => {
      const said = { name, title, email, location, locale, timeZone, externalId, manager }
      return changeAccount(work, actor, { person, ...said, custom: customOf(more) })
    },
    respond: (_, { person }) => ({ location: addressOf(person), flash: 'Saved.' }),
  }),
  acts({
    path: '/site/people/:person/sign-in-mail',
    summary: 'Mails a person a link that signs them in.',
    who: 'manage_people',
    refusals: [...refusals, isDeactivated, mailWaits],
    limit: { times: 30, seconds: 600 },
    form: '/site/people/:person',
    act: mailSignInTo,
    respond: (_, { person }) => ({ location: addressOf(person), flash: 'A sign-in link is on its way to them.' }),
  }),
  acts({
    path: '/site/people/:person/deactivation',
    summary: 'Closes an account: its sessions, API tokens, open pages and mailed ballots end at once.',
    who: 'manage_people',
    refusals: [...refusals, ownAccount, isDeactivated, ownsAlone],
    act: deactivateAccount,
    respond: (_, { person }) => ({ location: addressOf(person), flash: 'The account is deactivated.' }),
  }),
  acts({
    path: '/site/people/:person/reactivation',
    summary: 'Opens a deactivated account again.',
    who: 'manage_people',
    refusals: [...refusals, isActive],
    act: reactivateAccount,
    respond: (_, { person }) => ({ location: addressOf(person), flash: 'The account is active again.' }),
  }),
]
