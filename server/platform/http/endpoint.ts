/**
 * Endpoints as data. One row says method and path, who may come, the shape of what is sent and of what is shown,
 * every refusal, and the use case or view behind it. Routes, OpenAPI, the permission table and the convention tests read the same rows.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import { type Html, nothing } from '#server/platform/html/html.ts'
import type { Undo } from '#server/platform/http/flash.ts'
import { addressId } from '#server/platform/http/input.ts'
import type { MessageValues } from '#server/platform/i18n.ts'
import type { Permission } from '#server/platform/permission.ts'
import type { PictureSize } from '#server/platform/pictures/picture.ts'
import type { Refusal } from '#server/platform/refuse.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { Look, Platform, Work } from '#server/platform/work.ts'

/** Who may come: anyone, the holder of a mailed ballot or link, anyone signed in, or the holder of a permission there. */
type Who = 'anyone' | 'bearer' | 'signed_in' | Permission

/**
 * What one does by a link in a mail, for docs/by-mail.md, and from which kinds of mail; `part of another` where a row beside it
 * says so already.
 */
export type ByMail = { readonly from: readonly string[] | string; readonly does: string } | 'part of another'

interface Common {
  readonly path: string
  /** One line for the API's reader. */
  readonly summary: string
  readonly who: Who
  /** What the use case adds to what follows from the rest of the row (refusals-of.ts). */
  readonly refusals?: readonly Refusal[]
  /** It works in an archived community too, where all that asks for more than the right to read is refused. */
  readonly whileArchived?: true
  /**
   * How often: at most `times` in `seconds` for one account (where signed in), one address (where not; IPv6 by /64),
   * and one value of the named field.
   */
  readonly limit?: { readonly times: number; readonly seconds: number; readonly field?: string }
  /** Is the secret in the address one of ours? This is checked before anything is read, so that a forged link costs no query. */
  readonly genuine?: (platform: Platform, params: Readonly<Record<string, string>>) => boolean
  /** The refusal for a forged link; `not_found` by default. */
  readonly forged?: Refusal
  /** Why it answers under any name: monitors ask by an address. Its answer must hold nothing personal, or need a secret. */
  readonly anyHost?: string
  /** Headers of its own, where the default ones do not fit: a policy for inline styles, for being framed. */
  readonly headers?: Readonly<Record<string, string>>
}

/** A GET: reads a view, shows it as a page or as JSON. Path parameters and query arrive together as `input`. */
export interface ReadEndpoint<I extends z.ZodType = z.ZodType, V = unknown> extends Common {
  readonly method: 'GET'
  readonly input: I
  readonly view: z.ZodType<V>
  /** `none`: the address has a page only, so it needs no `view`, and answers JSON with 406. */
  readonly json?: 'none'
  read(look: Look, actor: Actor, input: z.infer<I>): Promise<V>
  page(view: V, screen: Screen): Html
  /** The address to go to instead (an old slug, a sign-in already done); null shows the page here. */
  elsewhere?(view: V, actor: Actor, input: z.infer<I>): string | null
}

/** What an act leaves behind for a browser, beside its view. */
export interface Outcome {
  /** Where the browser goes next (303): a path of this site. */
  readonly location: string
  /** A sentence shown once on the next page (an English message). */
  readonly flash?: string
  readonly values?: MessageValues
  /** The act of ours that takes it back, and its fields: a button beside the sentence. */
  readonly undo?: Undo
}

/** Facts of the request that are not input: for sign-in and ballots. */
export interface RequestFacts {
  readonly address: string
  readonly userAgent: string
  readonly cookies: Readonly<Record<string, string | undefined>>
  readonly wantsJson: boolean
  /** The version of the thing that the form was made on. */
  readonly version: unknown
  readonly headers: Headers
  /** Sends a cookie with the answer, where the act succeeds: a `Set-Cookie` header made by the use case itself. */
  readonly giveCookie: (setCookie: string) => void
}

/** An act whose answer is the page itself, made for a browser only. */
export interface PageOutcome {
  readonly page: (screen: Screen) => Html
}

/** The answer to a beacon: it reads none, and would follow a redirect. */
export const emptyPage: PageOutcome = { page: () => nothing }

