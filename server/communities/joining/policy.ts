/**
 * Who may join, and by which way.
 */
import {
  type Joinable,
  joiningArchived,
  joiningByRequest,
  joiningClosed,
  joiningOpen,
  memberAlready,
  notOpenYet,
  removedBefore,
} from '#server/communities/joining/joining.ts'
import { no, type Verdict, yes } from '#server/platform/refuse.ts'

/** Does a community of this state take anybody in? */
function takesPeople({ status }: Pick<Joinable, 'status'>): Verdict<true> {
  if (status === 'draft') return no(notOpenYet)
  return status === 'archived' ? no(joiningArchived) : yes(true)
}

/** May somebody join at once? */
export function mayJoinAtOnce(community: Joinable): Verdict<true> {
  const open = takesPeople(community)
  if (!open.ok) return open
  if (community.joining === 'closed') return no(joiningClosed)
  if (community.joining === 'request') return no(joiningByRequest)
  return community.wasRemoved ? no(removedBefore) : yes(true)
}

/** May somebody ask to join? Whoever a leader removed may ask too: leaders decide about them again. */
export function mayAsk(community: Joinable): Verdict<true> {
  if (community.isMember) return no(memberAlready)
  const open = takesPeople(community)
  if (!open.ok) return open
  if (community.joining === 'closed') return no(joiningClosed)
  return community.joining === 'open' && !community.wasRemoved ? no(joiningOpen) : yes(true)
}
