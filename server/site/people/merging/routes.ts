/**
 * Endpoints of merging two accounts.
 */
import { z } from 'zod'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { chosenId, optionalLine, several } from '#server/platform/http/input.ts'
import { shortId } from '#server/platform/ids.ts'
import { beyondSiteRole, isDeactivated } from '#server/site/people/account.ts'
import { mergeAccounts } from '#server/site/people/merging/merge-accounts.ts'
import { mergesYourself, mergingView, sameAccount } from '#server/site/people/merging/merging.ts'
import { mergingPage } from '#server/site/people/merging/pages.ts'
import { readMerging } from '#server/site/people/merging/reads-merging.ts'

const path = '/site/people/:person/merging' as const
const who = 'manage_people'

export const mergingRoutes: readonly Endpoint[] = [
  reads({
    path,
    summary:
      'What merging another account of the same person into this one would do; `other` is the mail address of the one that goes.',
    who,
    input: z.object({ other: optionalLine(320) }),
    view: mergingView,
    read: readMerging,
    page: mergingPage,
  }),
  acts({
    path,
    summary:
      'Merges the account `other` into this one, for good. Where both are members with other roles, those of this one hold; in the communities `theirs` those of the other.',
    who,
    refusals: [beyondSiteRole, sameAccount, isDeactivated, mergesYourself],
    limit: { times: 60, seconds: 600 },
    input: z.object({ other: chosenId, theirs: several(chosenId) }),
    act: mergeAccounts,
    respond: (_, { person }) => ({
      location: `/site/people/${shortId(person)}`,
      flash: 'The two accounts are one now.',
    }),
  }),
]
