/** The recorded activities of a community and its people. */
import { z } from 'zod'
import { nameGiven, nameRefused, nameWanted } from '#server/communities/featured/consent/notices.ts'
import { consentRequester, personAsked } from '#server/communities/featured/consent/reads-recipients.ts'
import { containerSizes } from '#server/communities/featured/container.ts'
import { joiningWays } from '#server/communities/joining/joining.ts'
import { requestGranted, requestWaits } from '#server/communities/joining/requests/notices.ts'
import { whoAnswersRequests, whoAsked } from '#server/communities/joining/requests/reads-recipients.ts'
import { activity } from '#server/platform/activity.ts'

const people = { personIds: z.array(z.string()) }
const onePerson = { personId: z.string() }
const role = { role: z.string() }
/** What a membership was, so that its end can be undone. */
const membership = {
  roles: z.array(z.string()),
  sources: z.array(z.object({ source: z.string(), cohortId: z.string().nullable() })),
}
const featured = { personId: z.string(), quote: z.string() }
/** Who was featured, in which container and where, so that taking them out can be undone. */
const placedPerson = { id: z.string(), ...featured, at: z.number() }

export const communityCreated = activity('community.created', 'community', {}, [], { says: 'Began a community' })
export const communityCopied = activity('community.copied', 'community', { fromId: z.string() }, [], {
  says: 'Copied another community into this one',
})
export const communityOpened = activity('community.opened', 'community', { invited: z.number() }, [], {
  says: 'Opened the community',
  keeps: ['invited'],
})
export const communityChanged = activity('community.changed', 'community', { formerSlug: z.string().optional() }, [], {
  says: 'Changed the settings of the community',
})
export const communityArchived = activity('community.archived', 'community', {}, [], { says: 'Archived the community' })
export const communityActivated = activity('community.activated', 'community', {}, [], {
  says: 'Reopened the community',
})
export const communityDeleted = activity('community.deleted', 'community', { members: z.number() }, [], {
  says: 'Deleted the community',
  keeps: ['members'],
})
export const communityReturned = activity('community.returned', 'community', {}, [], {
  says: 'Took the deletion of the community back',
})
/** The community itself is gone, so it stands here as the object only. */
export const communityPurged = activity('community.purged', 'community', { files: z.number() }, [], {
  says: 'Purged a deleted community',
  keeps: ['files'],
})
export const bannerSet = activity('banner.set', 'community', {}, [], { says: 'Changed the banner picture' })
export const bannerRemoved = activity('banner.removed', 'community', {}, [], { says: 'Removed the banner picture' })
export const sectionsArranged = activity(
  'sections.arranged',
  'community',
  {
    section: z.string().optional(),
    move: z.string().optional(),
    order: z.array(z.string()).optional(),
  },
  [],
  { says: 'Arranged the sections of the page' },
)
export const welcomeWritten = activity('welcome.written', 'community', {}, [], {
  says: 'Wrote the welcome for new members',
})

/** `version` counts the texts it had. */
export const agreementWritten = activity(
  'agreement.written',
  'community',
  { version: z.number(), asksEverybody: z.boolean() },
  [],
  { says: 'Wrote the agreement of the community', keeps: ['version'] },
)
export const agreementEnded = activity('agreement.ended', 'community', {}, [], {
  says: 'Switched the agreement of the community off',
})
/** `words` is how many lines the list of words has; `links` is left out where any number may be posted. */
export const conversationChanged = activity(
  'conversation.changed',
  'community',
  { heldPosts: z.number(), words: z.number(), links: z.number().optional() },
  [],
  { says: 'Changed the rules of conversation', keeps: ['heldPosts', 'words', 'links'] },
)
export const agreementAccepted = activity('agreement.accepted', 'community', { version: z.number() })

export const joiningChanged = activity('joining.changed', 'community', { joining: z.enum(joiningWays) }, [], {
  says: 'Chose how people join',
  keeps: ['joining'],
})
export const joinLinkMade = activity(
  'join_link.made',
  'join_link',
  { role: z.string().optional(), mostUses: z.number() },
  [],
  { says: 'Made an invitation link', keeps: ['role', 'mostUses'] },
)
export const joinLinkRevoked = activity('join_link.revoked', 'join_link', {}, [], {
  says: 'Revoked an invitation link',
})
export const requestSent = activity('join_request.sent', 'join_request', {}, [
  { recipients: whoAnswersRequests, as: requestWaits },
])
export const requestWithdrawn = activity('join_request.withdrawn', 'join_request', {}, [], null, [requestWaits])
/** Who sent it became a member in another way. */
export const requestOvertaken = activity('join_request.overtaken', 'join_request', {}, [], null, [requestWaits])
export const requestApproved = activity(
  'join_request.approved',
  'join_request',
  onePerson,
  [{ recipients: whoAsked, as: requestGranted }],
  { says: 'Approved a request to join' },
  [requestWaits],
)
export const requestDeclined = activity(
  'join_request.declined',
  'join_request',
  onePerson,
  [],
  { says: 'Declined a request to join' },
  [requestWaits],
)

