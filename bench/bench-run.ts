/**
 * One go of the bench: how long things take in it, and the sites its parts share.
 */
import type { Bench } from './part.ts'
import { openSite, type Site } from './site/site.ts'

/** The lived-in site of PROMISES.md section 4. */
export const livedInAmounts = { members: 2000, communities: 50, threads: 5000, posts: 50_000, resources: 500 }
const smallAmounts = { members: 200, communities: 5, threads: 300, posts: 3000, resources: 60 }
const share = 0.1

/** Opens a bench; `close()` ends every site that was opened in it. */
export function openBench({
  isQuick,
  say,
}: {
  isQuick: boolean
  say(sentence: string): void
}): Bench & { close(): Promise<void> } {
  const open: Promise<Site>[] = []
  const kept = <T extends Site>(make: () => Promise<T>): (() => Promise<T>) => {
    let site: Promise<T> | null = null
    return () => {
      if (!site) {
        site = make()
        open.push(site)
      }
      return site
    }
  }
  return {
    isQuick,
    seconds: (full) => (isQuick ? Math.max(0.3, full * share) : full),
    many: (full) => (isQuick ? Math.ceil(full * share) : full),
    say,
    livedIn: kept(() => {
      say('Seeding the lived-in site')
      const amounts = isQuick ? smallAmounts : livedInAmounts
      return openSite(amounts, { signedIn: amounts.members })
    }),
    async close() {
      for (const site of open) await (await site.catch(() => null))?.close()
    },
  }
}
