/**
 * One go of the bench: how long things take in it, and the sites its parts share.
 */

import { startMailSink } from './load/mail-sink.ts'
import type { Bench } from './part.ts'
import { type Amounts, openSite, type Site } from './site/site.ts'

/** The lived-in site of PROMISES.md section 4. */
const livedInAmounts = { members: 2000, communities: 50, threads: 5000, posts: 50_000, resources: 500 }
const smallAmounts = { members: 200, communities: 5, threads: 300, posts: 3000, resources: 60 }
/** One community with everybody, who get a Ping. */
const crowdedAmounts = { members: 12_000, communities: 2, threads: 400, posts: 4000, resources: 60 }
const smallCrowd = { members: 1500, communities: 2, threads: 40, posts: 400, resources: 20 }
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
  const sites: Site[] = []
  const kept = <T>(make: () => Promise<T>): (() => Promise<T>) => {
    let made: Promise<T> | null = null
    return () => {
      made ??= make()
      return made
    }
  }
  const livedIn = isQuick ? smallAmounts : livedInAmounts
  const seeded = async (what: string, amounts: Amounts, profile: string | null) => {
    say(`Seeding ${what}`)
    const site = await openSite(amounts, { signedIn: livedIn.members, profileInto: profile })
    closings.push(site.close)
    sites.push(site)
    return site
  }
  return {
    isQuick,
    seconds: (full) => (isQuick ? Math.max(0.3, full * share) : full),
    many: (full) => (isQuick ? Math.ceil(full * share) : full),
    say,
    livedIn: kept(() => seeded('the lived-in site', livedIn, profileInto)),
    tenTimes: kept(() => seeded('ten times as much', tenTimes(livedIn), null)),
    crowded: kept(async () => {
      say('Seeding a crowded site')
      const sink = await startMailSink()
      closings.push(async () => sink.stop())
      const amounts = isQuick ? smallCrowd : crowdedAmounts
      const site = await openSite(amounts, {
        signedIn: isQuick ? 100 : 1000,
        settings: { SMTP_URL: sink.url },
        profileInto,
      })
      closings.push(site.close)
      sites.push(site)
      return { site, sink, asked: [] }
    }),
    async mend() {
      for (const site of sites) if (!site.program.isUp) await site.restart()
    },
    async close() {
      for (const close of closings.reverse()) await close()
    },
  }
}

function tenTimes({ members, communities, threads, posts, resources }: Amounts): Amounts {
  return {
    members: members * 10,
    communities: communities * 10,
    threads: threads * 10,
    posts: posts * 10,
    resources: resources * 10,
  }
}
