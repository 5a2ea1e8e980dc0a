/**
 * The first owner: on a site without people, the operator of the program gets an address to become its owner.
 */
import { siteOpened } from '#server/identity/activities.ts'
import { beginSession } from '#server/identity/begin-session.ts'
import { createPerson } from '#server/identity/create-person.ts'
import { savePassword } from '#server/identity/password.ts'
import { firstOwnerOver } from '#server/identity/policy.ts'
import { lockNobodyYet, saveSite, saveSiteRole } from '#server/identity/store.ts'
import { isAnybodyHere } from '#server/identity/views.ts'
import type { RequestFacts } from '#server/platform/http/endpoint.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import { lookAt, type Platform, type Work } from '#server/platform/work.ts'

const nobody = '00000000-0000-0000-0000-000000000000'

/** The address for the first owner, or null where the site has a person already. It works until then, also after restarts. */
export async function firstOwnerAddress(platform: Platform): Promise<string | null> {
  if (await isAnybodyHere(await lookAt(platform))) return null
  return `${platform.config.publicUrl}/first-owner/${platform.secrets.derive('first owner', nobody, 1)}`
}

/** Is this the key of the first owner's address? */
export function isFirstOwnerKey(secrets: Secrets, key: string): boolean {
  return secrets.check('first owner', nobody, 1, key)
}

/** Who owns the site, and where it is at home. */
export interface FirstOwner {
  readonly key: string
  readonly name: string
  readonly email: string
  /** Empty for no password. */
  readonly password: string
  /** What the site is called from now on; empty to leave its name as it is. */
  readonly site: string
  readonly locale: string
  /** An IANA zone. */
  readonly zone: string
}

/**
 * Makes the owner and signs them in. Of two that come at once one is refused.
 * @refuses first_owner_over where somebody is here already, or the key is not the site's
 */
export async function becomeFirstOwner(
  work: Work,
  { key, name, email, password, site, ...place }: FirstOwner,
  request: RequestFacts,
): Promise<{ personId: string }> {
  if (!isFirstOwnerKey(work.platform.secrets, key) || !(await lockNobodyYet(work.tx))) refuse(firstOwnerOver)
  const { id } = await createPerson(work, { name, email })
  await saveSiteRole(work.tx, id, 'owner')
  await saveSite(work.tx, { ...place, name: work.platform.config.siteName === null && site ? site : undefined })
  if (password) await savePassword(work, id, password)
  await work.record(siteOpened, { communityId: null, by: id, objectId: id })
  await beginSession(work, id, request)
  return { personId: id }
}
