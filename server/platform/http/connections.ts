/**
 * What happens below requests: bytes that are no request, connections that stay idle, and clients that send so slowly
 * that they hold up the others.
 */
import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** How long things may take to arrive, in ms. */
export interface Timeouts {
  /** The body of a form or of JSON, at most four megabytes. A file may take as long as any request. */
  readonly body: number
  /** The rest of a request that is answered already: a browser reads the answer only when it has sent everything. */
  readonly afterAnswer: number
}

const usual: Timeouts = { body: 120_000, afterAnswer: 60_000 }

/** Closes connections on which a request takes too long to arrive. An upload may go on while bytes still arrive. */
export function closeSlowRequests(server: FastifyInstance, timeouts = usual): void {
  server.addHook('preParsing', async (request, _reply, payload) => {
    const isFile = request.isMultipart() && request.actor?.kind === 'person'
    if (!isFile && !request.raw.complete) closeUnlessComplete(request, timeouts.body)
    return payload
  })
  server.addHook('onResponse', async (request) => {
    if (!request.raw.complete) closeUnlessComplete(request, timeouts.afterAnswer)
  })
}

function closeUnlessComplete({ raw }: FastifyRequest, ms: number): void {
  const timer = setTimeout(() => {
    if (!raw.complete) raw.destroy()
  }, ms)
  timer.unref()
  for (const over of ['end', 'close']) raw.once(over, () => clearTimeout(timer))
}

/** Browsers open connections ahead of need. One that was never used would delay the end of the program by a minute. */
export function closeIdleSockets(server: FastifyInstance): void {
  const unused = new Set<Socket>()
  server.server.on('connection', (socket: Socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  server.server.on('request', ({ socket }) => unused.delete(socket))
  server.addHook('preClose', async () => {
    for (const socket of unused) socket.destroy()
  })
}

/** Answers bytes that are no request with a sentence in English: nothing is known of the client, not even its language. */
export function onClientError({ code }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === 'ECONNRESET' || socket.destroyed) return
  const { status, sentence } = clientErrors[code ?? ''] ?? unreadable
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${sentence.length}\r\n` +
        `X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n${sentence}`,
    )
  }
  socket.destroy()
}

const unreadable = { status: '400 Bad Request', sentence: 'This is not a request that can be read.\n' }
const clientErrors: Readonly<Record<string, { status: string; sentence: string }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: '408 Request Timeout',
    sentence: 'This took too long to arrive. Send it again.\n',
  },
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    sentence: 'The headers of this request are too large. Delete the cookies of this site, and open it again.\n',
  },
}
