/**
 * Which links of a ballot were opened when: how a machine that opens them all is told from a person who opens one.
 * Kept in memory for ten minutes and nowhere else, as a GET writes nothing; processes tell each other after their answer is out.
 */
import { createHash } from 'node:crypto'
import { minute, second } from '#server/platform/clock.ts'
import type { Platform } from '#server/platform/work.ts'

/** Another answer opened so close to a vote marks a machine. */
export const suspectMs = 10 * second
const keptMs = 10 * minute
/** Openings of one link that are remembered; more say nothing more. */
const mostTimes = 8
const tellEveryMs = 200
/** A NOTIFY carries 8,000 bytes. */
const mostTold = 80
const channel = 'guildhall_openings'

/** One link of one ballot, opened at a moment (milliseconds of the wall clock). */
interface Opening {
  readonly ballotId: string
  readonly link: string
  readonly at: number
}

export interface Openings {
  /** Remembers that a link was opened; `tell` says it to the other processes too, a little later. */
  note(opening: Opening): void
  /** Takes in what another process remembered. */
  hear(opening: Opening): void
  /** Was another link of this ballot opened within ten seconds of that moment, before or after? */
  anotherNear(ballotId: string, link: string, at: number): boolean
  /** How long ago any link of this ballot was opened last, in milliseconds; null where none was. */
  sinceLast(ballotId: string, now: number): number | null
  /** Forgets what is older than ten minutes. */
  sweep(now: number): void
  /** Ballots remembered now. */
  readonly size: number
}

/** What stands for a link here: enough to tell the links of one ballot apart, and no way back to the code. */
export function linkMark(code: string): string {
  return createHash('sha256').update(code).digest('base64url').slice(0, 8)
}

/** An empty memory. */
export function makeOpenings(tell: (opening: Opening) => void = () => undefined): Openings {
  const ballots = new Map<string, Map<string, number[]>>()

  function hear({ ballotId, link, at }: Opening): void {
    const links = ballots.get(ballotId) ?? new Map<string, number[]>()
    // Put back at the end: the oldest ballots are those that come first.
    ballots.delete(ballotId)
    ballots.set(ballotId, links)
    const times = links.get(link) ?? []
    times.push(at)
    if (times.length > mostTimes) times.shift()
    links.set(link, times)
  }

  return {
    note(opening) {
      hear(opening)
      tell(opening)
    },
    hear,
    anotherNear(ballotId, link, at) {
      for (const [other, times] of ballots.get(ballotId) ?? []) {
        if (other !== link && times.some((time) => Math.abs(time - at) <= suspectMs)) return true
      }
      return false
    },
    sinceLast(ballotId, now) {
      const times = [...(ballots.get(ballotId)?.values() ?? [])].flat()
      return times.length > 0 ? now - Math.max(...times) : null
    },
    sweep(now) {
      for (const [ballotId, links] of ballots) {
        const last = Math.max(...[...links.values()].flat())
        if (now - last < keptMs) break
        ballots.delete(ballotId)
      }
    },
    get size() {
      return ballots.size
    },
  }
}

const memories = new WeakMap<Platform, Openings>()

/** The memory of this process. */
export function openingsOf(platform: Platform): Openings {
  let openings = memories.get(platform)
  if (!openings) {
    openings = makeOpenings()
    memories.set(platform, openings)
  }
  return openings
}

/** Begins to share openings with the other processes, and to forget old ones; what it gives ends both. */
export async function shareOpenings(platform: Platform): Promise<() => Promise<void>> {
  const processId = Math.random().toString(36).slice(2)
  let toTell: Opening[] = []
  const openings = makeOpenings((opening) => void toTell.push(opening))
  memories.set(platform, openings)

  const tellOthers = () => {
    const told = toTell
    toTell = []
    for (let i = 0; i < told.length; i += mostTold) {
      const payload = JSON.stringify({
        from: processId,
        openings: told.slice(i, i + mostTold).map((one) => [one.ballotId, one.link, one.at]),
      })
      platform.database.writePool
        .query('select pg_notify($1, $2)', [channel, payload])
        .catch((err) => platform.log.warn({ err }, 'could not tell the other processes which ballots were opened'))
    }
  }
  const telling = setInterval(tellOthers, tellEveryMs)
  const sweeping = setInterval(() => openings.sweep(Date.now()), minute)
  telling.unref()
  sweeping.unref()
  const listening = await platform.database.listen(channel, {
    heard(payload) {
      const { from, openings: told } = JSON.parse(payload) as { from: string; openings: [string, string, number][] }
      if (from !== processId) for (const [ballotId, link, at] of told) openings.hear({ ballotId, link, at })
    },
    lost: () => undefined,
    back: () => undefined,
  })
  return async () => {
    clearInterval(telling)
    clearInterval(sweeping)
    await listening.close()
  }
}
