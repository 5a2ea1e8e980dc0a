/**
 * Endpoints by which people erase themselves.
 */
import { eraseMyself, mayEraseThemselves } from '#server/identity/erasing/erase-person.ts'
import { erasureInput, erasureView, lastOwner } from '#server/identity/erasing/erasing.ts'
import { erasurePage } from '#server/identity/erasing/pages.ts'
import { readErasure } from '#server/identity/erasing/views.ts'
import { mayManageSignIn, sessionNeeded, signInAgain } from '#server/identity/policy.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { insist } from '#server/platform/refuse.ts'

const path = '/account/erasure'

export const erasureRoutes: readonly Endpoint[] = [
  reads({
    path,
    summary: 'What goes with your account where you erase it.',
    who: 'signed_in',
    refusals: [sessionNeeded],
    view: erasureView,
    async read(look, actor) {
      const me = insist(mayManageSignIn(actor))
      return { ...(await readErasure(look, me.personId)), can: { erase: await mayEraseThemselves(look, me) } }
    },
    page: erasurePage,
  }),
  acts({
    path,
    summary:
      'Erases your account for good, after a sign-in of the last minutes. `posts` is `stay` (without a name) or `go`; `confirm` is your name.',
    who: 'signed_in',
    refusals: [sessionNeeded, signInAgain, lastOwner],
    limit: { times: 20, seconds: 600 },
    keepsNothing: true,
    form: path,
    input: erasureInput,
    act: eraseMyself,
    respond: () => ({ location: '/sign-in', flash: 'Your account is erased.' }),
  }),
]
