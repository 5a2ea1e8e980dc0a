/**
 * One live stream as the page of a Ping holds it, for waiting until an event comes.
 */
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import type { KnownPing } from '#bench/site/known.ts'
import type { Visitor } from '#bench/site/site.ts'

/** How long something is waited for, in ms, before the bench says that it never came. */
const patienceMs = 60_000

interface Listener {
  /** When the stream next tells an event of this kind (`performance.now()`). */
  next(event: string): Promise<number>
  close(): void
}

/** Opens the stream; resolves when it is ready and has sent what the page lacked. */
export async function openListener(origin: string, ping: KnownPing, { cookie }: Visitor): Promise<Listener> {
  const asked = request(new URL(`/live?topics=ping/${ping.uuid}`, origin), {
    headers: { cookie, accept: 'text/event-stream' },
    agent: false,
  }).end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  asked.on('error', () => undefined)
  const next = (event: string) =>
    new Promise<number>((told, failed) => {
      let text = ''
      const timer = setTimeout(() => done(() => failed(new Error(`No "${event}" came. ${text}`))), patienceMs)
      const read = (chunk: Buffer) => {
        const at = performance.now()
        text += chunk.toString('latin1')
        if (text.includes(`event: ${event}\n`)) done(() => told(at))
      }
      const done = (then: () => void) => {
        clearTimeout(timer)
        answer.off('data', read)
        then()
      }
      answer.on('data', read)
    })
  await next('ready')
  return { next, close: () => asked.destroy() }
}
