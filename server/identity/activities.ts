/** What happens to people and how they come in, as it is recorded. */
import { z } from 'zod'
import { activity } from '#server/platform/activity.ts'

export const siteOpened = activity('site.opened', 'person', {}, [], { says: 'Set up the site' })
export const personAdded = activity('person.added', 'person', {}, [], { says: 'Added a person to the site' })
export const siteRoleGiven = activity('site_role.given', 'person', { role: z.string() }, [], {
  says: 'Gave a role on the site',
  keeps: ['role'],
})
export const siteRoleTaken = activity('site_role.taken', 'person', { role: z.string() }, [], {
  says: 'Took a role on the site',
  keeps: ['role'],
})
export const personWayInMade = activity('person.way_in_made', 'person', {}, [], {
  says: 'Made a sign-in link for somebody',
})
export const personSignedIn = activity('person.signed_in', 'person', { by: z.string() })
export const personPasswordSet = activity('person.password_set', 'person', {
  isFirst: z.boolean(),
  endedTokens: z.number(),
})
export const personErased = activity('person.erased', 'person', { posts: z.enum(['stay', 'go']) }, [], {
  says: 'Erased a person',
  keeps: ['posts'],
})
export const sessionEnded = activity('session.ended', 'session')
export const sessionOthersEnded = activity('session.others_ended', 'person', { ended: z.number() })
export const tokenMade = activity('token.made', 'api_token', { scope: z.string(), days: z.number() })
export const tokenEnded = activity('token.ended', 'api_token')
