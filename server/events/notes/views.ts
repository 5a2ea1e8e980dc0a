/** The notes of an event as its readers see them, and what stands beside them: the agenda, and the recap. */
import { sql } from 'kysely'
import { z } from 'zod'
import { seekWritten, type Written, writtenView } from '#server/bodies/room.ts'
import { type CommunityHead, communityHeadView, findCommunity } from '#server/communities/room.ts'
import { isForReader } from '#server/entries/room.ts'
import { eventAddress, eventKind, eventShape } from '#server/events/event.ts'
import { eventColumns, eventJoins, visibleTo } from '#server/events/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const linked = z.object({ id: z.string(), kind: z.string(), title: z.string() })
const linkedView = linked.extend({ address: z.string() }).nullable()

/** The notes of an event with its agenda and its recap, where the reader may read these. */
export const besideView = z.object({
  notes: writtenView.nullable(),
  agenda: linkedView,
  recap: linkedView,
  can: z.object({ note: z.boolean(), putRecap: z.boolean() }),
})
export type Beside = z.infer<typeof besideView>

/** What stands beside an event that the actor may know of. */
export async function readBeside(look: Look, actor: Actor, community: CommunityHead, eventId: string): Promise<Beside> {
  const entry = (column: 'agenda_id' | 'recap_id') =>
    sql`(select json_build_object('id', x.id, 'kind', x.kind, 'title', x.title) from entry_open x
      where x.id = v.${sql.ref(column)} and ${isForReader('x', actor)})`
  const [[found], notes] = await Promise.all([
    rows(look, () => z.object({ agenda: linked.nullable(), recap: linked.nullable() }))`
      select ${entry('agenda_id')} as agenda, ${entry('recap_id')} as recap from event v where v.id = ${eventId}`,
    seekWritten(look, actor, community, { kind: eventKind, id: eventId }),
  ])
  const withAddress = (one: z.infer<typeof linked> | null | undefined) =>
    one
      ? {
          ...one,
          address: look.platform.declared.kinds.get(one.kind)?.address(community.slug, one) ?? `/c/${community.slug}`,
        }
      : null
  const isOpen = community.status !== 'archived'
  return {
    notes,
    agenda: withAddress(found?.agenda),
    recap: withAddress(found?.recap),
    can: {
      note: isOpen && (notes ? notes.can.write : may(actor, 'discuss', community.id)),
      putRecap:
        isOpen && notes !== null && notes.source !== '' && !found?.recap && may(actor, 'edit_toolkit', community.id),
    },
  }
}

/** An event with its notes, for the forms that write them. */
export const notesView = z.object({
  community: communityHeadView,
  event: z.object({ id: z.string(), title: z.string(), address: z.string() }),
  notes: writtenView.nullable(),
})
export type NotesView = z.infer<typeof notesView>

/** @refuses not_found */
export async function readNotes(
  look: Look,
  actor: Actor,
  asked: { readonly community: string; readonly event: string },
): Promise<NotesView> {
  const community = await findCommunity(look, actor, asked.community)
  const [event] = await rows(look, eventShape)`
    select ${eventColumns} from ${eventJoins} where v.id = ${asked.event} and v.community_id = ${community.id} and ${visibleTo(actor)}`
  if (!event) refuse(notFound)
  const { id, title } = event
  const notes: Written | null = await seekWritten(look, actor, community, { kind: eventKind, id })
  return { community, event: { id, title, address: eventAddress(community.slug, event) }, notes }
}
