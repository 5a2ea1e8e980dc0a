/**
 * Posts to an address that a stranger named, such as that of a browser's push service. The address may be a trap that leads into our own
 * network, so only HTTPS to public addresses is let out: the name is looked up here, and the connection goes to what was looked up.
 */
import { lookup } from 'node:dns'
import { request as plainRequest } from 'node:http'
import { request } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { second } from '#server/platform/clock.ts'

/** Where the site may send by itself; `any` is for tests, and for networks that have a service of their own. */
export const reaches = ['public', 'any'] as const
export type Reach = (typeof reaches)[number]

/** How it went; `status` is null where nobody answered, or where we may not go there. */
export interface Posted {
  readonly status: number | null
  /** `Retry-After`, as it was written. */
  readonly retryAfter: string | null
  /** For the log: no address stands in it. */
  readonly reason: string
}

const patience = 10 * second

/** May the site post there, as far as the address itself tells? */
export function mayReach(address: string, reach: Reach): boolean {
  const { protocol, hostname, port, username, password } = URL.parse(address) ?? { protocol: '' }
  if (reach === 'any') return protocol === 'https:' || protocol === 'http:'
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '' || !hostname) return false
  const host = hostname.replace(/^\[|\]$/g, '')
  return !isIP(host) || isPublic(host)
}

/** Posts, follows no redirect, and reads nothing of the answer but its head. Never throws. */
export function postOutside(
  address: string,
  { headers, body, reach }: { headers: Readonly<Record<string, string | number>>; body: Buffer; reach: Reach },
): Promise<Posted> {
  if (!mayReach(address, reach)) return Promise.resolve(unanswered('we may not go there'))
  const send = address.startsWith('https:') ? request : plainRequest
  return new Promise((resolve) => {
    const options = { method: 'POST', headers, agent: false, signal: AbortSignal.timeout(patience) } as const
    const sent = send(address, reach === 'any' ? options : { ...options, lookup: publicOnly }, (answer) => {
      const { statusCode = 0, headers: told } = answer
      answer.destroy()
      resolve({ status: statusCode, retryAfter: told['retry-after'] ?? null, reason: `answered ${statusCode}` })
    })
    sent.on('error', (problem: NodeJS.ErrnoException) => resolve(unanswered(problem.code ?? problem.name)))
    sent.end(body)
  })
}

function unanswered(reason: string): Posted {
  return { status: null, retryAfter: null, reason }
}

/** Is it an address that the whole internet shares? */
function isPublic(address: string): boolean {
  return ipaddr.process(address).range() === 'unicast'
}

/** Looks a name up, and knows nobody of that name where one of its addresses is not public. */
const publicOnly: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (problem, found) => {
    if (problem) return callback(problem, '')
    const [first] = found
    if (!first || !found.every(({ address }) => isPublic(address)))
      return callback(Object.assign(new Error('Not a public address.'), { code: 'NOT_PUBLIC' }), '')
    if (options.all) callback(null, found)
    else callback(null, first.address, first.family)
  })
}
