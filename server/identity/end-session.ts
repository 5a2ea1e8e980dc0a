/**
 * Signing out: here, in one other browser, in all others. Live pages of an ended session close at once.
 */
import { sessionEnded, sessionOthersEnded } from '#server/identity/activities.ts'
import { siteOf } from '#server/identity/begin-session.ts'
import { rememberLanguage } from '#server/identity/edit-profile.ts'
import { mayManageSignIn } from '#server/identity/policy.ts'
import { noSessionCookie, sessionTokenIn } from '#server/identity/session-cookie.ts'
import { endOtherSessions, endSession, endSessionOfToken } from '#server/identity/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { RequestFacts } from '#server/platform/http/endpoint.ts'
import { insist, notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** Ends the session of this browser, where it has one. The pages stay in the language they were in. */
export async function signOut(work: Work, actor: Actor, request: RequestFacts): Promise<void> {
  const site = siteOf(work)
  const token = sessionTokenIn(site, request.headers.get('cookie'))
  const personId = token ? await endSessionOfToken(work.tx, token) : null
  if (personId) work.touchPerson(personId)
  request.giveCookie(noSessionCookie(site.publicUrl))
  if (actor.kind === 'person') rememberLanguage(work, actor.locale, request)
}

/** Ends one of the actor's sessions. @refuses not_found · session_needed */
export async function endOneSession(work: Work, actor: Actor, sessionId: string): Promise<void> {
  const { personId } = insist(mayManageSignIn(actor))
  if (!(await endSession(work.tx, personId, sessionId))) refuse(notFound)
  work.touchPerson(personId)
  await work.record(sessionEnded, { communityId: null, by: personId, objectId: sessionId })
}

/** Ends all sessions of the actor but this one. @refuses session_needed */
export async function endAllOthers(work: Work, actor: Actor): Promise<{ ended: number }> {
  const { personId, sessionId } = insist(mayManageSignIn(actor))
  const ended = await endOtherSessions(work.tx, personId, sessionId)
  work.touchPerson(personId)
  await work.record(sessionOthersEnded, { communityId: null, by: personId, objectId: personId, facts: { ended } })
  return { ended }
}
