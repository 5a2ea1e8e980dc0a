/**
 * Saying no. A refusal is a value: a code for programs, a status, a sentence for people.
 * Rooms declare theirs beside their rules; an endpoint lists those it may give.
 */
import type { MessageValues } from '#server/platform/i18n.ts'

/** One kind of no. `says` is an English message (the key of its translations). */
export interface Refusal {
  readonly code: string
  readonly status: 401 | 403 | 404 | 405 | 406 | 409 | 412 | 413 | 415 | 416 | 421 | 422 | 429 | 500 | 503
  readonly says: string
}

/** Declares a refusal. */
export function refusal(code: string, status: Refusal['status'], says: string): Refusal {
  return { code, status, says }
}

/** A sentence for one field of a form or body; `''` stands for the whole. Messages are English keys, as in {@link Refusal}. */
export type FieldProblems = Record<string, { says: string; values?: MessageValues }>

/** A no on its way to the caller. Thrown by {@link refuse} and {@link insist}. */
export class Refused extends Error {
  readonly refusal: Refusal
  readonly fields: FieldProblems
  readonly values: MessageValues
  /** True where the transaction is committed all the same; see {@link refuseAndKeep}. */
  readonly keepsWork: boolean
  /** What a program needs to go on from here; members of its problem document (RFC 9457, 3.2). */
  facts: Readonly<Record<string, unknown>> = {}
  /** A page of ours that a browser is led to instead of being shown the refusal; a program gets the refusal. */
  leadsTo: string | null = null
  constructor(refusal: Refusal, fields: FieldProblems = {}, values: MessageValues = {}, keepsWork = false) {
    super(refusal.code)
    this.refusal = refusal
    this.fields = fields
    this.values = values
    this.keepsWork = keepsWork
  }
}

/** The answer of a rule: yes with what was found, or no with the reason. */
export type Verdict<T> =
  | { ok: true; value: T }
  | { ok: false; refusal: Refusal; fields?: FieldProblems; values?: MessageValues }

/** A yes. */
export function yes<T>(value: T): Verdict<T> {
  return { ok: true, value }
}

/** A no. */
export function no(refusal: Refusal, more: { fields?: FieldProblems; values?: MessageValues } = {}): Verdict<never> {
  return { ok: false, refusal, ...more }
}

/** Several rules at once: yes with all their values, or no with every sentence they have, in their order. */
export function together<T extends Record<string, unknown>>(verdicts: { [K in keyof T]: Verdict<T[K]> }): Verdict<T> {
  const fields: FieldProblems = {}
  const values = {} as T
  for (const [name, verdict] of Object.entries<Verdict<unknown>>(verdicts)) {
    if (verdict.ok) values[name as keyof T] = verdict.value as T[keyof T]
    else if (verdict.fields) Object.assign(fields, verdict.fields)
    else return verdict
  }
  return Object.keys(fields).length > 0 ? no(inputInvalid, { fields }) : yes(values)
}

/** Turns a no into a refusal that ends the use case, and a yes into its value. */
export function insist<T>(verdict: Verdict<T>): T {
  if (verdict.ok) return verdict.value
  throw new Refused(verdict.refusal, verdict.fields, verdict.values)
}

/** Ends the use case with a no. */
export function refuse(refusal: Refusal, more: { fields?: FieldProblems; values?: MessageValues } = {}): never {
  throw new Refused(refusal, more.fields, more.values)
}

/** Ends the use case with a no that carries the data a program needs to go on. */
export function refuseWith(refusal: Refusal, facts: Readonly<Record<string, unknown>>): never {
  throw Object.assign(new Refused(refusal), { facts })
}

/** Ends the use case with a no, where a page of ours says more to this reader. */
export function refuseTowards(refusal: Refusal, leadsTo: string): never {
  throw Object.assign(new Refused(refusal), { leadsTo })
}

/** Ends the use case with a no that keeps what was written before it: a wrong code that counts as a try. */
export function refuseAndKeep(refusal: Refusal, more: { fields?: FieldProblems; values?: MessageValues } = {}): never {
  throw new Refused(refusal, more.fields, more.values, true)
}

