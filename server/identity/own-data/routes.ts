/**
 * The address at which people download what the site keeps of them.
 */
import { sendOwnData } from '#server/identity/own-data/send-own-data.ts'
import { mayManageSignIn, sessionNeeded } from '#server/identity/policy.ts'
import { lookFor } from '#server/platform/http/answer.ts'
import { answers, type Endpoint } from '#server/platform/http/endpoint.ts'
import { insist } from '#server/platform/refuse.ts'

export const ownDataRoutes: readonly Endpoint[] = [
  answers({
    path: '/account/data.zip',
    summary:
      'Everything of your own as a ZIP: JSON for profile, memberships, courses, posts, pages, resources, Pings and votes, and the files you uploaded.',
    who: 'signed_in',
    refusals: [sessionNeeded],
    limit: { times: 10, seconds: 3600 },
    handle: (platform, actor, _request, reply) =>
      sendOwnData(lookFor(platform, actor), insist(mayManageSignIn(actor)), reply),
  }),
]