/** `source` where it is no hand that added them. */
export const memberAdded = activity(
  'member.added',
  'community',
  { ...people, source: z.enum(['csv', 'feed']).optional() },
  [],
  { says: 'Added people to the community' },
)
/** `personIds` are those who became members or got a role; `given` the roles of those who were members before. */
export const membersCopied = activity(
  'members.copied',
  'community',
  {
    ...people,
    fromId: z.string(),
    withRoles: z.boolean(),
    given: z.array(z.object({ ...onePerson, ...role })).optional(),
  },
  [],
  { says: 'Copied the members of another community' },
)
export const memberInvitedAgain = activity('member.invited_again', 'community', people, [], {
  says: 'Invited people again',
})
export const memberReachedAgain = activity('member.reached_again', 'community', people, [], {
  says: 'Let mails go to people again',
})
/** By a link; or without one, as the community is open. */
export const memberJoined = activity('member.joined', 'person', {
  linkId: z.string().optional(),
  role: z.string().optional(),
})
export const memberRemoved = activity('member.removed', 'person', membership, [], { says: 'Removed a member' })
export const memberLeft = activity('member.left', 'person', membership)
export const memberReturned = activity('member.returned', 'person', { roles: membership.roles }, [], {
  says: 'Took a removal back',
})
export const roleGiven = activity('role.given', 'person', role, [], { says: 'Gave a role', keeps: ['role'] })
export const roleTaken = activity('role.taken', 'person', role, [], { says: 'Took a role away', keeps: ['role'] })
export const rolesGiven = activity('roles.given', 'community', { ...people, ...role }, [], {
  says: 'Gave several people a role',
  keeps: ['role'],
})
export const rolesTaken = activity('roles.taken', 'community', { ...people, ...role }, [], {
  says: 'Took a role from several people',
  keeps: ['role'],
})

export const guestEndSet = activity('guest.end_set', 'person', { hasEnd: z.boolean() }, [], {
  says: 'Set until when somebody is a guest',
})
/** A guest's time is over. */
export const guestEnded = activity('guest.ended', 'person', {}, [], { says: 'The time of a guest ended' })

export const containerAdded = activity('container.added', 'container', {}, [], {
  says: 'Added a group of featured people',
})
export const containerChanged = activity('container.changed', 'container', {}, [], {
  says: 'Changed a group of featured people',
})
export const containerMoved = activity('container.moved', 'container', {}, [], {
  says: 'Moved a group of featured people',
})
export const containerRemoved = activity(
  'container.removed',
  'container',
  {
    id: z.string(),
    name: z.string(),
    size: z.enum(containerSizes),
    people: z.array(z.object(featured)),
    at: z.number(),
  },
  [],
  { says: 'Removed a group of featured people' },
)
export const containerReturned = activity('container.returned', 'container', {}, [], {
  says: 'Brought a group of featured people back',
})
export const featuredAdded = activity('featured.added', 'container', {}, [], { says: 'Featured a person' })
export const featuredQuoted = activity('featured.quoted', 'container', placedPerson, [], {
  says: 'Changed the quote of a featured person',
})
export const featuredMoved = activity('featured.moved', 'container', z.object(placedPerson).partial().shape, [], {
  says: 'Moved a featured person',
})
export const featuredRemoved = activity('featured.removed', 'container', placedPerson, [], {
  says: 'Ended featuring a person',
})
export const featuredReturned = activity('featured.returned', 'container', {}, [], { says: 'Featured a person again' })

const person = { personId: z.string().nullable() }

export const consentAsked = activity('consent.asked', 'entry', person, [{ recipients: personAsked, as: nameWanted }])
export const consentGiven = activity('consent.given', 'entry', { ...person, reach: z.string() }, [
  { recipients: consentRequester, as: nameGiven },
])
export const consentRefused = activity('consent.refused', 'entry', person, [
  { recipients: consentRequester, as: nameRefused },
])
export const consentWithdrawn = activity('consent.withdrawn', 'consent')
