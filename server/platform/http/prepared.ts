/**
 * An answer as a value: made whole, headers included, before any of it is sent. The answer of an act is made before its
 * commit, so that nothing which could fail comes after it.
 */
import { validateHeaderValue } from 'node:http'
import type { FastifyReply } from 'fastify'
import { chunksOf, type Html } from '#server/platform/html/html.ts'
import { locationOf } from '#server/platform/http/own-path.ts'

/** What is sent. */
export interface Prepared {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly body: Buffer | null
}

/** A page. */
export function preparedPage(status: number, page: Html): Prepared {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: bytesOfPage(page) }
}

/** JSON; `type` where it is not plain JSON. */
export function preparedJson(status: number, value: unknown, type = 'application/json'): Prepared {
  const headers = { 'content-type': `${type}; charset=utf-8` }
  return { status, headers, body: bytesOf(JSON.stringify(value ?? null)) }
}

/** A redirect to another page of ours. @throws where it leads anywhere else */
export function preparedRedirect(path: string): Prepared {
  return { status: 303, headers: { location: locationOf(path) }, body: null }
}

/**
 * The same answer with these cookies.
 * @throws where a value cannot stand in a header
 */
export function withCookies(answer: Prepared, cookies: readonly string[]): Prepared {
  if (cookies.length === 0) return answer
  for (const one of cookies) validateHeaderValue('set-cookie', one)
  const before = answer.headers['set-cookie'] ?? []
  return { ...answer, headers: { ...answer.headers, 'set-cookie': [before, cookies].flat() } }
}

/** The same answer with the version of what it shows. */
export function withEtag(answer: Prepared, etag: string): Prepared {
  return { ...answer, headers: { ...answer.headers, etag } }
}

/** Sends it. */
export function send(reply: FastifyReply, { status, headers, body }: Prepared): FastifyReply {
  reply.code(status).headers(headers)
  return body ? reply.send(body) : reply.send()
}

const encoder = new TextEncoder()
const scratch = new Uint8Array(1024 * 1024)

function bytesOfPage(page: Html): Buffer {
  const chunks = chunksOf(page).map((chunk) => (typeof chunk === 'string' ? bytesOf(chunk) : chunk))
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)
}

/** The text in UTF-8. Fastify would go through it twice, to count and to write; writing into a ready buffer takes one pass. */
function bytesOf(text: string): Buffer {
  if (text.length * 3 > scratch.length) return Buffer.from(text)
  return Buffer.from(scratch.subarray(0, encoder.encodeInto(text, scratch).written))
}
