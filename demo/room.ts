/**
 * The door of the demo: its bar, looking as somebody else, its end. Outside the demo none of its addresses lead anywhere.
 */
import { z } from 'zod'
import { demoActivityJob } from '#demo/demo-activity.ts'
import { demoBar, ownSitePage } from '#demo/pages.ts'
import { clearFilesJob, startOwnSite } from '#demo/start-own-site.ts'
import { findDemoPerson } from '#demo/store.ts'
import { beginSession, newPassword, siteLocale, siteZone } from '#server/identity/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { acts, reads } from '#server/platform/http/endpoint.ts'
import { naming } from '#server/platform/http/input.ts'
import { ownPath } from '#server/platform/http/own-path.ts'
import { newAddress } from '#server/platform/mail-address.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Room } from '#server/platform/room.ts'
import type { Look } from '#server/platform/work.ts'

/** A demo that was opened here is also closed where the world can reach it. */
function insistDemo({ platform }: Look, actor: Actor): void {
  if (!actor.site.isDemo || !platform.config.demo) refuse(notFound)
}

export const demo: Room = {
  name: 'demo',
  demoBar,
  jobs: [demoActivityJob, clearFilesJob],
  endpoints: [
    acts({
      path: '/demo/as',
      summary: 'In the demo: look as one of its people.',
      who: 'anyone',
      refusals: [notFound],
      json: 'none',
      input: z.object({
        key: z.enum(['ada', 'ben', 'cleo', 'dov', 'eve']),
        to: z.string().optional().transform(ownPath),
      }),
      async act(work, actor, { key }, request) {
        insistDemo(work, actor)
        const person = await findDemoPerson(work.db, key)
        if (!person) return refuse(notFound)
        await beginSession(work, person.id, request)
      },
      respond: (_view, { to }) => ({ location: to.startsWith('/c/') ? to : '/' }),
    }),
    reads({
      path: '/demo/own-site',
      summary: 'In the demo: the form that ends it.',
      who: 'anyone',
      refusals: [notFound],
      json: 'none',
      view: z.object({}),
      async read(look, actor) {
        insistDemo(look, actor)
        return {}
      },
      page: ownSitePage,
    }),
    acts({
      path: '/demo/own-site',
      summary: 'In the demo: removes it, and makes the sender the owner of an empty site.',
      who: 'anyone',
      refusals: [notFound],
      json: 'none',
      form: '/demo/own-site',
      input: z.object({
        name: naming(200),
        email: newAddress,
        site: naming(120),
        password: z.union([z.literal(''), newPassword]).default(''),
        locale: siteLocale.optional(),
        zone: siteZone.optional(),
      }),
      async act(work, actor, input, request) {
        insistDemo(work, actor)
        const place = { locale: input.locale ?? actor.locale, zone: input.zone ?? actor.zone }
        await startOwnSite(work, { ...input, ...place }, request)
      },
      respond: () => ({ location: '/', flash: 'This site is yours now. Begin with a community.' }),
    }),
  ],
}
