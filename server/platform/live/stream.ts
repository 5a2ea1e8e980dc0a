/**
 * `/live`: the one stream of server-sent events a tab holds, for all channels on its page.
 * Asked as `/live?topics=ping/<id>@<version>,thread/<id>@<version>`.
 */
import type { ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#server/platform/actor.ts'
import { answers } from '#server/platform/http/endpoint.ts'
import { standingHeaders } from '#server/platform/http/headers.ts'
import type { LiveStream } from '#server/platform/live/live.ts'
import { foreignOrigin, refuse, signInFirst } from '#server/platform/refuse.ts'
import type { Platform } from '#server/platform/work.ts'

const mostChannels = 40
const beatEveryMs = 25_000
/** The most bytes that wait for a slow browser. With more it is cut off, and comes back for what it lacks. */
const mostBuffered = 1024 * 1024
/** No timer of Node's waits longer, in ms: 24 days. */
const longestWait = 2 ** 31 - 1

/** The channels of an address, with the version the page already shows (null where it says none). */
export function channelsIn(asked: string): Map<string, string | null> {
  const channels = new Map<string, string | null>()
  for (const part of asked.split(',').slice(0, mostChannels)) {
    const [channel = '', version] = part.split('@')
    if (/^[a-z-]+\/[0-9a-zA-Z-]{1,60}$/.test(channel)) channels.set(channel, version ? decoded(version) : null)
  }
  return channels
}

/** A version as the page carried it; one that was cut counts as none. */
function decoded(version: string): string | null {
  try {
    return decodeURIComponent(version)
  } catch {
    return null
  }
}

export const liveStream = answers({
  path: '/live',
  summary: 'Server-sent events: what is new on the topics of a page, as HTML for its reader.',
  who: 'anyone',
  limit: { times: 300, seconds: 60 },
  refusals: [signInFirst, foreignOrigin],
  async handle(platform, actor, request, reply) {
    if (!isOurPage(request)) refuse(foreignOrigin)
    return actor.kind === 'person' ? openStream(platform, actor, request, reply) : tellSignedOut(request, reply)
  },
})

async function openStream(platform: Platform, actor: Actor, request: FastifyRequest, reply: FastifyReply) {
  const channels = channelsIn(String((request.query as { topics?: string }).topics ?? ''))
  reply.hijack()
  const out = reply.raw
  // The reader may have left while we loaded their actor: then no stream is opened, since nothing would end it.
  if (out.destroyed || out.closed) return
  // Closed with its stream, so that a server that stops need not wait for it.
  out.writeHead(200, {
    ...standingHeaders,
    'content-type': 'text/event-stream; charset=utf-8',
    connection: 'close',
    'x-accel-buffering': 'no',
  })
  if (request.method === 'HEAD') return void out.end()
  const write = (text: string | Buffer) => {
    if (out.writableEnded || out.destroyed) return
    if (out.writableLength > mostBuffered) out.destroy()
    else out.write(text)
  }
  write('retry: 2000\n\n')
  const beat = setInterval(() => write(': still here\n\n'), beatEveryMs)
  // A reader whose session was prolonged meanwhile comes back by themselves.
  const runningOut = setTimeout(() => out.end(), timeLeft(actor))
  let stop: (() => void) | null = null
  let isOver = false
  out.on('error', () => out.destroy())
  out.on('close', () => {
    isOver = true
    clearInterval(beat)
    clearTimeout(runningOut)
    stop?.()
  })
  try {
    stop = await platform.live.watch(actor, channels, streamOf(write, out))
  } catch (err) {
    platform.log.warn({ err }, 'a live stream could not begin')
    return void out.end()
  }
  if (isOver) stop()
  else write('event: ready\ndata: {}\n\n')
}

/** Was it opened by a page of ours or a program? A page of another site may not, even under the same domain. */
function isOurPage({ headers }: FastifyRequest): boolean {
  return ['same-origin', 'none', undefined].includes(headers['sec-fetch-site'] as string | undefined)
}

/** A page that was left open gets the reason in its stream: from an error status a browser learns only that it failed. */
function tellSignedOut(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!request.headers.accept?.includes('text/event-stream')) refuse(signInFirst)
  return reply.type('text/event-stream; charset=utf-8').send(frameOf('over', JSON.stringify({ why: 'signed_out' })))
}

/** How long the reader's session or token lasts from now, in ms by the database's time. */
function timeLeft(actor: Actor): number {
  if (actor.kind !== 'person' || !actor.endsAt) return longestWait
  return Math.min(longestWait, actor.endsAt.getTime() - actor.now.getTime())
}

function streamOf(write: (text: Buffer) => void, out: ServerResponse): LiveStream {
  return {
    send: (event, data) => write(frameOf(event, data)),
    close: () => {
      if (!out.writableEnded) out.end()
    },
  }
}

let lastFrame = { event: '', data: '', bytes: Buffer.alloc(0) }

/** What goes over the wire; many streams in a row are sent the same. */
function frameOf(event: string, data: string): Buffer {
  if (lastFrame.data !== data || lastFrame.event !== event)
    lastFrame = { event, data, bytes: Buffer.from(`event: ${event}\ndata: ${data}\n\n`) }
  return lastFrame.bytes
}
