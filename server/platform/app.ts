/**
 * What `server/app.ts` tells the platform about the program: its rooms, and what runs with every request.
 */
import type { FastifyRequest } from 'fastify'
import type { Actor } from '#server/platform/actor.ts'
import type { ReadDb } from '#server/platform/db.ts'
import type { Html } from '#server/platform/html/html.ts'
import type { RequestFacts } from '#server/platform/http/endpoint.ts'
import type { Before } from '#server/platform/http/retained-input.ts'
import type { Refused } from '#server/platform/refuse.ts'
import type { Room } from '#server/platform/room.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { Platform, Work } from '#server/platform/work.ts'

export interface App {
  readonly rooms: readonly Room[]
  actorOf(platform: Platform, request: FastifyRequest): Promise<Actor>
  actorAgain(platform: Platform, actor: Actor): Promise<Actor | null>
  /** The id of the community that an address names, for every actor; null where there is none. */
  communityIdBySlug(db: ReadDb, slug: string): Promise<string | null>
  /** Runs with every act, in its transaction. */
  alongWithActs(work: Work, actor: Actor, facts: RequestFacts): Promise<void>
  /** Runs with every page that is shown. */
  alongWithPages(platform: Platform, actor: Actor, params: Readonly<Record<string, string>>): Promise<void>
  errorPage(refused: Refused, screen: Screen, before: Before): Html
}
