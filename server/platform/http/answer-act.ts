/**
 * Answers one act: reads what was sent, does it once, and leads on; or shows its form again with what was typed.
 */

import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Via } from '#server/platform/activity.ts'
import { type Actor, membershipBySlug, personIdOf } from '#server/platform/actor.ts'
import { countAgainstLimit, lookFor, mustSignIn, parseInput } from '#server/platform/http/answer.ts'
import { insistPermission } from '#server/platform/http/check-permission.ts'
import { cleanedFields } from '#server/platform/http/clean-fields.ts'
import type { RequestContext } from '#server/platform/http/context.ts'
import { checkVersion, currentForm } from '#server/platform/http/current-form.ts'
import type { ActEndpoint, RequestFacts } from '#server/platform/http/endpoint.ts'
import { doOnce, hashOfAct } from '#server/platform/http/idempotency.ts'
import { countRequest } from '#server/platform/http/limits.ts'
import { isMadeForAnother } from '#server/platform/http/made-for-another.ts'
import { receiveFieldsOnly, receiveForm } from '#server/platform/http/multipart.ts'
import { preparedOutcome, preparedRepeat } from '#server/platform/http/outcome.ts'
import { preparedPage, send, withCookies } from '#server/platform/http/prepared.ts'
import { headersOfRefusal } from '#server/platform/http/represent.ts'
import { retainedInputOf } from '#server/platform/http/retained-input.ts'
import type { Typed } from '#server/platform/http/screen-for.ts'
import type { Permission } from '#server/platform/permission.ts'
import { may } from '#server/platform/permissions.ts'
import { madeForAnother, Refused, refuse, refuseFields, signInFirst } from '#server/platform/refuse.ts'
import { doWork } from '#server/platform/work.ts'

/** Answers a POST, and its aliases. */
export async function answerAct(context: RequestContext<ActEndpoint>): Promise<unknown> {
  const { serverContext, row, actor, request, reply, wantsJson } = context
  // Without a prototype, since the sender chooses the names.
  const typed: Record<string, unknown> = Object.create(null)
  try {
    await readBody(context, typed)
    if (mustSignIn(row, actor)) refuse(signInFirst)
    if (isMadeForAnother(row, actor, typed)) refuse(madeForAnother)
    if (row.form && !row.files) countAgainstLimit(row, actor, request)
    const field = row.limit?.field
    if (row.limit && field && typeof typed[field] === 'string') {
      countRequest(`${row.path} ${field}`, row.limit, [typed[field].trim().toLowerCase().slice(0, 320)])
    }
    const { once, for: _, version, ...sent } = typed
    const input = parseInput(row, sent, request.params as object)
    const cookies: string[] = []
    const facts = requestFacts(context, version, cookies)
    const key = row.keepsNothing ? null : keyOf(request.headers['idempotency-key'] ?? keyOfForm(once, request.url))
    const personId = personIdOf(actor)
    const answer = await doWork(
      serverContext.platform,
      async (work) => {
        cookies.length = 0
        // The answer is made before the commit: nothing that could fail comes after it.
        const act = async () => {
          await checkVersion(work, row, { serverContext, actor, request }, version)
          const done = await row.act(work, actor, input, facts)
          await insistPermission(serverContext, row, actor, { db: work.db, params: request.params })
          const view = wantsJson && row.readView ? await row.readView(work, actor, done) : done
          return preparedOutcome(context, { done, view, input, facts })
        }
        const terms = personId && key ? { personId, key, hash: hashOfAct(request.url, sent) } : null
        const done = terms ? await doOnce(work, terms, act) : await act()
        await serverContext.alongWithActs(work, actor, facts)
        const answer = 'repeatOf' in done ? await preparedRepeat(context, done.repeatOf) : done.answer
        return withCookies(answer, cookies)
      },
      { now: actor.now, via: viaOf(row, actor), inOneStatement: inOneStatement(row, actor, request) },
    )
    return send(reply, answer)
  } catch (error) {
    const isForAnother = error instanceof Refused && error.refusal === madeForAnother
    if (!wantsJson) request.retainedInput = retainedInputOf(row, request, typed, isForAnother ? 'anything' : 'words')
    const isOnAForm = error instanceof Refused && !isForAnother && !notOnAForm.includes(error.refusal.status)
    if (isOnAForm && !wantsJson && row.form) {
      return showFormAgain(context, { refused: error, typed })
    }
    throw error
  }
}

