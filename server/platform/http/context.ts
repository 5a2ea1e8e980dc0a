/**
 * What the code that answers requests works with: the server's context, the same for every request, and the context of one request.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#server/platform/actor.ts'
import type { ReadDb } from '#server/platform/db.ts'
import type { Html } from '#server/platform/html/html.ts'
import type { Endpoint, RequestFacts } from '#server/platform/http/endpoint.ts'
import type { Before } from '#server/platform/http/retained-input.ts'
import type { Refused } from '#server/platform/refuse.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { Platform, Work } from '#server/platform/work.ts'

/** What the server needs from the app. */
export interface ServerContext {
  readonly platform: Platform
  readonly endpoints: readonly Endpoint[]
  /** Folders served as they are: address prefix, folder, and whether they were built: packed, and named by their content. */
  readonly folders: readonly { prefix: string; root: string; built: boolean }[]
  /** Loads the actor with one statement. */
  actorOf(request: FastifyRequest): Promise<Actor>
  /** The id of the community that an address names, for every actor; null where there is none. */
  communityIdBySlug(db: ReadDb, slug: string): Promise<string | null>
  /** Runs in the transaction of every act: a session that is used lasts longer. */
  alongWithActs(work: Work, actor: Actor, facts: RequestFacts): Promise<void>
  /** Runs with every page that is shown, outside its read-only transaction. Where it fails, the page is shown all the same. */
  alongWithPages(platform: Platform, actor: Actor, params: Readonly<Record<string, string>>): Promise<void>
  /** The page that says no, in words. */
  errorPage(refused: Refused, screen: Screen, before: Before): Html
}

/** A request on its way through one row. */
export interface RequestContext<R extends Endpoint = Endpoint> {
  readonly serverContext: ServerContext
  readonly row: R
  readonly actor: Actor
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly wantsJson: boolean
}
