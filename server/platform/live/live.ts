/**
 * Live pages as the rest of the program knows them: where a piece of work announces what it touched, and what an open page is sent through.
 */
import type { Actor } from '#server/platform/actor.ts'

/** One open stream of one tab. Neither call may throw, nor mind that the stream is over. */
export interface LiveStream {
  send(event: string, data: string): void
  close(): void
}

export interface LiveHub {
  /** Opens a stream on channels with the versions their page carries; returns how to end it. */
  watch(actor: Actor, channels: ReadonlyMap<string, string | null>, stream: LiveStream): Promise<() => void>
  /** Says what a committed piece of work touched, here and to the other processes. */
  announce(channels: Iterable<string>, people: Iterable<string>): void
  /** Takes in what another process announced. */
  hear(channels: Iterable<string>, people: Iterable<string>): void
  /** Ends every stream; browsers come back by themselves. */
  endAll(): void
  /** Streams open now. */
  readonly size: number
  /** Ends every stream and takes no more, and tells the other processes what they have not been told yet. */
  close(): Promise<void>
}