/** A POST (and PUT or DELETE for JSON): one act. Path parameters and body arrive together as `input`. `D` is what it leaves behind. */
export interface ActEndpoint<I extends z.ZodType = z.ZodType, V = unknown, D = V> extends Common {
  readonly method: 'POST'
  readonly also?: 'PUT' | 'DELETE'
  readonly input: I
  readonly view: z.ZodType<V>
  /** The actor comes by a link in a mail, not by a session. */
  readonly via?: 'mail'
  /** Said of every act that comes so. */
  readonly byMail?: ByMail
  /** Status for JSON; 201 where something new came to be. */
  readonly created?: true
  readonly json?: 'none'
  /** The page that holds the form: shown again, with what was typed, when the input is refused. Its path, as in its row. */
  readonly form?: string
  /**
   * Fields that are files, with their limit in bytes (the site's UPLOAD_MAX where null); the form is then multipart.
   * A `picture` is resized to that size before the act begins; a file that is no picture is refused.
   */
  readonly files?: Readonly<Record<string, { readonly limit: number | null; readonly picture?: PictureSize }>>
  /** The view holds a secret that is told once: a repeat is refused instead of being led to it. */
  readonly toldOnce?: true
  /** A repeat changes nothing, and nothing of it may be kept, even as a hash: a vote, a preview. Its `once` or key is ignored. */
  readonly keepsNothing?: true
  /**
   * It writes with one statement, so no transaction is opened for it. What it answers is made after that is committed; a
   * request that fails then is sent again, so it must be an act whose repeat changes nothing.
   */
  readonly inOneStatement?: true
  /** Why a request of another origin may pass: a mailed token in the path is the proof, or RFC 8058 asks for it. */
  readonly foreignOrigin?: string
  act(work: Work, actor: Actor, input: z.infer<I>, facts: RequestFacts): Promise<D>
  /** Reads the view for a program, where it takes more than what was done; a browser is led on without it. */
  readonly readView?: (work: Work, actor: Actor, done: D) => Promise<V>
  respond(done: D, input: z.infer<I>, facts: RequestFacts, screen: Screen): Outcome | PageOutcome
}

/** An address that answers in its own way: a file, a stream, metrics. */
export interface RawEndpoint extends Common {
  readonly method: 'GET'
  readonly raw: true
  /** It loads the actor by itself; until then the actor is an unknown visitor, and nothing was read. */
  readonly ownActor?: true
  handle(platform: Platform, actor: Actor, request: FastifyRequest, reply: FastifyReply): Promise<unknown>
}

// biome-ignore lint/suspicious/noExplicitAny: a list of rows with different inputs and views
export type Endpoint = ReadEndpoint<any, any> | ActEndpoint<any, any, any> | RawEndpoint

/** The names in a path: `thread` in `/c/:community/discussions/:thread`. */
type NamesIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

/** What an address reads: its own input, and as text each part of its path that the input does not read in a way of its own. */
type InputOf<Path extends string, I> =
  I extends z.ZodObject<infer Shape>
    ? (keyof Shape extends never ? unknown : z.infer<I>) & Record<Exclude<NamesIn<Path>, keyof Shape>, string>
    : z.infer<I>

type Declared<Row extends Endpoint, Path, I> = Omit<Row, 'method' | 'path' | 'input'> & {
  readonly path: Path
  /** What is sent beside the path, and those parts of the path that are neither a community nor an id. */
  readonly input?: I
}

type MayOmit<Key extends keyof Row, Row> = Omit<Row, Key> & Partial<Pick<Row, Key>>

/** The input with the parts of its path: a community as it is written, and everything else an id. */
function withPath(path: string, input: z.ZodType = z.object({})): z.ZodType {
  if (!(input instanceof z.ZodObject)) return input
  const names = [...path.matchAll(/:(\w+)/g)].flatMap(([, name]) => (name && !(name in input.shape) ? [name] : []))
  return input.safeExtend(
    Object.fromEntries(names.map((name) => [name, name === 'community' ? z.string() : addressId])),
  )
}

/** Declares a GET. */
export function reads<Path extends string, V, I extends z.ZodType = z.ZodObject<Record<never, never>>>(
  row: MayOmit<'view', Declared<ReadEndpoint<z.ZodType<InputOf<Path, I>>, V>, Path, I>>,
): ReadEndpoint<z.ZodType<InputOf<Path, I>>, V> {
  if (!row.view && row.json !== 'none') throw new Error(`${row.path}: what answers JSON declares its view.`)
  const view = row.view ?? z.custom<V>()
  return { method: 'GET', ...row, view, input: withPath(row.path, row.input) as z.ZodType<InputOf<Path, I>> }
}

/** Declares an act. One without a view answers a program with an empty object. */
export function acts<Path extends string, V, I extends z.ZodType = z.ZodObject<Record<never, never>>, D = V>(
  row: MayOmit<'view', Declared<ActEndpoint<z.ZodType<InputOf<Path, I>>, V, D>, Path, I>>,
): ActEndpoint<z.ZodType<InputOf<Path, I>>, V, D> {
  if (row.inOneStatement && !row.keepsNothing)
    throw new Error(`${row.path}: in one statement nothing else can be kept.`)
  const view = row.view ?? (z.object({}) as z.ZodType<V>)
  return { method: 'POST', ...row, view, input: withPath(row.path, row.input) as z.ZodType<InputOf<Path, I>> }
}

/** Declares a GET that answers in its own way. */
export function answers(row: Omit<RawEndpoint, 'method' | 'raw'>): RawEndpoint {
  return { method: 'GET', raw: true, ...row }
}
