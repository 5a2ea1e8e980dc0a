/** The notes of an event: a text of its own that everybody writes who may read it, and the recap that an editor makes of it. */
import { z } from 'zod'
import { longestBody } from '#server/bodies/room.ts'
import { optionalProse } from '#server/platform/http/input.ts'
import { refusal } from '#server/platform/refuse.ts'

export const notesInput = z.object({ source: optionalProse(longestBody) })
/** Without a title it has that of the event. */
export const recapInput = z.object({ title: optionalProse(200), summary: optionalProse(2000) })

export const noNotes = refusal('no_notes', 409, 'Nothing is noted yet, so there is nothing to put into the Toolkit.')
export const recapIsThere = refusal('recap_there', 409, 'The recap is in the Toolkit already, so nothing was added.')
