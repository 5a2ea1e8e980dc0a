/** The addresses of an event's notes, and of its recap. */
import { z } from 'zod'
import { versionedKind, versionRoutes } from '#server/bodies/room.ts'
import { eventNotesSaved } from '#server/events/activities.ts'
import { noNotes, notesInput, recapInput, recapIsThere } from '#server/events/notes/notes.ts'
import { recapPage, writeNotesPage } from '#server/events/notes/pages.ts'
import { putRecap } from '#server/events/notes/put-recap.ts'
import { notesView, readNotes } from '#server/events/notes/views.ts'
import { writeNotes } from '#server/events/notes/write-notes.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { addressId } from '#server/platform/http/input.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { resourceReceipt } from '#server/toolkit/room.ts'

const one = '/c/:community/events/:event'

const versionedNotes = versionedKind({
  name: 'an event’s notes',
  path: `${one}/notes`,
  params: { community: z.string(), event: addressId },
  who: 'discuss',
  tab: 'events',
  async find(look, actor, input) {
    const { community, event, notes } = await readNotes(look, actor, input)
    const { address } = event
    return {
      ...event,
      community,
      bodyId: notes?.bodyId ?? refuse(notFound),
      versionsAddress: `${address}/notes/versions`,
    }
  },
  async changed(work, actor, { id, community }, version) {
    await work.record(eventNotesSaved, { communityId: community.id, by: actor, objectId: id, facts: { version } })
  },
})

export const notesRoutes: readonly Endpoint[] = [
  reads({
    path: `${one}/notes`,
    summary: 'The form that writes the notes of an event.',
    who: 'discuss',
    view: notesView,
    read: readNotes,
    page: writeNotesPage,
  }),
  acts({
    path: `${one}/notes`,
    summary: 'Writes the notes of an event, which all its readers write together.',
    who: 'discuss',
    also: 'PUT',
    form: `${one}/notes`,
    input: notesInput,
    view: z.object({ id: z.string(), address: z.string(), version: z.number() }),
    limit: { times: 60, seconds: 60 },
    act: writeNotes,
    respond: ({ address }) => ({
      location: `${address}#notes`,
      flash: 'Saved. What it said before is among its versions.',
    }),
  }),
  ...versionRoutes(versionedNotes),
  reads({
    path: `${one}/recap`,
    summary: 'The form that puts the recap of an event into the Toolkit.',
    who: 'edit_toolkit',
    json: 'none',
    read: readNotes,
    page: recapPage,
  }),
  acts({
    path: `${one}/recap`,
    summary: 'Puts the recap of an event into the Toolkit: an article that begins with a copy of its notes.',
    who: 'edit_toolkit',
    form: `${one}/recap`,
    refusals: [noNotes, recapIsThere],
    input: recapInput,
    view: resourceReceipt,
    created: true,
    act: putRecap,
    respond: ({ location }) => ({ location, flash: 'The recap is in the Toolkit, and the event leads to it.' }),
  }),
]
