/** What makes the site an app that can be installed: its manifest, its icons, its service worker. Nobody signs in for them. */
import type { Actor } from '#server/platform/actor.ts'
import { assets } from '#server/platform/html/assets.ts'
import { answers, type Endpoint } from '#server/platform/http/endpoint.ts'
import { standingHeaders } from '#server/platform/http/headers.ts'
import { longId } from '#server/platform/ids.ts'
import { drawAppIcon } from '#server/platform/pictures/app-icon.ts'
import { notReady, refuse } from '#server/platform/refuse.ts'
import type { Platform } from '#server/platform/work.ts'
import { type AppIconName, appIcons, howToDraw } from '#server/site/installing/app-icons.ts'
import { manifestOf } from '#server/site/installing/manifest.ts'

/** As they were drawn last, by name; a logo or accent that was changed is drawn again. */
const drawn = new WeakMap<Platform, Map<AppIconName, { readonly of: string; readonly png: Buffer }>>()

/** The icon as PNG. @refuses not_ready where it can't be drawn now */
async function appIcon(platform: Platform, name: AppIconName, { logo, ...site }: Actor['site']): Promise<Buffer> {
  const known = drawn.get(platform) ?? new Map()
  drawn.set(platform, known)
  const icon = howToDraw(name, { ...site, logo })
  const of = JSON.stringify([icon, logo])
  const before = known.get(name)
  if (before?.of === of) return before.png
  const logoId = longId(logo?.split('/').at(-1) ?? '')
  const png = (await drawAppIcon(icon, logoId ? () => platform.files.read(logoId) : null)) ?? refuse(notReady)
  known.set(name, { of, png })
  return png
}

function iconRow(name: AppIconName): Endpoint {
  return answers({
    path: `/app-icon-${name}.png`,
    summary: 'The icon of the installed app: the logo of the site, or the mark of the program in its accent.',
    who: 'anyone',
    refusals: [notReady],
    limit: { times: 300, seconds: 60 },
    headers: { 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, max-age=3600' },
    async handle(platform, actor, _request, reply) {
      return reply.type('image/png').send(await appIcon(platform, name, actor.site))
    },
  })
}

export const installingRoutes: readonly Endpoint[] = [
  answers({
    path: '/manifest.webmanifest',
    summary: 'What a browser is told to install the site as an app.',
    who: 'anyone',
    headers: { 'cache-control': 'no-cache' },
    handle: async (_platform, actor, _request, reply) =>
      reply.type('application/manifest+json').send(JSON.stringify(manifestOf(actor))),
  }),
  answers({
    // At the root of the site, as a worker is allowed nothing above its own folder.
    path: '/push-worker.js',
    summary: 'The script that shows what the site pushes to a device. It keeps no page.',
    who: 'anyone',
    ownActor: true,
    headers: { ...standingHeaders, 'cache-control': 'no-cache' },
    handle: async (_platform, _actor, _request, reply) => reply.type('text/javascript').send(assets().pushWorker),
  }),
  ...(Object.keys(appIcons) as AppIconName[]).map(iconRow),
]
