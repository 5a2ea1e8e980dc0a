/**
 * A part of the bench, and what it is given.
 */
import type { Figure } from './figure.ts'
import type { Crowd } from './site/crowd.ts'
import type { Site } from './site/site.ts'

/** What all parts share in one run of the bench. */
export interface Bench {
  /** Everything much shorter and smaller: to see that it runs, not to measure. */
  readonly isQuick: boolean
  /** So many seconds; a fraction of them where it is quick. */
  seconds(full: number): number
  /** So many things; a fraction of them where it is quick. */
  many(full: number): number
  /** Half-seconds of load at most until a program counts as warm. */
  readonly mostHalves: number
  /** The lived-in site, opened by the first part that needs it. */
  livedIn(): Promise<Site>
  /** The same with ten times as much of everything. */
  tenTimes(): Promise<Site>
  /** A site with one community of more than 10,000 members, which hands its mails to a sink. */
  crowded(): Promise<Crowd>
  /** Starts those programs again that a part has left dead. */
  mend(): Promise<void>
  say(sentence: string): void
}

/** One part: measured alone by `bin/bench <name>`. */
export interface Part {
  readonly name: string
  /** What it shows, in a line. */
  readonly says: string
  /** Runs at most; the worst counts. */
  readonly runs: number
  /** It takes longer than all others together, so it is measured only where it is named. */
  readonly onlyByName?: true
  measure(bench: Bench, run: number): Promise<Figure[]>
}
