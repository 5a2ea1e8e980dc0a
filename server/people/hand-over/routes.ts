/** Endpoints of what earlier cohorts leave. */
import { z } from 'zod'
import { allowAsking, chooseHandOver } from '#server/people/hand-over/hand-over.ts'
import { handOverPage } from '#server/people/hand-over/pages.ts'
import { handedNothing } from '#server/people/hand-over/policy.ts'
import { handOverView, readHandOver } from '#server/people/hand-over/views.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { chosenId, several } from '#server/platform/http/input.ts'
import { forbidden } from '#server/platform/refuse.ts'

const path = '/c/:community/cohorts/:cohort'
const cohortRef = z.object({ id: z.string(), name: z.string(), address: z.string() })
const chosenIds = several(chosenId).pipe(z.array(z.string()).max(500))

export const handOverEndpoints: readonly Endpoint[] = [
  reads({
    path: `${path}/hand-over`,
    summary:
      'What earlier cohorts leave, for those who choose what this one sees: who looks after members, and who teaches it.',
    who: 'read',
    refusals: [forbidden],
    view: handOverView,
    read: readHandOver,
    page: handOverPage,
  }),
  acts({
    path: `${path}/hand-over`,
    summary: 'Replaces what a cohort sees of earlier ones, by ids in `entries` and `people`.',
    who: 'read',
    also: 'PUT',
    limit: { times: 60, seconds: 600 },
    refusals: [handedNothing],
    input: z.object({ entries: chosenIds, people: chosenIds }),
    view: cohortRef.extend({ entries: z.number(), people: z.number() }),
    form: `${path}/hand-over`,
    act: chooseHandOver,
    respond: ({ address, entries, people }) => ({
      location: address,
      flash:
        '{n, plural, =0 {Saved. The cohort sees nothing of earlier ones.} one {Saved. The cohort sees # thing of earlier ones.} other {Saved. The cohort sees # things of earlier ones.}}',
      values: { n: entries + people },
    }),
  }),
  acts({
    path: `${path}/asking`,
    summary: 'Says of me, for a cohort I am or was in, whether the next one may ask me.',
    who: 'read',
    input: z.object({ may: z.enum(['yes', 'no']), from: z.literal('own').optional() }),
    view: cohortRef.extend({ may: z.enum(['yes', 'no']) }),
    form: path,
    act: allowAsking,
    respond: ({ address, may }, { from }) => ({
      location: from ? '/courses' : address,
      flash: may === 'yes' ? 'Saved. The next cohort may ask you.' : 'Saved. You will not be shown to later cohorts.',
    }),
  }),
]
