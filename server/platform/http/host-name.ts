/**
 * The names a site answers under. A browser can be led to believe that a foreign name is ours (DNS rebinding), and then
 * lets that name's pages read what we say. So a request under another name gets no content. Pure.
 */
import type { IncomingMessage } from 'node:http'
import { isLocalHost } from '#server/platform/setting-shapes.ts'

/** Is this the `Host` of the public address? If that is local, every local name is ours, on any port: a container changes it. */
export function isOwnHost(host: string | undefined, publicUrl: string): boolean {
  const asked = named(host, publicUrl)
  if (!asked) return false
  const own = new URL(publicUrl)
  return asked.host === own.host || (isForThisMachine(own.hostname) && isLocalHost(asked.hostname))
}

/** Is this `Host` a name of the machine itself? */
export function asksForThisMachine(host: string | undefined): boolean {
  return isLocalHost(named(host, 'http://localhost')?.hostname ?? '')
}

/** The origin of pages that were opened under this `Host`, which must be one that {@link isOwnHost} accepts. */
export function originUnder(host: string | undefined, publicUrl: string): string {
  return named(host, publicUrl)?.origin ?? new URL(publicUrl).origin
}

/**
 * Did it come through a proxy? Proxies that hand on whole requests send one of these headers, or still speak HTTP/1.0, as some do
 * by default and no browser does. A proxy that sends neither cannot be told from a browser here.
 */
export function cameByProxy({ headers, httpVersion }: Pick<IncomingMessage, 'headers' | 'httpVersion'>): boolean {
  if (httpVersion === '1.0') return true
  return Object.keys(headers).some((name) =>
    /^(x-forwarded.*|x-original-.+|forwarded|via|x-real-ip|(x|cf|true|fastly|fly)-(client|cluster-client|connecting)-ip)$/.test(
      name,
    ),
  )
}

/** Does a request name its host more than once? Every reader of it could then choose another one; we refuse to choose. */
export function hasTwoHosts(rawHeaders: readonly string[]): boolean {
  let names = 0
  for (let i = 0; i < rawHeaders.length; i += 2) if (rawHeaders[i]?.toLowerCase() === 'host') names++
  return names > 1
}

/** A site that listens on every address and was given no name is, as far as we know, reached from this machine. */
function isForThisMachine(hostname: string): boolean {
  return isLocalHost(hostname) || hostname === '0.0.0.0' || hostname === '[::]'
}

/** `Host` as an address; null where it holds anything but a name and a port (RFC 9110, 7.2). */
function named(host: string | undefined, publicUrl: string): URL | null {
  if (!host || !/^(\[[\da-f:.]+\]|[^\s:/?#@\\[\]]+)(:\d{1,5})?$/i.test(host)) return null
  const address = `${new URL(publicUrl).protocol}//${host}`
  return URL.canParse(address) ? new URL(address) : null
}
