/**
 * Live viewers of one Ping, held by a process of their own.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** Whose streams to open, each with one of these cookies. */
export interface ViewersOrder {
  readonly origin: string
  readonly path: string
  readonly cookies: readonly string[]
}

/** When votes were acknowledged, in order, in ms since 1970; and how many there were before them. */
export interface ArrivalQuestion {
  readonly acknowledged: readonly number[]
  readonly before: number
}

/** How the bars moved: ms from a vote's acknowledgement to a page that shows it, over all votes and all pages. */
export interface Arrivals {
  readonly streams: number
  /** Streams that were refused or ended. */
  readonly lost: number
  /** Streams that show the last count. */
  readonly right: number
  readonly p50: number
  readonly p99: number
  readonly most: number
}

export interface Viewers {
  readonly open: number
  arrivals(question: ArrivalQuestion): Promise<Arrivals>
  close(): Promise<void>
}

/** Opens the streams and resolves when each was answered. */
export async function openViewers(order: ViewersOrder): Promise<Viewers> {
  const child = fork(fileURLToPath(new URL('viewers-process.ts', import.meta.url)), { serialization: 'advanced' })
  const ask = async <T>(message: ViewersOrder | ArrivalQuestion): Promise<T> => {
    const answer = once(child, 'message')
    child.send(message)
    const [told] = (await answer) as [T]
    return told
  }
  return {
    open: await ask<number>(order),
    arrivals: (question) => ask<Arrivals>(question),
    async close() {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}
