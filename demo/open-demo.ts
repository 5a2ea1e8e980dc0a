/**
 * Opens the demo on an empty site: a community that has been alive for a while. Its past is written straight into the tables,
 * because nobody can act in the past; everything from now on goes through the use cases, as for anybody.
 */
import { fillCommunity } from '#demo/fill-community.ts'
import { settlePast } from '#demo/fill-past.ts'
import { fillPings } from '#demo/fill-pings.ts'
import { fillThreads } from '#demo/fill-threads.ts'
import { fillToolkit } from '#demo/fill-toolkit.ts'
import { isEmptySite, saveDemoBegun } from '#demo/store.ts'
import { de } from '#demo/texts/de.ts'
import { en } from '#demo/texts/en.ts'
import type { DemoTexts } from '#demo/texts/shape.ts'
import { doWork, type Platform, type Work } from '#server/platform/work.ts'

/** What the demo is filled with, as it goes along. */
export interface Filling {
  readonly work: Work
  readonly texts: DemoTexts
  /** Ids by key of demo/people.ts. */
  readonly people: Map<string, string>
  communityId: string
  /** A moment so many hours before now. */
  readonly ago: (hours: number) => Date
}

/** Fills an empty site with the demo, in English or German; leaves a site that has people as it is and gives false. */
export async function openDemo(
  platform: Platform,
  say: (sentence: string) => void,
  locale: 'en' | 'de' = localeOfMachine(),
): Promise<boolean> {
  return doWork(platform, async (work) => {
    if (!(await isEmptySite(work))) return false
    say('This site is empty, so the demo moves in.')
    const filling: Filling = {
      work,
      texts: locale === 'de' ? de : en,
      people: new Map(),
      communityId: '',
      ago: (hours) => new Date(work.now.getTime() - hours * 3_600_000),
    }
    await fillCommunity(filling)
    await fillToolkit(filling)
    await fillThreads(filling)
    await fillPings(filling)
    await settlePast(filling)
    await saveDemoBegun(work, locale)
    return true
  })
}

/** German where the machine speaks German, else English. */
function localeOfMachine(): 'en' | 'de' {
  return /^de(_|-|\.|$)/.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '') ? 'de' : 'en'
}
