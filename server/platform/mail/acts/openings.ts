/**
 * When each link of one mail was opened. This tells a machine, which opens them all, from a person, who opens one.
 * Kept in memory for ten minutes and nowhere else, as a GET writes nothing; processes tell each other after their answer is out.
 */
import { createHash } from 'node:crypto'
import { openBroadcaster } from '#server/platform/broadcaster.ts'
import { minute, second } from '#server/platform/clock.ts'
import type { Platform } from '#server/platform/work.ts'

/** Another link opened so close to an act marks a machine. */
export const suspectMs = 10 * second
const keptMs = 10 * minute
/** Openings of one link that are remembered; more of them would tell nothing new. */
const mostTimes = 8

/** One link, opened at a moment (milliseconds of the wall clock). `of` is the purpose and id of what all the links are for: `ballot 0197…`. */
interface Opening {
  readonly of: string
  readonly link: string
  readonly at: number
}

/** A short mark for a link: it tells the links of one mail apart, and gives no way back to the code. */
export function linkMark(code: string): string {
  return createHash('sha256').update(code).digest('base64url').slice(0, 8)
}

export type Openings = ReturnType<typeof makeOpenings>

/** An empty memory. `tell` passes on to the other processes, a little later, what was noted here. */
export function makeOpenings(tell: (opening: Opening) => void = () => undefined) {
  const known = new Map<string, Map<string, number[]>>()

  /** Takes in what another process noted. */
  function hear({ of, link, at }: Opening): void {
    const links = known.get(of) ?? new Map<string, number[]>()
    // It is put back at the end, so that the oldest come first.
    known.delete(of)
    known.set(of, links)
    links.set(link, [...(links.get(link) ?? []), at].slice(-mostTimes))
  }

  return {
    hear,
    note(opening: Opening): void {
      hear(opening)
      tell(opening)
    },
    /** Was another link to the same thing opened within ten seconds of that moment, before or after? */
    anotherNear({ of, link, at }: Opening): boolean {
      return [...(known.get(of) ?? [])].some(
        ([other, times]) => other !== link && times.some((time) => Math.abs(time - at) <= suspectMs),
      )
    },
    /** How long ago any link to it was opened last, in milliseconds; null where none was. */
    sinceLast(of: string, now: number): number | null {
      const times = [...(known.get(of)?.values() ?? [])].flat()
      return times.length > 0 ? now - Math.max(...times) : null
    },
    /** Forgets what is older than ten minutes. */
    sweep(now: number): void {
      for (const [of, links] of known) {
        if (now - Math.max(...[...links.values()].flat()) < keptMs) break
        known.delete(of)
      }
    },
    /** How many things it remembers now. */
    get size() {
      return known.size
    },
  }
}

const memories = new WeakMap<Platform, Openings>()

/** The memory of this process. */
export function openingsOf(platform: Platform): Openings {
  const openings = memories.get(platform) ?? makeOpenings()
  memories.set(platform, openings)
  return openings
}

/** Begins to share openings with the other processes, and to forget old ones; the function it returns ends both. */
export async function shareOpenings(platform: Platform): Promise<() => Promise<void>> {
  const others = openBroadcaster(platform.database, 'guildhall_openings', platform.log)
  const openings = makeOpenings(({ of, link, at }) => others.tell([`${at} ${link} ${of}`]))
  memories.set(platform, openings)
  const sweeping = setInterval(() => openings.sweep(Date.now()), minute).unref()
  await others.listen((messages) => {
    for (const one of messages) {
      const [, at, link, of] = /^(\d+) (\S+) (.+)$/.exec(one) ?? []
      if (at && link && of) openings.hear({ of, link, at: Number(at) })
    }
  })
  return async () => {
    clearInterval(sweeping)
    await others.close()
  }
}
