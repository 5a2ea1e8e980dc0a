/** The web role: the server with every row of every room. It does not listen yet. */
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type { App } from '#server/platform/app.ts'
import { assetsFolder } from '#server/platform/html/assets.ts'
import { buildServer } from '#server/platform/http/server.ts'
import type { Platform } from '#server/platform/work.ts'

/** Builds the server of these rooms, with the folders it serves as they are. */
export function startWeb(app: App, platform: Platform): Promise<FastifyInstance> {
  return buildServer({
    platform,
    endpoints: app.rooms.flatMap((room) => room.endpoints),
    actorOf: (request) => app.actorOf(platform, request),
    communityIdBySlug: app.communityIdBySlug,
    alongWithActs: app.alongWithActs,
    alongWithPages: app.alongWithPages,
    errorPage: app.errorPage,
    folders: [
      { prefix: '/assets/', root: fileURLToPath(assetsFolder), built: true },
      { prefix: '/demo/', root: fileURLToPath(new URL('../../demo/public', import.meta.url)), built: false },
    ],
  })
}
