/** The recorded activities of a community and its people. */
import { z } from 'zod'
import { nameGiven, nameRefused, nameWanted } from '#server/communities/featured/consent/notices.ts'
import { consentRequester, personAsked } from '#server/communities/featured/consent/reads-recipients.ts'
import { containerSizes } from '#server/communities/featured/container.ts'
import { activity } from '#server/platform/activity.ts'

const people = { personIds: z.array(z.string()) }
const role = { role: z.string() }
/** What a membership was, so that its end can be undone. */
const membership = {
  roles: z.array(z.string()),
  sources: z.array(z.object({ source: z.string(), cohortId: z.string().nullable() })),
}
const featured = { personId: z.string(), quote: z.string() }
/** Who was featured, in which container and where, so that taking them out can be undone. */
const placedPerson = { id: z.string(), ...featured, at: z.number() }

export const communityCreated = activity('community.created', 'community')
export const communityOpened = activity('community.opened', 'community', { invited: z.number() })
export const communityChanged = activity('community.changed', 'community', { formerSlug: z.string().optional() })
export const communityArchived = activity('community.archived', 'community')
export const communityActivated = activity('community.activated', 'community')
export const bannerSet = activity('banner.set', 'community')
export const bannerRemoved = activity('banner.removed', 'community')
export const sectionsArranged = activity('sections.arranged', 'community', {
  section: z.string().optional(),
  move: z.string().optional(),
  order: z.array(z.string()).optional(),
})
export const welcomeWritten = activity('welcome.written', 'community')

export const memberAdded = activity('member.added', 'community', people)
export const memberInvitedAgain = activity('member.invited_again', 'community', people)
export const memberReachedAgain = activity('member.reached_again', 'community', people)
export const memberRemoved = activity('member.removed', 'person', membership)
export const memberLeft = activity('member.left', 'person', membership)
export const memberReturned = activity('member.returned', 'person', { roles: membership.roles })
export const roleGiven = activity('role.given', 'person', role)
export const roleTaken = activity('role.taken', 'person', role)

export const containerAdded = activity('container.added', 'container')
export const containerChanged = activity('container.changed', 'container')
export const containerMoved = activity('container.moved', 'container')
export const containerRemoved = activity('container.removed', 'container', {
  id: z.string(),
  name: z.string(),
  size: z.enum(containerSizes),
  people: z.array(z.object(featured)),
  at: z.number(),
})
export const containerReturned = activity('container.returned', 'container')
export const featuredAdded = activity('featured.added', 'container')
export const featuredQuoted = activity('featured.quoted', 'container', placedPerson)
export const featuredMoved = activity('featured.moved', 'container', z.object(placedPerson).partial().shape)
export const featuredRemoved = activity('featured.removed', 'container', placedPerson)
export const featuredReturned = activity('featured.returned', 'container')

const person = { personId: z.string().nullable() }

export const consentAsked = activity('consent.asked', 'entry', person, [{ recipients: personAsked, as: nameWanted }])
export const consentGiven = activity('consent.given', 'entry', { ...person, reach: z.string() }, [
  { recipients: consentRequester, as: nameGiven },
])
export const consentRefused = activity('consent.refused', 'entry', person, [
  { recipients: consentRequester, as: nameRefused },
])
export const consentWithdrawn = activity('consent.withdrawn', 'consent')
