/**
 * `/live`: the one stream of server-sent events a tab holds, for all topics on its page.
 * Asked as `/live?topics=ping/<id>@<version>,thread/<id>@<version>`.
 */
import { answers } from '#server/platform/http/endpoint.ts'

const mostTopics = 40
const beatEveryMs = 25_000
const mostBuffered = 1024 * 1024

/** The topics of an address, with the version the page already shows (null where it says none). */
export function topicsIn(asked: string): Map<string, string | null> {
  const topics = new Map<string, string | null>()
  for (const part of asked.split(',').slice(0, mostTopics)) {
    const [topic = '', version] = part.split('@')
    if (/^[a-z-]+\/[0-9a-zA-Z-]{1,60}$/.test(topic)) topics.set(topic, version ? decoded(version) : null)
  }
  return topics
}

/** A version as the page carried it; one that was cut is as none. */
function decoded(version: string): string | null {
  try {
    return decodeURIComponent(version)
  } catch {
    return null
  }
}

export const liveStream = answers({
  path: '/live',
  summary: 'Server-sent events: what is new on the topics of a page, as HTML for whoever asks.',
  who: 'signed_in',
  refusals: [],
  async handle(platform, actor, request, reply) {
    const topics = topicsIn(String((request.query as { topics?: string }).topics ?? ''))
    reply.hijack()
    const out = reply.raw
    out.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    })
    out.write('retry: 2000\n\n')
    const beat = setInterval(() => out.write(': still here\n\n'), beatEveryMs)
    let finished = false
    let stop: (() => void) | null = null
    const finish = () => {
      finished = true
      clearInterval(beat)
      stop?.()
    }
    out.on('close', finish)
    stop = await platform.live.watch(actor, topics, {
      send(event, data) {
        if (out.writableLength > mostBuffered) out.destroy()
        else out.write(`event: ${event}\ndata: ${data}\n\n`)
      },
      close: () => out.end(),
    })
    if (finished) stop()
    else out.write('event: ready\ndata: {}\n\n')
  },
})
