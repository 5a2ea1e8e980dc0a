/**
 * The first check of all: is the request for us? The name it asks for decides; and where the site is set up for this
 * machine alone, as the demo is, the request must come from this machine.
 */
import type { FastifyInstance } from 'fastify'
import type { ServerContext } from '#server/platform/http/context.ts'
import { cameByProxy, hasTwoHosts, isOwnHost } from '#server/platform/http/host-name.ts'
import { onlyHere, otherName, refuse } from '#server/platform/refuse.ts'

/** Built files are the same for everybody, and the error page needs them. */
const builtFiles = '/assets/*'

/** Refuses requests under another name, and on a site for this machine alone every request that comes through a proxy. */
export function checkHost(server: FastifyInstance, { platform, endpoints }: ServerContext): void {
  const { publicUrl, demo } = platform.config
  const anyHost = new Set([builtFiles, ...endpoints.flatMap((row) => (row.anyHost === undefined ? [] : [row.path]))])
  let isTold = false
  server.addHook('onRequest', async ({ headers, raw, routeOptions }) => {
    if (anyHost.has(routeOptions.url ?? '')) return
    if (hasTwoHosts(raw.rawHeaders) || !isOwnHost(headers.host, publicUrl)) refuse(otherName)
    if (!demo || !cameByProxy(raw)) return
    if (!isTold) platform.log.warn('closed to what comes through a proxy: set PUBLIC_URL to the address people use')
    isTold = true
    refuse(onlyHere)
  })
}
