/**
 * Before anything else is asked: is the request for us? By the name it asks for; and where the site is set up for this
 * machine alone, as the demo is, by whether it came from there.
 */
import type { FastifyInstance } from 'fastify'
import type { ServerContext } from '#server/platform/http/context.ts'
import { cameByProxy, isOwnName, namesTwoHosts } from '#server/platform/http/own-name.ts'
import { onlyHere, otherName, refuse } from '#server/platform/refuse.ts'

/** What is built is the same for everybody; the page that says no is made with it. */
const builtFiles = '/assets/*'

/** Refuses what comes under another name, and whatever comes through a proxy to a site that is for this machine. */
export function checkNames(server: FastifyInstance, { platform, endpoints }: ServerContext): void {
  const { publicUrl, demo } = platform.config
  const underAnyName = new Set([
    builtFiles,
    ...endpoints.flatMap((row) => (row.underAnyName === undefined ? [] : [row.path])),
  ])
  let isTold = false
  server.addHook('onRequest', async ({ headers, raw, routeOptions }) => {
    if (underAnyName.has(routeOptions.url ?? '')) return
    if (namesTwoHosts(raw.rawHeaders) || !isOwnName(headers.host, publicUrl)) refuse(otherName)
    if (!demo || !cameByProxy(raw)) return
    if (!isTold) platform.log.warn('closed to what comes through a proxy: set PUBLIC_URL to the address people use')
    isTold = true
    refuse(onlyHere)
  })
}
