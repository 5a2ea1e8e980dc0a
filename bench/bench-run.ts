/**
 * One run of the bench: how long things take in it, and the sites its parts share.
 */

import { startMailSink } from './load/mail-sink.ts'
import type { Bench } from './part.ts'
import { type Amounts, openSite, type Site, type SiteTerms } from './site/site.ts'

/** The lived-in site that docs/performance.md tells of. */
const livedInAmounts = { members: 2000, communities: 50, threads: 5000, posts: 50_000, resources: 500, pages: 400 }
const smallAmounts = { members: 200, communities: 5, threads: 300, posts: 3000, resources: 60, pages: 40 }
/** One community with everybody, who get a Ping. */
const crowdedAmounts = { members: 12_000, communities: 2, threads: 400, posts: 4000, resources: 60, pages: 40 }

/** Sizes and durations: to measure, to see that it works, and for the bench's own test. */
const sizes = {
  full: { livedIn: livedInAmounts, crowd: crowdedAmounts, signedIn: 1000, share: 1, least: 0, mostHalves: 20 },
  quick: {
    ...{ livedIn: smallAmounts, crowd: { ...crowdedAmounts, members: 1500, posts: 400 } },
    ...{ signedIn: 100, share: 0.1, least: 0.3, mostHalves: 20 },
  },
  // One site is both.
  moment: { livedIn: null, crowd: smallAmounts, signedIn: 120, share: 0.02, least: 0.1, mostHalves: 1 },
} as const

/** Opens a bench; `close()` ends every site that was opened in it. */
export function openBench({
  size,
  profileInto,
  say,
}: {
  size: keyof typeof sizes
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
  const { livedIn, crowd, signedIn, share, least, mostHalves } = sizes[size]
  const seeded = async (what: string, amounts: Amounts, terms: SiteTerms) => {
    say(`Seeding ${what}`)
    const site = await openSite(amounts, terms)
    closings.push(site.close)
    sites.push(site)
    return site
  }
  const crowded = kept(async () => {
    const sink = await startMailSink()
    closings.push(async () => sink.stop())
    const settings = { SMTP_URL: sink.url }
    return { site: await seeded('a crowded site', crowd, { signedIn, settings, profileInto }), sink, asked: [] }
  })
  return {
    isQuick: size !== 'full',
    seconds: (full) => Math.max(least, full * share),
    many: (full) => Math.ceil(full * share),
    mostHalves,
    say,
    livedIn: kept(async () =>
      livedIn
        ? seeded('the lived-in site', livedIn, { signedIn: livedIn.members, profileInto })
        : (await crowded()).site,
    ),
    tenTimes: kept(() => {
      const { members } = livedIn ?? crowd
      return seeded('ten times as much', tenTimes(livedIn ?? crowd), { signedIn: members })
    }),
    crowded,
    async mend() {
      for (const site of sites) if (!site.program.isUp) await site.restart()
    },
    async close() {
      for (const close of closings.reverse()) await close()
    },
  }
}

function tenTimes({ members, communities, threads, posts, resources, pages }: Amounts): Amounts {
  return {
    members: members * 10,
    communities: communities * 10,
    threads: threads * 10,
    posts: posts * 10,
    resources: resources * 10,
    pages: pages * 10,
  }
}
