/**
 * Endpoints of blocking people.
 */
import { z } from 'zod'
import { blockingOneself } from '#server/identity/blocks/block.ts'
import { blockPerson, unblockPerson } from '#server/identity/blocks/block-person.ts'
import { blockedPage, blockingPage } from '#server/identity/blocks/pages.ts'
import { blockedView, listBlocked } from '#server/identity/blocks/views.ts'
import { personView, viewPerson } from '#server/identity/views.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { refuse } from '#server/platform/refuse.ts'

export const blockRoutes: readonly Endpoint[] = [
  reads({
    path: '/account/blocked',
    summary: 'The people you blocked.',
    who: 'signed_in',
    view: blockedView,
    read: listBlocked,
    page: blockedPage,
  }),
  reads({
    path: '/people/:person/blocking',
    summary: 'Somebody, with what blocking them means.',
    who: 'signed_in',
    refusals: [blockingOneself],
    view: personView,
    async read(look, actor, { person }) {
      const view = await viewPerson(look, actor, person)
      return view.isMe ? refuse(blockingOneself) : view
    },
    page: blockingPage,
  }),
  acts({
    path: '/people/:person/blocking',
    summary: 'Blocks somebody for you: their mentions, answers and messages reach you no more. They are not told.',
    who: 'signed_in',
    refusals: [blockingOneself],
    limit: { times: 120, seconds: 600 },
    view: z.object({ personId: z.string(), name: z.string() }),
    form: '/people/:person/blocking',
    act: blockPerson,
    respond: ({ personId, name }) => ({
      location: `/people/${personId}`,
      flash: 'You blocked {name}. Only you know.',
      values: { name },
      undo: { action: `/people/${personId}/blocking/removal` },
    }),
  }),
  acts({
    path: '/people/:person/blocking/removal',
    summary: 'Takes a block back.',
    who: 'signed_in',
    limit: { times: 120, seconds: 600 },
    view: z.object({ personId: z.string() }),
    act: unblockPerson,
    respond: () => ({ location: '/account/blocked', flash: 'The block is taken back.' }),
  }),
]