/** Ends the use case because too many requests came at once; the caller may try again in so many seconds. */
export function refuseFor(seconds: number): never {
  const says = 'Too many requests. Try again {minutes, plural, one {in a minute} other {in # minutes}}.'
  const values = { minutes: Math.max(1, Math.ceil(seconds / 60)) }
  throw new Refused(tooMany, { '': { says, values } }, { seconds: Math.max(1, seconds) })
}

/** Ends the use case with sentences about single fields. */
export function refuseFields(fields: FieldProblems): never {
  throw new Refused(inputInvalid, fields)
}

export const signInFirst = refusal('sign_in_first', 401, 'Sign in to see this.')
export const forbidden = refusal('forbidden', 403, 'You can see this, but your role here does not allow changing it.')
export const agreementFirst = refusal(
  'agreement_first',
  403,
  'This community has an agreement, and you have not accepted it yet. Nothing was done: accept it on the page of the community, then do this again.',
)
export const communityIsArchived = refusal(
  'community_archived',
  409,
  'This community is archived. You can read it, but nothing can be changed.',
)
export const notFound = refusal('not_found', 404, 'There is nothing at this address, or it is not open to you.')
export const methodUnknown = refusal('method_unknown', 405, 'This address does not take that method.')
export const notAcceptable = refusal('not_acceptable', 406, 'This address has a page, and no JSON.')
export const alreadyDone = refusal(
  'already_done',
  409,
  'This was already sent once with other contents. Nothing was changed.',
)
export const toldAlready = refusal('told_already', 409, 'This was done already, and what it made is shown only once.')
export const madeForAnother = refusal(
  'made_for_another',
  409,
  'This page was made for somebody else, who was signed in here before. Nothing was done.',
)
export const changedMeanwhile = refusal(
  'changed_meanwhile',
  409,
  'This was saved meanwhile, by somebody else or by you in another window. Nothing was written over it.',
)
export const ifMatchFailed = refusal(
  'if_match_failed',
  412,
  'This has changed since the version in If-Match. Nothing was done: read it again, and send it with its new ETag.',
)
export const tooLarge = refusal('too_large', 413, 'That is larger than this site accepts. Nothing was saved.')
export const typeUnknown = refusal('type_unknown', 415, 'This address takes a form or JSON.')
export const rangeOutside = refusal('range_outside', 416, 'The file ends before the part you asked for.')
export const inputInvalid = refusal('input_invalid', 422, 'Some of what was sent cannot be used, so nothing was done.')
export const tooMany = refusal('too_many', 429, 'Too many requests. Wait a while, then try again.')
export const foreignOrigin = refusal(
  'foreign_origin',
  403,
  'This came from another site, so it was not done. Open the page here and send it again.',
)
export const otherName = refusal(
  'other_name',
  421,
  'This site does not answer under this name. If you run it: PUBLIC_URL is the address people use, and a proxy in front passes on the Host they ask for.',
)
export const onlyHere = refusal(
  'only_here',
  421,
  'This is set up for the machine it runs on, and your request came through a proxy. If you run it: set PUBLIC_URL to the address people use and start it again, or open it on that machine itself.',
)
export const notReady = refusal('not_ready', 503, 'The site is very busy. Try again in a few seconds.')
export const noRoom = refusal(
  'no_room',
  503,
  'The site’s disk is full, so nothing was saved. Ask the people who run it to make room, then send it again.',
)
export const ourFault = refusal(
  'our_fault',
  500,
  'Something went wrong on our side. Nothing of what you sent was half done; try it again.',
)

/** What any address may answer, beside the refusals its row lists. */
export const anywhere: readonly Refusal[] = [
  signInFirst,
  forbidden,
  agreementFirst,
  notFound,
  methodUnknown,
  notAcceptable,
  alreadyDone,
  toldAlready,
  madeForAnother,
  changedMeanwhile,
  ifMatchFailed,
  tooLarge,
  typeUnknown,
  rangeOutside,
  inputInvalid,
  tooMany,
  foreignOrigin,
  otherName,
  onlyHere,
  notReady,
  noRoom,
  ourFault,
]
