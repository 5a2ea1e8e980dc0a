/**
 * One go of the bench: how long things take in it, and the sites its parts share.
 */

import { startMailSink } from './load/mail-sink.ts'
import type { Bench } from './part.ts'
import { openSite } from './site/site.ts'

/** The lived-in site of PROMISES.md section 4. */
const livedInAmounts = { members: 2000, communities: 50, threads: 5000, posts: 50_000, resources: 500 }
const smallAmounts = { members: 200, communities: 5, threads: 300, posts: 3000, resources: 60 }
/** One community with everybody, who get a Ping. */
const crowdedAmounts = { members: 11_000, communities: 2, threads: 400, posts: 4000, resources: 60 }
const smallCrowd = { members: 1300, communities: 2, threads: 40, posts: 400, resources: 20 }
const share = 0.1

/** Opens a bench; `close()` ends every site that was opened in it. */
export function openBench({
  isQuick,
  profileInto,
  say,
}: {
  isQuick: boolean
  profileInto: string | null
  say(sentence: string): void
}): Bench & { close(): Promise<void> } {
  const closings: (() => Promise<void>)[] = []
  const kept = <T>(make: () => Promise<T>): (() => Promise<T>) => {
    let made: Promise<T> | null = null
    return () => {
      made ??= make()
      return made
    }
  }
  return {
    isQuick,
    seconds: (full) => (isQuick ? Math.max(0.3, full * share) : full),
    many: (full) => (isQuick ? Math.ceil(full * share) : full),
    say,
    livedIn: kept(async () => {
      say('Seeding the lived-in site')
      const amounts = isQuick ? smallAmounts : livedInAmounts
      const site = await openSite(amounts, { signedIn: amounts.members, profileInto })
      closings.push(site.close)
      return site
    }),
    crowded: kept(async () => {
      say('Seeding a crowded site')
      const sink = await startMailSink()
      closings.push(async () => sink.stop())
      const amounts = isQuick ? smallCrowd : crowdedAmounts
      const site = await openSite(amounts, {
        signedIn: Math.min(1500, amounts.members),
        settings: { SMTP_URL: sink.url },
        profileInto,
      })
      closings.push(site.close)
      return { site, sink, unanswered: [] }
    }),
    async close() {
      for (const close of closings.reverse()) await close()
    },
  }
}
