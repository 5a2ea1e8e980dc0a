/**
 * People who have a Ping open, a process of its own: holds their streams, and notes when each showed which count.
 */
import { type IncomingMessage, request } from 'node:http'
import type { ArrivalQuestion, Arrivals, ViewersOrder } from './viewers.ts'

/** Streams opened at the same time: browsers do not all come in one instant. */
const openingAtOnce = 100

/** A count and when it was shown. */
interface Shown {
  readonly answered: number
  readonly at: number
}

const streams: Shown[][] = []
let lost = 0

process.on('message', (message: ViewersOrder | ArrivalQuestion) => {
  if ('cookies' in message) void openAll(message).then((open) => process.send?.(open))
  else process.send?.(arrivals(message))
})
process.once('disconnect', () => process.exit(0))

async function openAll({ origin, path, cookies }: ViewersOrder): Promise<number> {
  const waiting = [...cookies]
  const line = async () => {
    for (let cookie = waiting.pop(); cookie; cookie = waiting.pop()) await open(new URL(path, origin), cookie)
  }
  await Promise.all(Array.from({ length: openingAtOnce }, line))
  return streams.length
}

function open(url: URL, cookie: string): Promise<void> {
  return new Promise((opened) => {
    const asked = request(url, { headers: { cookie, accept: 'text/event-stream' }, agent: false })
    asked.on('response', (answer) => {
      if (answer.statusCode === 200) watch(answer)
      else lost++
      opened()
    })
    asked.on('error', () => {
      lost++
      opened()
    })
    asked.end()
  })
}

function watch(answer: IncomingMessage): void {
  const shown: Shown[] = []
  streams.push(shown)
  answer.on('data', (chunk: Buffer) => {
    const at = performance.timeOrigin + performance.now()
    // A frame begins with its topic and version; its HTML behind them is not looked at.
    const text = chunk.toString('latin1')
    for (const [, answered] of text.matchAll(/"version":"[a-z]+\.\d*\.(\d+)\./g))
      shown.push({ answered: Number(answered), at })
  })
  answer.on('close', () => lost++)
  answer.on('error', () => undefined)
}

/** How long after each acknowledgement every stream showed it. */
function arrivals({ acknowledged, before }: ArrivalQuestion): Arrivals {
  const delays: number[] = []
  let right = 0
  for (const shown of streams) {
    let next = 0
    acknowledged.forEach((at, i) => {
      while (next < shown.length && (shown[next] as Shown).answered < before + i + 1) next++
      const arrived = shown[next]
      delays.push(arrived ? Math.max(0, arrived.at - at) : Number.POSITIVE_INFINITY)
    })
    if (shown.at(-1)?.answered === before + acknowledged.length) right++
  }
  const sorted = Float64Array.from(delays).sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { streams: streams.length, lost, right, p50: at(0.5), p99: at(0.99), most: at(1) }
}
