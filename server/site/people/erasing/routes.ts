/**
 * Endpoints of erasing an account.
 */
import { erasureInput, erasureView, lastOwner } from '#server/identity/room.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { beyondSiteRole } from '#server/site/people/account.ts'
import { eraseAccount, erasesYourself, readAccountErasure } from '#server/site/people/erasing/erase-account.ts'
import { accountErasurePage } from '#server/site/people/erasing/pages.ts'

const path = '/site/people/:person/erasure' as const
const who = 'manage_people'

export const erasingRoutes: readonly Endpoint[] = [
  reads({
    path,
    summary: 'What erasing an account would take away.',
    who,
    view: erasureView,
    read: (look, actor, { person }) => readAccountErasure(look, actor, person),
    page: accountErasurePage,
  }),
  acts({
    path,
    summary:
      'Erases an account for good. `posts` is `stay` (without a name) or `go`, as the person chose; `confirm` is their name.',
    who,
    refusals: [beyondSiteRole, erasesYourself, lastOwner],
    limit: { times: 60, seconds: 600 },
    form: path,
    input: erasureInput,
    act: eraseAccount,
    respond: () => ({ location: '/site/people', flash: 'The account is erased.' }),
  }),
]
