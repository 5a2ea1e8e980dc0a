/**
 * The form of an act as it would be made now. It gives the version of the thing to change, so that nothing is written
 * over what somebody else has saved; and it is shown again, with what was typed, where the act is refused.
 */
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Actor } from '#server/platform/actor.ts'
import type { Html } from '#server/platform/html/html.ts'
import { parseInput } from '#server/platform/http/answer.ts'
import type { ServerContext } from '#server/platform/http/context.ts'
import type { ActEndpoint, Endpoint, ReadEndpoint } from '#server/platform/http/endpoint.ts'
import { type Back, screenFor } from '#server/platform/http/screen-for.ts'
import { idFrom } from '#server/platform/ids.ts'
import { changedMeanwhile, ifMatchFailed, Refused, refuse } from '#server/platform/refuse.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** The actor who needs a form, the request, the address the form is posted to, and what to read with. */
interface FormRequest {
  readonly serverContext: ServerContext
  readonly look: Look
  readonly actor: Actor
  readonly request: FastifyRequest
  readonly address: string
}

/** Does this act replace a stored thing, so that it must know which version it was made on? */
export function isEdit(row: Endpoint): row is ActEndpoint {
  return row.method === 'POST' && row.also === 'PUT' && row.form !== undefined && !row.keepsNothing
}

/**
 * Locks the thing that is edited at this address until the transaction ends, and checks that it is unchanged.
 * @refuses changed_meanwhile · if_match_failed
 */
export async function checkVersion(
  work: Work,
  row: ActEndpoint,
  asked: Omit<FormRequest, 'look' | 'address'>,
  version: unknown,
): Promise<void> {
  const wanted = asked.request.headers['if-match']
  const given = typeof version === 'string' && version !== '' ? version : null
  if (!isEdit(row) || (given === null && (wanted === undefined || wanted === '*'))) return
  const address = asked.request.url
  const held = Object.values(partsOf(row.path, address) ?? {}).join('/')
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${row.path} ${held}`}, 8))`.execute(work.tx)
  const now = await versionNow(row, { ...asked, address, look: work })
  if (now === null) return
  if (given !== null && given !== now) refuse(changedMeanwhile)
  if (wanted !== undefined && wanted !== '*' && !wanted.includes(etagOf(now))) refuse(ifMatchFailed)
}

/** The version of what this act replaces, for the caller; null where they may not change it, or there is none. */
async function versionNow(row: ActEndpoint, asked: FormRequest): Promise<string | null> {
  const made = await currentForm(row, asked, {}).catch((error: unknown) => {
    if (error instanceof Refused) return null
    throw error
  })
  return made?.version ?? null
}

/** A version as written in a header. */
export function etagOf(version: string): string {
  return `"${version}"`
}

/** The version of what a program reads and may change, to be sent back as `If-Match`. Null where there is none. */
export async function versionToTell(read: ReadEndpoint, asked: Omit<FormRequest, 'address'>): Promise<string | null> {
  const edit = asked.serverContext.endpoints
    .filter(isEdit)
    .find(({ path, form }) => path === read.path || form === read.path)
  const params = asked.request.params as Readonly<Record<string, string>>
  const address = edit?.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '')
  // A page of several things, each with a form, has no single version.
  return edit && address && partsOf(edit.path, address) ? versionNow(edit, { ...asked, address }) : null
}

/** A page with the form of an act as it is now; `action` is the address it is posted to, which may have changed. */
interface CurrentForm {
  readonly page: Html
  readonly action: string
  readonly version: string
}

/**
 * Reads the page that holds an act's form, and shows it, with what was typed where the form came back.
 * @returns null where the form is not on that page any more
 * @refuses everything the page refuses
 */
export async function currentForm(
  row: ActEndpoint,
  { serverContext, look, actor, request, address }: FormRequest,
  typed: Readonly<Record<string, unknown>>,
  back?: Back,
): Promise<CurrentForm | null> {
  const read = serverContext.endpoints.find(
    (one): one is ReadEndpoint => one.method === 'GET' && one.path === row.form && !('raw' in one),
  )
  if (!read) return null
  const params = request.params as object
  const known = read.input.safeParse({ ...typed, ...params })
  const view = await read.read(look, actor, known.success ? known.data : parseInput(read, {}, params))
  const show = async (action: string) => {
    const forms = new Map<string, string>()
    const screen = await screenFor(serverContext.platform, actor, request, back ? { ...back, action } : undefined)
    return { page: read.page(view, { ...screen, forms }), forms }
  }
  const shown = await show(address)
  const action = formFor(row.path, address, shown.forms)
  if (action === null) return null
  const version = shown.forms.get(action) ?? ''
  return { page: back && action !== address ? (await show(action)).page : shown.page, action, version }
}

/** Which of these addresses the form is posted to: the same one, or the one where the same thing is now. */
function formFor(path: string, address: string, forms: ReadonlyMap<string, string>): string | null {
  if (forms.has(address)) return address
  const wanted = partsOf(path, address)
  if (!wanted) return null
  const same = [...forms.keys()].filter((action) => {
    const parts = partsOf(path, action)
    return parts && Object.keys(wanted).every((name) => name === 'community' || parts[name] === wanted[name])
  })
  return same.length === 1 ? (same[0] ?? null) : null
}

/** The value of each path parameter in an address, ids without the title before them; null where the address does not fit. */
function partsOf(path: string, address: string): Record<string, string> | null {
  const given = (address.split('?', 1)[0] ?? '').split('/')
  const pattern = path.split('/')
  if (given.length !== pattern.length) return null
  const parts: Record<string, string> = {}
  for (const [i, name] of pattern.entries()) {
    const part = given[i] ?? ''
    if (name.startsWith(':') && part !== '') parts[name.slice(1)] = idFrom(part) ?? part
    else if (name !== part) return null
  }
  return parts
}
