/**
 * Several open Pings, answered one after the other: which one the community's page shows, and which is next. Pure.
 */
import type { PingView } from '#server/pings/views.ts'

type Open = Pick<PingView, 'id' | 'mine' | 'can'>

/** The position of the Ping on the community's page among several. */
export interface PlaceAmongOpen<P extends Open = PingView> {
  /** Its number among those the reader may answer: "Ping 1 of 3". Null where there is nothing to count. */
  readonly place: { readonly n: number; readonly all: number } | null
  /** The next one to answer; null where none waits. */
  readonly next: P | null
}

/** The shown Ping, its position, and the Pings that are only linked. */
interface OpenPings<P extends Open> extends PlaceAmongOpen<P> {
  readonly shown: P
  readonly others: readonly P[]
}

/**
 * Pings that wait for the reader's answer come one at a time, the newest first; where none waits, the newest is shown
 * with its result. A Ping that the address names, just answered or skipped to, is shown whether it waits or not.
 * @param open newest first
 * @returns null where none is open
 */
export function openPingsFrom<P extends Open>(open: readonly P[], askedFor: string | null): OpenPings<P> | null {
  const waiting = open.filter((ping) => waits(ping))
  const asked = open.find(({ id }) => id === askedFor)
  const shown = asked ?? waiting[0] ?? open[0]
  if (!shown) return null
  const all = open.filter(({ can }) => can.answer).length
  if (all < 2) return { shown, place: null, next: null, others: open.filter((ping) => ping !== shown) }
  const answered = all - waiting.length
  const at = waiting.indexOf(shown)
  const isAbout = waiting.length > 0 || asked !== undefined
  return {
    shown,
    place: isAbout && shown.can.answer ? { n: answered + at + 1, all } : null,
    next: waiting[at + 1] ?? waiting.find((ping) => ping !== shown) ?? null,
    others: open.filter((ping) => ping !== shown && !waits(ping)),
  }
}

function waits({ mine, can }: Open): boolean {
  return can.answer && mine === null
}
