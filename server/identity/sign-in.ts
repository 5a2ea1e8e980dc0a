/**
 * The three ways to sign in: the link of a mail, the code of the same mail, a password. Each needs an act, never only a GET.
 */
import { personSignedIn } from '#server/identity/activities.ts'
import { beginSession, takeOver } from '#server/identity/begin-session.ts'
import { addressHeader, authOf } from '#server/identity/better-auth.ts'
import {
  countInARow,
  countOfNetwork,
  countPasswords,
  endStreak,
  endStreaks,
  lockClient,
  lockNetwork,
  saveWrong,
} from '#server/identity/guess-store.ts'
import { tryCode, type UsedPass, usePass, usePassOfLink } from '#server/identity/pass-store.ts'
import { queuePasswordOff } from '#server/identity/password-mails.ts'
import { codesOff, passOver, passwordOff } from '#server/identity/policy.ts'
import { clientOf, rememberBrowser } from '#server/identity/sign-in-client.ts'
import { mailHelps, refuseWithHelp } from '#server/identity/sign-in-help.ts'
import { plainCode, type SignInClient, takesCodes, takesPasswords } from '#server/identity/sign-in-limits.ts'
import { attempts, isCodeOf } from '#server/identity/sign-in-pass.ts'
import { saveSeen } from '#server/identity/store.ts'
import type { RequestFacts } from '#server/platform/http/endpoint.ts'
import { ownPath } from '#server/platform/http/own-path.ts'
import { plainAddress } from '#server/platform/mail-address.ts'
import { inputInvalid, refuse, refuseAndKeep, refuseFor } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** Who is signed in now, and where they wanted to go. */
export interface SignedIn {
  readonly personId: string
  readonly leadsTo: string
}

/** @refuses pass_over where the link was used, is too old, or does not exist */
export async function signInByLink(work: Work, { token }: { token: string }, request: RequestFacts): Promise<SignedIn> {
  const used = await usePassOfLink(work.tx, work.platform.secrets.hash(token))
  if (!used) return refuseWithHelp(work, passOver)
  return enter(work, used, 'link', request)
}

/**
 * The code is tried only where its mail was asked for, five times at most; a wrong one counts.
 * @refuses pass_over · codes_off · input_invalid
 */
export async function signInByCode(work: Work, given: { attempt: string; code: string }, request: RequestFacts) {
  const { secrets } = work.platform
  const attempt = attempts.open(secrets, given.attempt)
  if (!attempt) return refuseWithHelp(work, passOver)
  const client = clientOf(work, attempt.address, request)
  await insistCodesTaken(work, client)
  const kept = await tryCode(work.tx, attempt.passId)
  if (!kept) return refuseWithHelp(work, passOver)
  if (!isCodeOf(secrets, attempt.passId, plainCode(given.code), kept)) {
    await saveWrong(work.tx, client, 'code')
    return refuseAndKeep(inputInvalid, {
      fields: { code: { says: 'This is not the code from the mail. Check again; only the newest mail counts.' } },
    })
  }
  const used = await usePass(work.tx, attempt.passId)
  if (!used) return refuseWithHelp(work, passOver)
  return enter(work, used, 'code', request)
}

async function insistCodesTaken(work: Work, client: SignInClient): Promise<void> {
  await lockClient(work.tx, client)
  await lockNetwork(work.tx, client)
  const inARow = await countInARow(work.tx, client, 'code')
  if (!takesCodes(client, { inARow, ofNetwork: await countOfNetwork(work.tx, client) })) refuse(codesOff)
}

/**
 * One sentence for every wrong pair, and the same work for an address nobody has. A wrong password counts against the client.
 * @refuses too_many · password_off · input_invalid
 */
export async function signInByPassword(
  work: Work,
  given: { email: string; password: string; to: string },
  request: RequestFacts,
): Promise<SignedIn> {
  const email = plainAddress(given.email)
  const client = clientOf(work, email, request)
  await insistPasswordTaken(work, client)
  const session = await tryPassword(work, { email, password: given.password }, request)
  if (!session) {
    await countWrongPassword(work, client, email)
    return refuseAndKeep(inputInvalid, {
      fields: {
        '': mailHelps(work)
          ? { says: 'This mail address and password don’t match. You can also sign in with a link by mail.' }
          : { says: 'This mail address and password don’t match.' },
      },
    })
  }
  await endStreak(work.tx, client, 'password')
  await takeOver(work, session.token, request)
  rememberBrowser(work, email, request)
  await recordEntry(work, session.personId, 'password')
  return { personId: session.personId, leadsTo: ownPath(given.to) }
}

/** Runs before a password is checked: other requests of the same client wait. @refuses too_many · password_off */
export async function insistPasswordTaken(work: Work, client: SignInClient): Promise<void> {
  await lockClient(work.tx, client)
  const inARow = await countInARow(work.tx, client, 'password')
  const { lately, seconds } = await countPasswords(work.tx, client)
  const taken = takesPasswords({ inARow, lately })
  if (taken === 'off') refuseWithHelp(work, passwordOff)
  if (taken === 'later') refuseFor(seconds)
}

/** Counts a wrong password, and mails the person when it switches their password off. */
export async function countWrongPassword(work: Work, client: SignInClient, email: string): Promise<void> {
  if (await saveWrong(work.tx, client, 'password')) await queuePasswordOff(work, email)
}

async function tryPassword(work: Work, body: { email: string; password: string }, request: RequestFacts) {
  const headers = new Headers({ 'user-agent': request.userAgent.slice(0, 300), [addressHeader]: request.address })
  const { APIError } = await import('better-auth/api')
  const auth = await authOf(work)
  try {
    const { token, user } = await auth.api.signInEmail({ body, headers })
    return { token, personId: user.id }
  } catch (problem) {
    if (problem instanceof APIError) return null
    throw problem
  }
}

async function enter(work: Work, { personId, email, leadsTo }: UsedPass, by: 'link' | 'code', request: RequestFacts) {
  await endStreaks(work.tx, clientOf(work, email, request))
  await saveSeen(work.tx, personId)
  await beginSession(work, personId, request)
  rememberBrowser(work, email, request)
  await recordEntry(work, personId, by)
  return { personId, leadsTo }
}

/**
 * Signs somebody in who never signed in before, by an invitation. Of two that come at once one is signed in.
 * @returns false where they have signed in before: then only their mail or their password proves them
 */
export async function signInByInvitation(
  work: Work,
  { personId, email }: { readonly personId: string; readonly email: string },
  request: RequestFacts,
): Promise<boolean> {
  if (!(await saveSeen(work.tx, personId))) return false
  await beginSession(work, personId, request)
  rememberBrowser(work, email, request)
  await recordEntry(work, personId, 'invitation')
  return true
}

async function recordEntry(work: Work, personId: string, by: 'link' | 'code' | 'password' | 'invitation') {
  await work.record(personSignedIn, { communityId: null, by: personId, objectId: personId, facts: { by } })
}
