/**
 * What the generator is asked to do, and what it tells: plain values, as they go from one process to another.
 */

/** One request, ready to be sent. */
export interface LoadRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

interface Load {
  /** Where to: `http://127.0.0.1:4100`. */
  readonly origin: string
  /** Taken one after the other; begun anew when they are through, unless `once`. */
  readonly requests: readonly LoadRequest[]
  /** Each request is sent once at most, and the load ends with the last. */
  readonly once?: boolean
  /** Tell of every single request too, not only of all together. */
  readonly each?: boolean
}

/** As fast as the answers come, on so many connections. */
export interface ClosedLoad extends Load {
  readonly kind: 'closed'
  readonly connections: number
  readonly seconds: number
}

/** At a fixed rate that does not wait for answers; a latency counts from the moment the request was due. */
export interface OpenLoad extends Load {
  readonly kind: 'open'
  /** One phase after the other. */
  readonly phases: readonly { readonly perSecond: number; readonly seconds: number }[]
}

/** One request as it went. Times are in ms since 1970, with fractions. */
export interface Sent {
  readonly at: number
  readonly done: number
  /** 0 where no answer came. */
  readonly status: number
  /** Its place in the list. */
  readonly index: number
  readonly location: string | null
}

/** What came of a load. Latencies are in ms. */
export interface LoadResult {
  readonly answered: number
  /** Answers a second, over the time from the first request to the last answer. */
  readonly rate: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly most: number
  /** How often each status came; 0 counts requests without an answer. */
  readonly statuses: Readonly<Record<string, number>>
  /** The beginning of the first answer that was an error, to tell what went wrong. */
  readonly firstError: string | null
  readonly sent: readonly Sent[]
}
