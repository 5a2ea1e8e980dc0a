/**
 * Compresses pages and JSON as the browser prefers, in one go and in this thread: a page of 50 KB takes
 * 0.15 ms, where a stream through the thread pool costs more than the page itself. Streams are sent as they are.
 */
import { promisify } from 'node:util'
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib'
import { negotiate } from '@fastify/accept-negotiator'
import type { FastifyInstance } from 'fastify'

/** Packing saves nothing below the first number of bytes, and leaves this thread above the second. */
const worthPacking = 1024
const tooLongForThisThread = 256 * 1024

// Quality 2: a tenth larger than 4, in less than half its time.
const brotliTerms = { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } }
const gzipTerms = { level: 3 }

const brotliLater = promisify(brotliCompress)
const gzipLater = promisify(gzip)

const packers = {
  br: { now: (it: Buffer) => brotliCompressSync(it, brotliTerms), later: (it: Buffer) => brotliLater(it, brotliTerms) },
  gzip: { now: (it: Buffer) => gzipSync(it, gzipTerms), later: (it: Buffer) => gzipLater(it, gzipTerms) },
} as const

const encodings: (keyof typeof packers)[] = ['br', 'gzip']

const isText = /^(?:text\/(?!event-stream)|application\/(?:[\w.-]+\+)?(?:json|xml|javascript))/

/** Packs every text that the server sends whole. */
export function compressTexts(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload
    if (reply.hasHeader('content-encoding') || !isText.test(String(reply.getHeader('content-type') ?? '')))
      return payload
    reply.header('vary', [reply.getHeader('vary'), 'Accept-Encoding'].flat().filter(Boolean).join(', '))
    const encoding = negotiate(request.headers['accept-encoding'] ?? '', encodings)
    if (payload.length < worthPacking || !encoding) return payload
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload
    const { now, later } = packers[encoding]
    reply.header('content-encoding', encoding)
    reply.removeHeader('content-length')
    return bytes.length > tooLongForThisThread ? later(bytes) : now(bytes)
  })
}
