/**
 * Endpoints of finding people of the site by name, and making them members.
 */
import { accountsInput, foundAccountsView } from '#server/communities/members/accounts.ts'
import { accountsPage } from '#server/communities/members/accounts-page.ts'
import { findAccounts } from '#server/communities/members/accounts-views.ts'
import { beyondYourRole, lastLeader } from '#server/communities/members/member.ts'
import { switchedView, switchInput, switchMember } from '#server/communities/members/switch-member.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { shortId } from '#server/platform/ids.ts'

export const accountsEndpoints: readonly Endpoint[] = [
  reads({
    path: '/c/:community/members/accounts',
    summary:
      'The accounts that may become members, 50 at a time, without addresses: `q` searches names and titles, `show` is `members` or `others`, `sort` is `name` or `newest`.',
    who: 'manage_members',
    input: accountsInput,
    view: foundAccountsView,
    read: findAccounts,
    page: accountsPage,
  }),
  acts({
    path: '/c/:community/members/accounts/:person',
    summary: 'Makes a person you find a member (`member` is `yes`), or ends their membership (`no`).',
    who: 'manage_members',
    refusals: [beyondYourRole, lastLeader],
    limit: { times: 300, seconds: 600 },
    input: switchInput,
    view: switchedView,
    form: '/c/:community/members/accounts',
    act: switchMember,
    respond: ({ personId, name, isMember }, { community, list }) => ({
      location: `/c/${community}/members/accounts${list ? `?${new URLSearchParams(list)}` : ''}`,
      flash: isMember ? '{name} is a member now.' : '{name} is no longer a member. What they wrote stays.',
      values: { name },
      undo: { action: `/c/${community}/members/${shortId(personId)}/${isMember ? 'removal' : 'return'}` },
    }),
  }),
]
