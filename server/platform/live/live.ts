/**
 * Live pages for the rest of the program: work announces here what it touched, and open pages get their updates from here.
 */
import type { Actor } from '#server/platform/actor.ts'

/** One open stream of one tab. Neither call may throw, even where the stream is over. */
export interface LiveStream {
  send(event: string, data: string): void
  close(): void
}

export interface LiveHub {
  /** Opens a stream on channels with the versions their page carries; returns how to end it. */
  watch(actor: Actor, channels: ReadonlyMap<string, string | null>, stream: LiveStream): Promise<() => void>
  /** Announces what a committed piece of work touched, here and to the other processes. */
  announce(channels: Iterable<string>, people: Iterable<string>): void
  /** Takes in what another process announced. */
  hear(channels: Iterable<string>, people: Iterable<string>): void
  /** Ends every stream; browsers come back by themselves. */
  endAll(): void
  /** Streams open now. */
  readonly size: number
  /** Ends every stream, and takes no more. */
  close(): void
}
