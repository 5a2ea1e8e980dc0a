/** The addresses that remove an entry whose text is a body, and bring it back: the same two for each kind. */
import { z } from 'zod'
import { removeWritten, returnWritten } from '#server/bodies/remove-written.ts'
import { writtenView } from '#server/bodies/written.ts'
import type { ActivityKind } from '#server/platform/activity.ts'
import { acts, type Endpoint } from '#server/platform/http/endpoint.ts'
import { addressId } from '#server/platform/http/input.ts'

/** The activity that is recorded, and the message shown then. */
interface Done {
  readonly as: ActivityKind<Record<never, never>>
  readonly flash: string
}

interface Removable {
  /** The name of the kind among entries; paths use it. */
  readonly kind: string
  /** The name in the descriptions of addresses: "a page". */
  readonly name: string
  /** The path of their list. */
  readonly path: `/c/:community/${string}`
  readonly removed: Done
  readonly returned: Done
}

/** The rows of one kind. The owner of an entry and moderators may use them. */
export function removalRoutes({ kind, name, path, removed, returned }: Removable): readonly Endpoint[] {
  const input = z.object({ community: z.string(), [kind]: addressId })
  const of = { who: 'discuss', input, view: writtenView } as const
  const which = ({ community = '', [kind]: id = '' }: z.output<typeof input>) => ({ community, kind, id })
  return [
    acts({
      ...of,
      path: `${path}/:${kind}/removal`,
      summary: `Removes ${name} with its discussion; both can come back.`,
      act: (work, actor, given) => removeWritten(work, actor, { ...which(given), as: removed.as }),
      respond({ id }, { community = '' }) {
        const location = path.replace(':community', community)
        return { location, flash: removed.flash, undo: { action: `${location}/${id}/return` } }
      },
    }),
    acts({
      ...of,
      path: `${path}/:${kind}/return`,
      summary: `Brings ${name} that was removed back.`,
      act: (work, actor, given) => returnWritten(work, actor, { ...which(given), as: returned.as }),
      respond: ({ address }) => ({ location: address, flash: returned.flash }),
    }),
  ]
}