/** An actor who is not signed in, or may not know of the place, sees none of its forms. */
const notOnAForm: readonly number[] = [401, 404]

/** Puts what was sent into `typed`, as far as it arrived: a form that is refused half-way is shown again all the same. */
async function readBody(context: RequestContext<ActEndpoint>, typed: Record<string, unknown>): Promise<void> {
  const { serverContext, row, actor, request } = context
  const { platform } = serverContext
  if (request.isMultipart()) {
    if (mustSignIn(row, actor)) return receiveFieldsOnly(platform, request, typed)
    // An actor who may not bring files is refused before a byte of theirs is kept.
    await insistPermission(serverContext, row, actor, { db: platform.database.read, params: request.params })
    return receiveForm(platform, row, actor, request, typed)
  }
  const body = request.body ?? {}
  if (typeof body !== 'object' || Array.isArray(body)) refuseFields({ '': { says: 'The JSON must be an object.' } })
  Object.assign(typed, cleanedFields(body))
}

/**
 * The key under which the act is done once, or null where none came.
 * @refuses input_invalid for one too long to keep: its sender counts on it
 */
function keyOf(given: unknown): string | null {
  if (typeof given !== 'string' || given === '') return null
  if (given.length > longestKey) {
    const says = 'This key is too long: at most {most, number} characters.'
    refuseFields({ 'Idempotency-Key': { says, values: { most: longestKey } } })
  }
  return given
}

const longestKey = 200

/** The key of a form counts at one address: buttons that share a form, and lead to several, are acts of their own. */
function keyOfForm(once: unknown, address: string): unknown {
  if (typeof once !== 'string' || once === '') return null
  return `${once} ${createHash('sha256').update(address).digest('base64url').slice(0, 22)}`
}

/** The page with the form, what was typed in it, and why it came back. Where the form is gone, the refusal goes on. */
async function showFormAgain(context: RequestContext<ActEndpoint>, back: { refused: Refused; typed: Typed }) {
  const { serverContext, row, actor, request, reply } = context
  const asked = { serverContext, look: lookFor(serverContext.platform, actor), actor, request, address: request.url }
  const made = await currentForm(row, asked, back.typed, { ...back, action: request.url }).catch((error: unknown) => {
    // The page itself refuses, for a reason of its own: the refusal of the act helps its sender more.
    throw error instanceof Refused && error.refusal.status !== 404 ? back.refused : error
  })
  // The place was closed or locked meanwhile.
  if (!made) throw back.refused
  reply.headers(headersOfRefusal(back.refused))
  return send(reply, preparedPage(back.refused.refusal.status, made.page))
}

/** Without a transaction only where the permission is seen beforehand: the check after the act could take nothing back. */
function inOneStatement(row: ActEndpoint, actor: Actor, { params }: FastifyRequest): boolean {
  const { community = '' } = params as { readonly community?: string }
  const here = membershipBySlug(actor, community)
  return row.inOneStatement === true && here !== null && may(actor, row.who as Permission, here.communityId)
}

function viaOf({ via }: ActEndpoint, actor: Actor): Via {
  if (via) return via
  return actor.kind === 'person' && actor.via === 'token' ? 'api' : 'page'
}

function requestFacts({ request, wantsJson }: RequestContext, version: unknown, cookiesOut: string[]): RequestFacts {
  return {
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    cookies: request.cookies,
    wantsJson,
    version,
    giveCookie: (setCookie) => void cookiesOut.push(setCookie),
    get headers() {
      return new Headers(
        Object.entries(request.headers).flatMap(([name, value]) =>
          typeof value === 'string' ? [[name, value] as [string, string]] : [],
        ),
      )
    },
  }
}
