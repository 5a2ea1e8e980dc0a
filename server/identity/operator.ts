/**
 * What an operator may do on the command line: they have the database and the key, so no policy is checked. Acts are recorded.
 */
import { personAdded, personWayInMade, siteRoleGiven } from '#server/identity/activities.ts'
import { makeTokenFor, type TokenTerms } from '#server/identity/api-token.ts'
import { createPerson } from '#server/identity/create-person.ts'
import { type PassTerms, signInPassFor } from '#server/identity/sign-in-pass-for.ts'
import { findByEmail, saveSiteRole } from '#server/identity/store.ts'
import type { ActivityKind } from '#server/platform/activity.ts'
import { plainAddress } from '#server/platform/mail-address.ts'
import { refusal, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

const nobodyThere = refusal(
  'nobody_there',
  404,
  'Nobody on this site has that address. Add them first: bin/guildhall person add --help',
)

/**
 * Adds a person, and gives them a role on the site where one is named; somebody who is there already only gets the role.
 */
export async function addPerson(
  work: Work,
  { siteRole, ...person }: { name: string; email: string; siteRole: 'owner' | 'admin' | null },
): Promise<{ id: string; isNew: boolean }> {
  const added = await createPerson(work, person)
  if (siteRole) await saveSiteRole(work.tx, added.id, siteRole)
  if (added.isNew) await record(work, personAdded, added.id, {})
  if (siteRole) await record(work, siteRoleGiven, added.id, { role: siteRole })
  work.touchPerson(added.id)
  return added
}

/** Makes an API token that acts as a person. @refuses nobody_there */
export async function tokenFor(work: Work, email: string, terms: TokenTerms): Promise<string> {
  const { token } = await makeTokenFor(work, await find(work, email), terms)
  return token
}

/** Makes a one-time way in for a person. @refuses nobody_there */
export async function signInLinkFor(work: Work, email: string, terms: PassTerms): Promise<string> {
  const personId = await find(work, email)
  await record(work, personWayInMade, personId, {})
  return signInPassFor(work, personId, terms)
}

async function find(work: Work, email: string): Promise<string> {
  const person = await findByEmail(work.tx, plainAddress(email))
  return person && !person.removedAt ? person.id : refuse(nobodyThere)
}

async function record<F>(work: Work, kind: ActivityKind<F>, personId: string, facts: F): Promise<void> {
  await work.record(kind, { communityId: null, by: null, objectId: personId, facts })
}
